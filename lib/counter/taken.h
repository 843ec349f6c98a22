/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_TAKEN_H
#define WLT_COUNTER_TAKEN_H

#include <wallet/case.h>
#include <wallet/grant.h>

#include "base/cleanup.h"
#include "crypto/digest.h"

/*
 * A licence that was taken into a case: what it said then, which is what the act about it holds.  Only
 * portraits are left out; they stand in the original.
 */

/** A field as it was read. */
struct wlt_kept {
    uint64_t group; /* key of the field with the members that it is of; 0: the licence's own */
    size_t member;  /* which of them, from 1; 0: the licence's own */
    uint64_t key;
    struct wallet_value value; /* bytes borrow from the act */
};

struct wlt_taken {
    enum wallet_case_way way;
    size_t party; /* of the matter */
    char type_code[22];
    const struct wallet_type *type; /* NULL: the catalogue has it no longer */
    char identifier[WALLET_IDENTIFIER_SIZE];
    char issuer[WALLET_ISSUER_SIZE];
    char holder[WALLET_GRANT_HOLDER_SIZE]; /* "111:NUMBER"; "": it does not say */
    uint8_t digest[WLT_SHA256_SIZE];       /* of the licence: wallet_verdict_digest() */
    uint8_t original[WLT_SHA256_SIZE];     /* of what it came in */
    uint8_t ground[WLT_SHA256_SIZE];       /* of the grant or request; zero: none */
    uint8_t key[WLT_SHA256_SIZE];          /* of the holder's COSE_Key; zero: printed */
    bool is_bound;
    bool is_to_be_checked;
    bool has_until;
    int64_t until_unix;
    int64_t verified_unix;
    int64_t at_unix; /* of the act */
    size_t kept_count;
    struct wlt_kept *kept;
    struct wallet_buffer encoded; /* the fields as the act holds them: what `kept` borrows from */
};

/**
 * Makes it of a verdict that has claims; nothing is decided here.
 *
 * \param out  on success the licence, to be freed: wlt_taken_free(); its party is not known yet
 */
enum wallet_status wlt_taken_make(
    const struct wallet_case_licence *licence, struct wlt_taken **out, struct wallet_error *error);

/**
 * The body of the act that takes it, deterministic CBOR; made once the party is known.
 *
 * \param out  replaced
 */
enum wallet_status wlt_taken_write(
    const struct wlt_taken *taken, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Reads the body of such an act; `at_unix` is the act's.
 *
 * \param encoded    copied
 * \param catalogue  whose types are looked up; borrowed, must outlive the result
 *
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED: it is none
 */
enum wallet_status wlt_taken_read(
    struct wallet_bytes encoded,
    int64_t at_unix,
    const struct wallet_catalogue *catalogue,
    struct wlt_taken **out,
    struct wallet_error *error);

void wlt_taken_free(struct wlt_taken *taken);
WLT_DEFINE_AUTO(taken, struct wlt_taken, wlt_taken_free)

#endif
