/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_ACT_H
#define WLT_COUNTER_ACT_H

#include <wallet/case.h>

#include "crypto/digest.h"

/*
 * One act of a case, deterministic CBOR.  It names its case and its place in it, and holds the SHA-256
 * of the act before it: none can be left out, put in or moved without the next one telling.
 *
 *     1  number of the case     4  kind               7  account
 *     2  place, from 0          5  unix seconds       8  window
 *     3  SHA-256 of the act     6  the clerk's name   9  body, a map: see each kind
 *        before; zero for the
 *        first
 *
 * of which 7 and 8 are there only if there is something to say.
 */

/** What was done.  Numbers are in databases for ever: new ones are added, none is reused. */
enum wlt_deed {
    WLT_DEED_NONE = 0,
    WLT_DEED_OPEN = 1,    /* body: struct wlt_opening */
    WLT_DEED_TAKE = 2,    /* body: see counter/taken_code.h */
    WLT_DEED_PAPER = 3,   /* body of this and those below: struct wlt_saying */
    WLT_DEED_DEFER = 4,   /* about a material; the text is the day */
    WLT_DEED_REUSE = 5,   /* body: struct wlt_reuse */
    WLT_DEED_WRITE = 6,   /* about a blank */
    WLT_DEED_UNWRITE = 7, /* about a blank, no text */
    WLT_DEED_DECIDE = 8,  /* about a rule; the number tells whether it holds */
    WLT_DEED_GO = 9,      /* about nothing; the number is the state */
};

enum {
    WLT_DEED_COUNT = 10,        /* one more than the largest */
    WLT_CASE_ACT_MAX = 4096,    /* acts of one case */
    WLT_ACT_SIZE_MAX = 1048576, /* bytes of the largest act */
    WLT_ACTOR_TEXT_MAX = 128,   /* bytes of a clerk's name, account and window */
};

/** "open", "take", "paper", ...; "none" for others; never NULL. */
const char *wlt_deed_name(enum wlt_deed deed);

/** An act; borrows from what it was read from. */
struct wlt_case_act {
    struct wallet_bytes number; /* of the case */
    uint64_t place;
    uint8_t before[WLT_SHA256_SIZE];
    enum wlt_deed deed;
    int64_t at_unix;
    struct wallet_bytes clerk;
    struct wallet_bytes account; /* empty: none */
    struct wallet_bytes window;  /* empty: none */
    struct wallet_bytes body;    /* encoded map */
};

/** \param out  replaced */
enum wallet_status wlt_case_act_write(
    const struct wlt_case_act *act, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Reads an act; its body is a map, of which nothing more is known here.
 *
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED: it is none
 */
enum wallet_status wlt_case_act_read(
    struct wallet_bytes encoded, struct wlt_case_act *out, struct wallet_error *error);

/**
 * What a case was opened for:
 *
 *     1  name of the matter     3  SHA-256 of the matter's file     5  the counter's USCC
 *     2  its code               4  channel
 */
struct wlt_opening {
    struct wallet_bytes matter;
    struct wallet_bytes code;
    uint8_t digest[WLT_SHA256_SIZE];
    enum wallet_case_channel channel;
    struct wallet_bytes counter;
};

enum wallet_status wlt_opening_write(
    const struct wlt_opening *opening, struct wallet_buffer *out, struct wallet_error *error);
enum wallet_status wlt_opening_read(
    struct wallet_bytes body, struct wlt_opening *out, struct wallet_error *error);

/**
 * What a clerk says:
 *
 *     1  about what, the name of a material, blank or rule     2  text     3  number
 *
 * of which 1 and 2 are there only if there is something to say.
 */
struct wlt_saying {
    struct wallet_bytes about;
    struct wallet_bytes text;
    uint64_t number;
};

enum wallet_status wlt_saying_write(
    const struct wlt_saying *saying, struct wallet_buffer *out, struct wallet_error *error);
enum wallet_status wlt_saying_read(
    struct wallet_bytes body, struct wlt_saying *out, struct wallet_error *error);

#endif
