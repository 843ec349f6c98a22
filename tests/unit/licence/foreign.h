/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_LICENCE_FOREIGN_H
#define TEST_LICENCE_FOREIGN_H

#include "desk.h"
#include "make_claims.h"

/* SD-CWTs as others make them: keys that are texts, numeric types, claims in no order. */

static inline struct wallet_bytes as_text(const char *text)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_text(&writer, test_text(text));
    return kept(&out);
}

static inline struct wallet_bytes as_number(int64_t number)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_int(&writer, number);
    return kept(&out);
}

/** A key's COSE_Key, encoded. */
static inline struct wallet_bytes cose_key(const struct wallet_key *key)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(wallet_key_write_cose(key, &out, NULL), WALLET_OK);
    return kept(&out);
}

/** The number of RFC 9053 for a signer's algorithm. */
static inline struct wallet_bytes alg_of(const struct wallet_signer *signer)
{
    if (signer->algorithm == WALLET_ALGORITHM_ES256) {
        return as_number(-7);
    }

    return as_number(signer->algorithm == WALLET_ALGORITHM_ES384 ? -35 : -8);
}

/**
 * Signed by the desk's agency.
 *
 * \param typ   encoded
 * \param more  other pairs of the protected bucket, `count` of them
 */
static inline struct wallet_bytes make_foreign(
    const struct desk *desk,
    struct wallet_bytes typ,
    struct wallet_bytes more,
    size_t count,
    struct wallet_bytes claims,
    const struct hidden *hidden)
{
    const uint8_t head = (uint8_t)(0xa2 + count);
    const struct wallet_bytes unprotected =
        hidden->count > 0 ? JOIN(test_hex("a1 11"), handed_over(hidden)) : test_hex("a0");

    return agency_forge(
        &desk->agency_signer,
        JOIN(
            ((struct wallet_bytes){ &head, 1 }),
            test_hex("01"),
            alg_of(&desk->agency_signer),
            test_hex("10"),
            typ,
            more),
        unprotected,
        claims);
}

/** A key-binding token around it, signed by the desk's holder. */
static inline struct wallet_bytes make_foreign_token(
    const struct desk *desk, struct wallet_bytes licence, struct wallet_bytes claims)
{
    return agency_forge(
        &desk->holder_signer,
        JOIN(
            test_hex("a3 10 66 6b622b637774 0d"),
            licence,
            test_hex("01"),
            alg_of(&desk->holder_signer)),
        test_hex("a0"),
        claims);
}

/** Who issued it, when, and whose key it is bound to: three pairs. */
static inline struct wallet_bytes usual_pairs(const struct desk *desk)
{
    return JOIN(
        test_hex("06"),
        as_number(AGENCY_NOW - 60),
        test_hex("01"),
        as_text(AGENCY_ISSUER),
        test_hex("08 a1 01"),
        cose_key(desk->holder));
}

/** The same, and whom it is about, which has to be there unless it is redacted: four pairs. */
static inline struct wallet_bytes usual_claims(const struct desk *desk)
{
    return JOIN(usual_pairs(desk), test_hex("02 61 73"));
}

/** For the desk, now. */
static inline struct wallet_bytes usual_token_claims(void)
{
    return JOIN(test_hex("a2 06"), as_number(AGENCY_NOW), test_hex("03"), as_text(DESK_ID));
}

#endif
