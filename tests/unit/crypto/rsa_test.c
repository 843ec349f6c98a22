/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/public_key.h"
#include "make_key.h"

static enum wallet_status take(EVP_PKEY *pkey)
{
    struct wlt_public_key *key = NULL;
    const enum wallet_status status = wlt_public_key_from_spki(spki_of(pkey), &key, NULL);

    if (status == WALLET_OK) {
        CHECK_EQUAL(wlt_public_key_kind(key), WLT_KEY_RSA);
        CHECK_EQUAL(wlt_public_key_x(key).size, 0);
        CHECK_EQUAL(wlt_public_key_y(key).size, 0);
    }

    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

static const struct {
    const char *what;
    int modulus_bits;
    int exponent_bits;
    int is_odd;
    enum wallet_status wanted;
} rows[] = {
    { "2048 bits", 2048, 17, 1, WALLET_OK },
    { "4096 bits", 4096, 17, 1, WALLET_OK },
    { "an exponent of 3", 2048, 2, 1, WALLET_OK },
    { "an exponent of 64 bits", 2048, 64, 1, WALLET_OK },
    { "too short", 2047, 17, 1, WALLET_ERR_KEY },
    { "far too short", 1024, 17, 1, WALLET_ERR_KEY },
    { "too long", 4097, 17, 1, WALLET_ERR_KEY },
    { "far too long", 16384, 17, 1, WALLET_ERR_KEY },
    { "an exponent of 1", 2048, 1, 1, WALLET_ERR_KEY },
    { "an even exponent", 2048, 17, 0, WALLET_ERR_KEY },
    { "an exponent that costs too much", 2048, 65, 1, WALLET_ERR_KEY },
    { "an exponent as long as the modulus", 2048, 2048, 1, WALLET_ERR_KEY },
};

TEST(takes_moduli_and_exponents_within_bounds)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            take(make_rsa_public(rows[i].modulus_bits, rows[i].exponent_bits, rows[i].is_odd)),
            rows[i].wanted);
    }
}

TEST(takes_a_pss_key_that_allows_ps256)
{
    CHECK_EQUAL(take(make_rsa_pss(EVP_sha256(), 32)), WALLET_OK);
}

TEST(refuses_a_pss_key_that_forbids_ps256)
{
    CHECK_EQUAL(take(make_rsa_pss(EVP_sha512(), 64)), WALLET_ERR_KEY);
    CHECK_EQUAL(take(make_rsa_pss(EVP_sha256(), 48)), WALLET_ERR_KEY);
}
