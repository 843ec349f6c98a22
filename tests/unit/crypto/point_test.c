/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/public_key.h"
#include "make_key.h"

/* The generators (SEC 2 sections 2.4.2 and 2.5.1, GB/T 32918.5): points that everybody can look up. */
#define G256_X "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
#define G256_Y "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
#define G384_X                                                         \
    "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a38" \
    "5502f25dbf55296c3a545e3872760ab7"
#define G384_Y                                                         \
    "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c0" \
    "0a60b1ce1d7e819d7a431d7c90ea0e5f"
#define SM2_X  "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
#define SM2_Y  "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
#define SM2_P  "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff"
#define ZEROS  "0000000000000000000000000000000000000000000000000000000000000000"
#define P256_P "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"

static const struct {
    const char *what;
    const char *x;
    const char *y;
    enum wlt_key_kind kind;
    enum wallet_status wanted;
} rows[] = {
    { "the generator of P-256", G256_X, G256_Y, WLT_KEY_P256, WALLET_OK },
    { "the generator of P-384", G384_X, G384_Y, WLT_KEY_P384, WALLET_OK },
    { "the generator of SM2", SM2_X, SM2_Y, WLT_KEY_SM2, WALLET_OK },
    { "another y of SM2", SM2_X, SM2_X, WLT_KEY_SM2, WALLET_ERR_KEY },
    { "the origin for SM2", ZEROS, ZEROS, WLT_KEY_SM2, WALLET_ERR_KEY },
    { "x not reduced for SM2", SM2_P, SM2_Y, WLT_KEY_SM2, WALLET_ERR_KEY },
    { "P-256 for SM2", G256_X, G256_Y, WLT_KEY_SM2, WALLET_ERR_KEY },
    { "SM2 for P-256", SM2_X, SM2_Y, WLT_KEY_P256, WALLET_ERR_KEY },
    { "no y for SM2", SM2_X, "", WLT_KEY_SM2, WALLET_ERR_KEY },
    { "another y", G256_X, G256_X, WLT_KEY_P256, WALLET_ERR_KEY },
    { "the origin", ZEROS, ZEROS, WLT_KEY_P256, WALLET_ERR_KEY },
    { "x not reduced", P256_P, G256_Y, WLT_KEY_P256, WALLET_ERR_KEY },
    { "the other curve", G256_X, G256_Y, WLT_KEY_P384, WALLET_ERR_KEY },
    { "the other curve", G384_X, G384_Y, WLT_KEY_P256, WALLET_ERR_KEY },
    { "a zero before x", "00" G256_X, G256_Y, WLT_KEY_P256, WALLET_ERR_KEY },
    { "a zero before y", G256_X, "00" G256_Y, WLT_KEY_P256, WALLET_ERR_KEY },
    { "no y", G256_X, "", WLT_KEY_P256, WALLET_ERR_KEY },
    { "nothing", "", "", WLT_KEY_P256, WALLET_ERR_KEY },
    { "no curve with such points", G256_X, G256_Y, WLT_KEY_ED25519, WALLET_ERR_KEY },
    { "no curve at all", G256_X, G256_Y, WLT_KEY_RSA, WALLET_ERR_KEY },
};

TEST(takes_points_on_the_curve_and_no_others)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_public_key *key = NULL;
        const struct wallet_bytes x = test_hex(rows[i].x);
        const struct wallet_bytes y = test_hex(rows[i].y);

        CHECK_ROW(
            rows[i].what,
            wlt_public_key_from_point(rows[i].kind, x, y, &key, NULL),
            rows[i].wanted);
        CHECK_ROW(rows[i].what, ERR_peek_error(), 0);
        if (key) {
            CHECK_EQUAL(wlt_public_key_kind(key), rows[i].kind);
            CHECK_BYTES(wlt_public_key_x(key), x);
            CHECK_BYTES(wlt_public_key_y(key), y);
        }

        wlt_public_key_free(key);
    }
}

static enum wallet_status from_pkey(EVP_PKEY *pkey)
{
    struct wlt_public_key *key = NULL;
    const enum wallet_status status = wlt_public_key_from_spki(spki_of(pkey), &key, NULL);
    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

TEST(refuses_a_curve_that_is_spelt_out)
{
    CHECK_EQUAL(from_pkey(make_explicit_ec()), WALLET_ERR_KEY);
    CHECK_EQUAL(from_pkey(make_ec("P-256")), WALLET_OK);
}

TEST(refuses_other_curves)
{
    static const char *const curves[] = { "P-224", "secp256k1", "brainpoolP256t1" };

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        CHECK_ROW(curves[i], from_pkey(make_ec(curves[i])), WALLET_ERR_KEY);
    }
}

TEST(a_compressed_point_in_a_spki_is_the_same_key)
{
    EVP_PKEY *pkey = make_ec("P-256");
    struct wlt_public_key *plain = NULL;
    struct wlt_public_key *compressed = NULL;

    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &plain, NULL), WALLET_OK);
    CHECK_EQUAL(
        EVP_PKEY_set_utf8_string_param(
            pkey, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, "compressed"),
        1);
    CHECK(spki_of(pkey).size < 60);
    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &compressed, NULL), WALLET_OK);
    CHECK_BYTES(wlt_public_key_x(compressed), wlt_public_key_x(plain));
    CHECK_BYTES(wlt_public_key_y(compressed), wlt_public_key_y(plain));

    wlt_public_key_free(plain);
    wlt_public_key_free(compressed);
    EVP_PKEY_free(pkey);
}
