/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/point.h"

#include "test.h"

/* RFC 8032 section 7.1, test 1; the generator of P-256 (SEC 2 section 2.4.2). */
#define ED25519_POINT "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
#define P256_X        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
#define P256_Y        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"

#define OID_P256     "06082a8648ce3d030107"
#define OID_P384     "06052b81040022"
#define OID_ED25519  "06032b6570"
#define GNU_ED25519  "06092b06010401da470f01"
#define NAME_ED25519 "130c656477617264733235353139"

static const struct {
    const char *what;
    const char *parameters;
    const char *point;
    enum wallet_status status;
    enum wallet_algorithm algorithm;
} rows[] = {
    { "Ed25519", OID_ED25519, "0420" ED25519_POINT, WALLET_OK, WALLET_ALGORITHM_ED25519 },
    { "its name", NAME_ED25519, "0420" ED25519_POINT, WALLET_OK, WALLET_ALGORITHM_ED25519 },
    { "GNU's number", GNU_ED25519, "0420" ED25519_POINT, WALLET_OK, WALLET_ALGORITHM_ED25519 },
    { "a bare point", OID_ED25519, ED25519_POINT, WALLET_OK, WALLET_ALGORITHM_ED25519 },
    { "P-256", OID_P256, "044104" P256_X P256_Y, WALLET_OK, WALLET_ALGORITHM_ES256 },
    { "a bare point of it", OID_P256, "04" P256_X P256_Y, WALLET_OK, WALLET_ALGORITHM_ES256 },
    { "no curve", "", "0420" ED25519_POINT, WALLET_ERR_KEY, 0 },
    { "P-384", OID_P384, "044104" P256_X P256_Y, WALLET_ERR_KEY, 0 },
    { "a curve by its parameters", "3000", "044104" P256_X P256_Y, WALLET_ERR_KEY, 0 },
    { "bytes behind the curve", OID_P256 "00", "044104" P256_X P256_Y, WALLET_ERR_KEY, 0 },
    { "no point", OID_P256, "", WALLET_ERR_KEY, 0 },
    { "no point of Ed25519", OID_ED25519, "", WALLET_ERR_KEY, 0 },
    { "a compressed point", OID_P256, "042103" P256_X, WALLET_ERR_KEY, 0 },
    { "a hybrid point", OID_P256, "044106" P256_X P256_Y, WALLET_ERR_KEY, 0 },
    { "a point beside the curve", OID_P256, "044104" P256_Y P256_X, WALLET_ERR_KEY, 0 },
    { "a wrong length", OID_P256, "044004" P256_X P256_Y, WALLET_ERR_KEY, 0 },
    { "a cut point", OID_ED25519, "041f" ED25519_POINT, WALLET_ERR_KEY, 0 },
    { "a point of small order",
      OID_ED25519,
      "0420"
      "0100000000000000000000000000000000000000000000000000000000000000",
      WALLET_ERR_KEY,
      0 },
};

TEST(reads_the_points_of_two_curves_and_no_other)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_public_key *key = NULL;
        CHECK_ROW(
            rows[i].what,
            wlt_point_read(test_hex(rows[i].parameters), test_hex(rows[i].point), &key, NULL),
            rows[i].status);
        if (key) {
            CHECK_ROW(rows[i].what, wlt_public_key_algorithm(key), rows[i].algorithm);
        }

        wlt_public_key_free(key);
    }
}
