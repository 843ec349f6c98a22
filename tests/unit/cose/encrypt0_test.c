/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/encrypt0.h"

#include "make_encrypted.h"

#define PLAIN "d2844043010203"

static const struct encrypted_recipe good;

static enum wallet_status open_with(
    const char *key, struct wallet_bytes encoded, struct wallet_buffer *out)
{
    struct wallet_error error = { .message = "" };
    const enum wallet_status status = wlt_encrypt0_open(encoded, test_hex(key), out, &error);

    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

TEST(opens_by_each_size_of_key)
{
    const struct {
        const char *key;
        struct encrypted_recipe recipe;
    } rows[] = {
        { ENCRYPTED_KEY, { .head = NULL } },
        { ENCRYPTED_KEY "0001020304050607", { .header = "a10102" } },
        { ENCRYPTED_KEY ENCRYPTED_KEY, { .header = "a10103" } },
        { ENCRYPTED_KEY, { .head = "d83dd083" } },
        { ENCRYPTED_KEY, { .header = "a20101054c" ENCRYPTED_IV, .unprotected = "a0" } },
        { ENCRYPTED_KEY, { .unprotected = "a2044101054c" ENCRYPTED_IV } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer out = { 0 };
        const struct wallet_bytes encoded =
            make_encrypted(&rows[i].recipe, rows[i].key, test_hex(PLAIN));

        CHECK(wlt_encrypt0_begins_so(encoded));
        CHECK_EQUAL(open_with(rows[i].key, encoded, &out), WALLET_OK);
        CHECK_BYTES(wallet_buffer_bytes(&out), test_hex(PLAIN));
        wallet_buffer_clear(&out);
    }
}

TEST(leaves_what_the_buffer_held)
{
    struct wallet_buffer out = { 0 };
    const struct wallet_bytes encoded = make_encrypted(&good, ENCRYPTED_KEY, test_hex(PLAIN));

    CHECK_EQUAL(open_with(ENCRYPTED_KEY, encoded, &out), WALLET_OK);
    CHECK_EQUAL(open_with("ff0102030405060708090a0b0c0d0e0f", encoded, &out), WALLET_ERR_REFUSED);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_hex(PLAIN));
    CHECK_EQUAL(open_with(ENCRYPTED_KEY, encoded, &out), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_hex(PLAIN PLAIN));
    wallet_buffer_clear(&out);
}

TEST(refuses_what_is_not_made_so)
{
    const struct {
        const char *what;
        struct encrypted_recipe recipe;
        enum wallet_status wanted;
    } rows[] = {
        { "no tag", { .head = "83" }, WALLET_ERR_STRUCTURE },
        { "a signature's tag", { .head = "d283" }, WALLET_ERR_STRUCTURE },
        { "an array of four", { .head = "d084" }, WALLET_ERR_TRUNCATED },
        { "no ciphertext in it", { .tail = "f6" }, WALLET_ERR_STRUCTURE },
        { "a ciphertext too short", { .tail = "4101" }, WALLET_ERR_REFUSED },
        { "bytes behind it", { .tail = "410100" }, WALLET_ERR_STRUCTURE },
        { "bound to another context",
          { .structure = "8367456e637279707443a1010140" },
          WALLET_ERR_REFUSED },
        { "bound to more",
          { .structure = "8368456e637279707430 43a10101 4100" },
          WALLET_ERR_REFUSED },
        { "no algorithm", { .header = "a0" }, WALLET_ERR_UNSUPPORTED },
        { "an algorithm that is not protected",
          { .header = "a0", .unprotected = "a20101054c" ENCRYPTED_IV },
          WALLET_ERR_UNSUPPORTED },
        { "AES-CCM", { .header = "a1010a" }, WALLET_ERR_UNSUPPORTED },
        { "ChaCha20", { .header = "a1011818" }, WALLET_ERR_UNSUPPORTED },
        { "no IV", { .unprotected = "a0" }, WALLET_ERR_UNSUPPORTED },
        { "an IV in parts", { .unprotected = "a106420102" }, WALLET_ERR_UNSUPPORTED },
        { "a short IV",
          { .unprotected = "a1054b a0a1a2a3a4a5a6a7a8a9aa" },
          WALLET_ERR_UNSUPPORTED },
        { "an IV of no bytes", { .unprotected = "a10501" }, WALLET_ERR_STRUCTURE },
        { "two IVs", { .header = "a20101054c" ENCRYPTED_IV }, WALLET_ERR_STRUCTURE },
        { "critical headers that are not protected",
          { .unprotected = "a2028101054c" ENCRYPTED_IV },
          WALLET_ERR_STRUCTURE },
        { "a critical header that is not known",
          { .header = "a301010281186318630a" },
          WALLET_ERR_UNSUPPORTED },
        { "a protected bucket that is no map", { .header = "0101" }, WALLET_ERR_STRUCTURE },
        { "another size of key", { .header = "a10103" }, WALLET_ERR_REFUSED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer out = { 0 };
        const struct wallet_bytes encoded =
            make_encrypted(&rows[i].recipe, ENCRYPTED_KEY, test_hex(PLAIN));

        CHECK_ROW(rows[i].what, open_with(ENCRYPTED_KEY, encoded, &out), rows[i].wanted);
        CHECK_EQUAL(out.size, 0);
        wallet_buffer_clear(&out);
    }
}

TEST(begins_as_nothing_else_does)
{
    CHECK(wlt_encrypt0_begins_so(test_hex("d083")));
    CHECK(!wlt_encrypt0_begins_so(test_hex("83")));
    CHECK(!wlt_encrypt0_begins_so(test_hex("d284")));
    CHECK(!wlt_encrypt0_begins_so(test_hex("d83dd284")));
    CHECK(!wlt_encrypt0_begins_so((struct wallet_bytes){ 0 }));
}
