/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_REQUEST_H
#define WLT_PRESENT_REQUEST_H

#include <wallet/request.h>

#include "cose/sign1.h"
#include "present/field_list.h"
#include "present/purpose.h"
#include "trust/trust.h"

#define WLT_REQUEST_TYP "application/wallet-request+cwt"

/* Each requested item: a map in an array. */
enum {
    WLT_ITEM_TYPE = 1,     /* text: type code */
    WLT_ITEM_FIELDS = 2,   /* [+ unsigned]: field keys, ascending */
    WLT_ITEM_REQUIRED = 3, /* bool */
    WLT_ITEM_MEMBERS = 4,  /* { + field key: [+ unsigned] }: keys of members' fields, ascending */
};

struct wallet_request {
    struct wallet_buffer texts; /* see present/line.h */
    char counter[WALLET_ISSUER_SIZE];
    bool has_nonce;
    uint8_t nonce[WALLET_REQUEST_NONCE_SIZE];
    int64_t issued_unix;
    int64_t until_unix;
    bool has_matter;
    struct wallet_request_matter matter;
    enum wallet_relation relation;
    const char *reply_url;

    struct wlt_field_list list;

    /* From the counter's entry in the trust list; nothing for one that was only parsed. */
    bool is_verified;
    char *name_zh; /* NULL: none */
    char *name_en;
    struct wallet_buffer scopes; /* what it may ask for, each with a NUL: see trust/scope.h */
};

/**
 * Reads the claims; strict, and every rule of wallet/request.h about what is said is checked.
 *
 * \retval WALLET_ERR_STRUCTURE, WALLET_ERR_VALUE, WALLET_ERR_TOO_LARGE, WALLET_ERR_UNSUPPORTED
 */
enum wallet_status wlt_request_read(
    struct wallet_bytes claims, struct wallet_request **out, struct wallet_error *error);

/**
 * Takes a request apart, whoever signed it: limits, a COSE_Sign1 of this `typ`, nothing unprotected.
 */
enum wallet_status wlt_request_open(
    struct wallet_bytes request, struct wlt_sign1 *out, struct wallet_error *error);

/** What a new request says besides the terms. */
struct wlt_request_head {
    const char *counter;
    int64_t issued_unix;
    uint8_t nonce[WALLET_REQUEST_NONCE_SIZE];
};

/**
 * Appends the claims; what wlt_request_read() will not take is not looked for.
 *
 * \retval WALLET_ERR_VALUE  a field that is there twice
 */
enum wallet_status wlt_request_write(
    const struct wallet_request_terms *terms,
    const struct wlt_request_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Finds the counter that signed, and checks the signature over the received bytes. */
enum wallet_status wlt_request_find_signatory(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    const struct wlt_signatory **out,
    struct wallet_error *error);

/**
 * Checks that the signatory is the counter that it names, and the times, and takes the counter's names and
 * authority: then it is verified.
 *
 * \retval WALLET_ERR_REFUSED, WALLET_ERR_MEMORY
 */
enum wallet_status wlt_request_believe(
    struct wallet_request *request,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error);

/** Copies names and authority of the entry whose request it is. */
enum wallet_status wlt_request_take_authority(
    struct wallet_request *request, const struct wlt_entry *entry, struct wallet_error *error);

#endif
