/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/digest.h"

#include "test.h"

#include <sodium.h>

#include <string.h>

/* FIPS 180-4 examples, as NIST publishes them. */
static const struct {
    const char *message;
    const char *digest;
} rows[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

TEST(sha256_gives_the_published_digests)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t digest[WLT_SHA256_SIZE];
        wlt_sha256(test_text(rows[i].message), digest);
        CHECK_BYTES(((struct wallet_bytes){ digest, sizeof digest }), test_hex(rows[i].digest));
    }
}

/* Libsodium's, which stands in where OpenSSL has no memory, is the same function. */
TEST(sha256_agrees_with_libsodium_at_all_lengths_around_a_block)
{
    uint8_t message[200];

    for (size_t size = 0; size <= sizeof message; size++) {
        uint8_t digest[WLT_SHA256_SIZE];
        uint8_t wanted[WLT_SHA256_SIZE];
        memset(message, (int)size, sizeof message);
        wlt_sha256((struct wallet_bytes){ message, size }, digest);
        (void)crypto_hash_sha256(wanted, message, size);
        CHECK_BYTES(
            ((struct wallet_bytes){ digest, sizeof digest }),
            ((struct wallet_bytes){ wanted, sizeof wanted }));
    }
}

TEST(random_bytes_fill_all_that_was_asked_and_no_more)
{
    uint8_t all_ones[64];
    memset(all_ones, 0xff, sizeof all_ones);

    /* A byte stays as it was once in 256 draws; 64 draws in a row do so never. */
    for (int i = 0; i < 64; i++) {
        uint8_t bytes[66] = { 0 };
        wlt_random(bytes + 1, 64);
        CHECK_EQUAL(bytes[0], 0);
        CHECK_EQUAL(bytes[65], 0);
        for (size_t j = 0; j < sizeof all_ones; j++) {
            all_ones[j] = (uint8_t)(all_ones[j] & (bytes[1 + j] == 0 ? 0xff : 0));
        }
    }

    for (size_t j = 0; j < sizeof all_ones; j++) {
        CHECK_EQUAL(all_ones[j], 0);
    }
}
