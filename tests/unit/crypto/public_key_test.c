/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/public_key.h"

#include "base/buffer.h"
#include "make_key.h"

#include <sodium.h>

static struct wallet_bytes random_point(void)
{
    uint8_t *point = test_memory(crypto_core_ed25519_BYTES);
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    (void)crypto_sign_keypair(point, secret);
    return (struct wallet_bytes){ point, crypto_core_ed25519_BYTES };
}

static enum wallet_status from_raw(struct wallet_bytes raw)
{
    struct wlt_public_key *key = NULL;
    const enum wallet_status status = wlt_public_key_from_ed25519(raw, &key, NULL);
    CHECK_EQUAL(key != NULL, status == WALLET_OK);
    wlt_public_key_free(key);
    return status;
}

TEST(an_ed25519_key_gives_its_bytes_back)
{
    const struct wallet_bytes raw = random_point();
    struct wlt_public_key *key = NULL;

    CHECK_EQUAL(wlt_public_key_from_ed25519(raw, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_public_key_kind(key), WLT_KEY_ED25519);
    CHECK_EQUAL(wlt_public_key_algorithm(key), WALLET_ALGORITHM_ED25519);
    CHECK_BYTES(wlt_public_key_x(key), raw);
    CHECK_EQUAL(wlt_public_key_y(key).size, 0);
    wlt_public_key_free(key);
}

/* The points of small order (RFC 7748 section 7, for this curve) and other things that are no key. */
static const struct {
    const char *what;
    const char *raw;
} refusals[] = {
    { "order 1", "0100000000000000000000000000000000000000000000000000000000000000" },
    { "order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" },
    { "order 4", "0000000000000000000000000000000000000000000000000000000000000000" },
    { "order 4, other sign", "0000000000000000000000000000000000000000000000000000000000000080" },
    { "order 8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05" },
    { "order 8, other sign", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85" },
    { "order 8, other y", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a" },
    { "order 1, not reduced", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" },
    { "order 4, not reduced", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f" },
    { "off the curve", "0200000000000000000000000000000000000000000000000000000000000000" },
    { "nothing", "" },
    { "a byte too few", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751" },
    { "a byte too many", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00" },
};

TEST(refuses_points_that_would_let_one_signature_fit_all)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        CHECK_ROW(refusals[i].what, from_raw(test_hex(refusals[i].raw)), WALLET_ERR_KEY);
    }
}

TEST(refuses_a_good_point_moved_out_of_the_prime_order_group)
{
    const struct wallet_bytes good = random_point();
    const struct wallet_bytes small = test_hex(refusals[4].raw);
    uint8_t moved[crypto_core_ed25519_BYTES];

    CHECK_EQUAL(crypto_core_ed25519_add(moved, good.data, small.data), 0);
    CHECK_EQUAL(from_raw(good), WALLET_OK);
    CHECK_EQUAL(from_raw((struct wallet_bytes){ moved, sizeof moved }), WALLET_ERR_KEY);
}

static enum wallet_status from_spki(struct wallet_bytes der)
{
    struct wlt_public_key *key = NULL;
    const enum wallet_status status = wlt_public_key_from_spki(der, &key, NULL);
    CHECK_EQUAL(key != NULL, status == WALLET_OK);
    wlt_public_key_free(key);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

static void check_spki_round_trip(EVP_PKEY *pkey, enum wallet_algorithm algorithm)
{
    const struct wallet_bytes der = spki_of(pkey);
    struct wlt_public_key *key = NULL;
    struct wallet_buffer out = { 0 };
    CHECK(wlt_buffer_append_text(&out, "to be replaced"));

    CHECK_EQUAL(wlt_public_key_from_spki(der, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_public_key_algorithm(key), algorithm);
    CHECK_EQUAL(wlt_public_key_write_spki(key, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), der);

    wallet_buffer_clear(&out);
    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
}

TEST(a_spki_of_each_kind_is_read_and_written)
{
    check_spki_round_trip(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), WALLET_ALGORITHM_ED25519);
    check_spki_round_trip(make_ec("P-256"), WALLET_ALGORITHM_ES256);
    check_spki_round_trip(make_ec("P-384"), WALLET_ALGORITHM_ES384);
    check_spki_round_trip(make_rsa_public(2048, 17, 1), WALLET_ALGORITHM_PS256);
    check_spki_round_trip(make_sm2(), WALLET_ALGORITHM_SM2);
}

TEST(refuses_a_small_order_point_in_a_spki_too)
{
    CHECK_EQUAL(
        from_spki(test_hex("302a300506032b6570032100 "
                           "0100000000000000000000000000000000000000000000000000000000000000")),
        WALLET_ERR_KEY);
}

TEST(refuses_other_types_of_key)
{
    static const char *const types[] = { "X25519", "X448" };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, types[i]);
        CHECK_ROW(types[i], from_spki(spki_of(pkey)), WALLET_ERR_KEY);
        EVP_PKEY_free(pkey);
    }
}

TEST(refuses_a_spki_that_is_cut_off_or_goes_on)
{
    EVP_PKEY *pkey = make_ec("P-256");
    const struct wallet_bytes der = spki_of(pkey);
    uint8_t *longer = test_memory(der.size + 1);
    memcpy(longer, der.data, der.size);

    for (size_t size = 0; size < der.size; size++) {
        CHECK_EQUAL(from_spki((struct wallet_bytes){ der.data, size }), WALLET_ERR_KEY);
    }

    CHECK_EQUAL(from_spki((struct wallet_bytes){ longer, der.size + 1 }), WALLET_ERR_KEY);
    CHECK_EQUAL(
        from_spki((struct wallet_bytes){ longer, WALLET_KEY_FILE_MAX + 1 }), WALLET_ERR_KEY);
    EVP_PKEY_free(pkey);
}

TEST(releasing_nothing_is_allowed)
{
    wlt_public_key_free(NULL);
}
