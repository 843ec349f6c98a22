/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/argon2id.h"

#include "test.h"

static const char salt_hex[] = "000102030405060708090a0b0c0d0e0f";

TEST(makes_the_keys_that_openssl_makes)
{
    /* By OpenSSL 3.5's Argon2id, through Python's cryptography 48. */
    static const struct {
        unsigned passes;
        unsigned memory_kib;
        const char *passphrase;
        const char *wanted_hex;
    } rows[] = {
        { 1,
          8,
          "correct horse",
          "3bfa796a86260b73457e1290b51695931a17e266f601d0fb45563e282fb6865b" },
        { 3, 64, "正确的马", "cd05479b9db72ac2eb79db5507c7b8c8f82a5a00812ed44a76c43685b9a25143" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t key[WLT_ARGON2ID_KEY_SIZE];
        CHECK(wlt_argon2id(
            test_text(rows[i].passphrase),
            test_hex(salt_hex).data,
            rows[i].passes,
            rows[i].memory_kib,
            key));
        CHECK_BYTES(((struct wallet_bytes){ key, sizeof key }), test_hex(rows[i].wanted_hex));
    }
}

TEST(says_when_it_cannot)
{
    uint8_t key[WLT_ARGON2ID_KEY_SIZE];

    CHECK(!wlt_argon2id(test_text("correct horse"), test_hex(salt_hex).data, 1, 1, key));
}
