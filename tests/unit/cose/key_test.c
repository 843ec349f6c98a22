/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/key.h"

#include "crypto/private_key.h"
#include "may_sign.h"
#include "test.h"

#include <string.h>

/* RFC 8032 section 7.1, test 1; the generators of P-256 (SEC 2 section 2.4.2) and SM2. */
#define ED25519_X "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
#define P256_X    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
#define P256_Y    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
#define SM2_X     "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
#define SM2_Y     "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"

#define ED25519_KEY "a3 01 01 20 06 21 5820" ED25519_X
#define P256_KEY    "a4 01 02 20 01 21 5820" P256_X "22 5820" P256_Y
#define SM2_KEY     "a4 01 02 20 3a00010000 21 5820" SM2_X "22 5820" SM2_Y

static enum wallet_status read_key(const char *hex, struct wlt_public_key **out)
{
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status = wlt_cose_key_read(test_hex(hex), out, &error);
    CHECK_EQUAL(error.status, status);
    return status;
}

static void check_writes_back(const char *hex)
{
    struct wlt_public_key *key = NULL;
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(read_key(hex, &key), WALLET_OK);
    CHECK_EQUAL(wlt_cose_key_append(key, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_hex(hex));
    wallet_buffer_clear(&out);
    wlt_public_key_free(key);
}

TEST(a_key_is_read_and_written_back)
{
    check_writes_back(ED25519_KEY);
    check_writes_back(P256_KEY);
    check_writes_back(SM2_KEY);
}

TEST(a_new_key_of_each_kind_survives)
{
    static const enum wallet_algorithm algorithms[] = {
        WALLET_ALGORITHM_ED25519,
        WALLET_ALGORITHM_ES256,
        WALLET_ALGORITHM_ES384,
        WALLET_ALGORITHM_SM2,
    };

    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct wlt_private_key *made = NULL;
        struct wlt_public_key *key = NULL;
        struct wallet_buffer out = { 0 };
        if (!may_sign(algorithms[i])) {
            continue;
        }

        CHECK_EQUAL(wlt_private_key_generate(algorithms[i], &made, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_cose_key_append(wlt_private_key_public(made), &out, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_cose_key_read(wallet_buffer_bytes(&out), &key, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_public_key_algorithm(key), algorithms[i]);
        CHECK_BYTES(wlt_public_key_x(key), wlt_public_key_x(wlt_private_key_public(made)));
        CHECK_BYTES(wlt_public_key_y(key), wlt_public_key_y(wlt_private_key_public(made)));
        wallet_buffer_clear(&out);
        wlt_public_key_free(key);
        wlt_private_key_free(made);
    }
}

static const struct {
    const char *what;
    const char *hex;
    enum wallet_status wanted;
} rows[] = {
    { "members in another order", "a3 20 06 21 5820" ED25519_X "01 01", WALLET_OK },
    { "members that do not matter",
      "a6 01 01 02 41ff 03 27 04 81 02 20 06 21 5820" ED25519_X,
      WALLET_OK },
    { "a text member", "a4 01 01 20 06 21 5820" ED25519_X "61 78 00", WALLET_OK },
    { "no length", "bf 01 01 20 06 21 5820" ED25519_X "ff", WALLET_OK },
    { "another key type", "a3 01 03 20 06 21 5820" ED25519_X, WALLET_ERR_UNSUPPORTED },
    { "a key type by name", "a3 01 63 4f4b50 20 06 21 5820" ED25519_X, WALLET_ERR_UNSUPPORTED },
    { "X25519", "a3 01 01 20 04 21 5820" ED25519_X, WALLET_ERR_UNSUPPORTED },
    { "a curve of the other type", "a3 01 01 20 01 21 5820" ED25519_X, WALLET_ERR_UNSUPPORTED },
    { "no key type", "a2 20 06 21 5820" ED25519_X, WALLET_ERR_UNSUPPORTED },
    { "no curve", "a2 01 01 21 5820" ED25519_X, WALLET_ERR_UNSUPPORTED },
    { "a compressed point", "a4 01 02 20 01 21 5820" P256_X "22 f5", WALLET_ERR_UNSUPPORTED },
    { "no x", "a2 01 01 20 06", WALLET_ERR_KEY },
    { "no y", "a3 01 02 20 01 21 5820" P256_X, WALLET_ERR_KEY },
    { "x too short", "a3 01 01 20 06 21 41 d7", WALLET_ERR_KEY },
    { "off the curve", "a4 01 02 20 01 21 5820" P256_X "22 5820" P256_X, WALLET_ERR_KEY },
    { "small order",
      "a3 01 01 20 06 21 5820"
      "0100000000000000000000000000000000000000000000000000000000000000",
      WALLET_ERR_KEY },
    { "SM2 as an OKP", "a3 01 01 20 3a00010000 21 5820" SM2_X, WALLET_ERR_UNSUPPORTED },
    { "SM2 without y", "a3 01 02 20 3a00010000 21 5820" SM2_X, WALLET_ERR_KEY },
    { "SM2 compressed", "a4 01 02 20 3a00010000 21 5820" SM2_X "22 f4", WALLET_ERR_UNSUPPORTED },
    { "off SM2", "a4 01 02 20 3a00010000 21 5820" P256_X "22 5820" P256_Y, WALLET_ERR_KEY },
    { "the draft's curve of SM2",
      "a4 01 02 20 09 21 5820" SM2_X "22 5820" SM2_Y,
      WALLET_ERR_UNSUPPORTED },
    { "x that is a text", "a3 01 01 20 06 21 61 78", WALLET_ERR_STRUCTURE },
    { "no map", "80", WALLET_ERR_STRUCTURE },
    { "a byte behind", ED25519_KEY "00", WALLET_ERR_STRUCTURE },
    { "a member twice", "a4 01 01 01 01 20 06 21 5820" ED25519_X, WALLET_ERR_MALFORMED },
    { "nothing", "", WALLET_ERR_TRUNCATED },
    { "cut short", "a3 01 01 20 06 21 5820 d75a", WALLET_ERR_TRUNCATED },
};

TEST(takes_keys_that_we_can_use_and_no_others)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_public_key *key = NULL;
        CHECK_ROW(rows[i].what, read_key(rows[i].hex, &key), rows[i].wanted);
        CHECK_ROW(rows[i].what, key != NULL, rows[i].wanted == WALLET_OK);
        wlt_public_key_free(key);
    }
}

/* RFC 9679 section 6, with its key on P-256. */
TEST(a_thumbprint_is_the_published_one)
{
    struct wlt_public_key *key = NULL;
    uint8_t thumbprint[WLT_SHA256_SIZE];

    CHECK_EQUAL(
        read_key(
            "a5 01 02 20 01"
            "21 5820 65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"
            "22 5820 1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c"
            "02 5824 6d65726961646f632e6272616e64796275636b406275636b6c616e642e6578616d706c65",
            &key),
        WALLET_OK);
    CHECK_EQUAL(wlt_cose_key_thumbprint(key, thumbprint, NULL), WALLET_OK);
    CHECK_BYTES(
        ((struct wallet_bytes){ thumbprint, sizeof thumbprint }),
        test_hex("496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"));
    wlt_public_key_free(key);
}

/* A 2048-bit modulus, which nobody has the factors of: it is never used. */
TEST(an_rsa_key_has_no_such_form)
{
    static const char head[] = "30820122300d06092a864886f70d01010105000382010f003082010a0282010100";
    static const char tail[] = "0203010001";
    char hex[sizeof head + 512 + sizeof tail];
    char *end = stpcpy(hex, head);
    memset(end, 'd', 512);
    (void)stpcpy(end + 512, tail);

    struct wlt_public_key *key = NULL;
    struct wallet_buffer out = { 0 };
    uint8_t thumbprint[WLT_SHA256_SIZE];
    CHECK_EQUAL(wlt_public_key_from_spki(test_hex(hex), &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cose_key_append(key, &out, NULL), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(wlt_cose_key_thumbprint(key, thumbprint, NULL), WALLET_ERR_UNSUPPORTED);
    wallet_buffer_clear(&out);
    wlt_public_key_free(key);
}
