/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/hash.h"

#include "crypto/public_key.h"
#include "test.h"

/* FIPS 180-4's example "abc", and nothing at all. */
static const struct {
    const char *what;
    enum wlt_hash hash;
    const char *message;
    const char *digest;
} rows[] = {
    { "SHA-256 of abc",
      WLT_HASH_SHA256,
      "616263",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "SHA-256 of nothing",
      WLT_HASH_SHA256,
      "",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "SHA-384 of abc",
      WLT_HASH_SHA384,
      "616263",
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
      "8086072ba1e7cc2358baeca134c825a7" },
    { "SHA-512 of abc",
      WLT_HASH_SHA512,
      "616263",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },
    { "SHA-512 of nothing",
      WLT_HASH_SHA512,
      "",
      "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
      "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e" },
};

TEST(hashes_as_the_standard_says)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t out[WLT_HASH_SIZE_MAX + 1] = { 0 };
        const size_t size = wlt_hash_size(rows[i].hash);

        out[size] = 0xa5;
        CHECK_ROW(
            rows[i].what, wlt_hash_bytes(rows[i].hash, test_hex(rows[i].message), out), WALLET_OK);
        CHECK_BYTES(((struct wallet_bytes){ out, size }), test_hex(rows[i].digest));
        CHECK_ROW(rows[i].what, out[size], 0xa5);
    }
}

TEST(hashes_the_same_with_a_context)
{
    struct wlt_check_context *context = NULL;
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t out[WLT_HASH_SIZE_MAX];
        const struct wallet_bytes digest = { out, wlt_hash_size(rows[i].hash) };
        CHECK_ROW(
            rows[i].what,
            wlt_hash_with(context, rows[i].hash, test_hex(rows[i].message), out),
            WALLET_OK);
        CHECK_BYTES(digest, test_hex(rows[i].digest));
        CHECK_ROW(
            rows[i].what,
            wlt_hash_with(NULL, rows[i].hash, test_hex(rows[i].message), out),
            WALLET_OK);
        CHECK_BYTES(digest, test_hex(rows[i].digest));
    }

    wlt_check_context_free(context);
}
