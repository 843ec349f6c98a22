/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/keyed_hash.h"

#include "test.h"

#include <string.h>

/* BLAKE2's own test vectors (blake2b-kat.txt), key 00 01 .. 3f, are for keys of 64 bytes; these are of
 * Python's hashlib.blake2b(message, key=bytes(range(32)), digest_size=n). */
static const struct {
    const char *what;
    const char *message_hex;
    const char *hash_hex;
} rows[] = {
    { "nothing", "", "3daf97bce7888fd59773c66bf647459c" },
    { "a holder",
      "3131313a333630353032313939303031303131323334",
      "de4419dc96fad66978e701400a0d812d" },
    { "two blocks",
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
      "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
      "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f"
      "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
      "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
      "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf"
      "c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
      "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
      "b42be36ea26392f67d1d3706ffa72b6c61c2ff38e1fabd9a49e154d54b967d83" },
    { "the longest",
      "616263",
      "9af0244b7da7fe29d90a89727e06a0c93977ce1ad7edcb76ac0b24142194ea00"
      "c77be4a1d3fededd31d5a593625a508e742fc90d708f8b48a5c246e4e8e42d94" },
};

static const char key_hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

TEST(hashes_as_another_implementation_does)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes wanted = test_hex(rows[i].hash_hex);
        uint8_t out[WLT_KEYED_HASH_MAX];

        wlt_keyed_hash(test_hex(key_hex).data, test_hex(rows[i].message_hex), out, wanted.size);
        CHECK_BYTES(((struct wallet_bytes){ out, wanted.size }), wanted);
    }
}

TEST(another_key_gives_another_hash)
{
    uint8_t key[WLT_KEYED_HASH_KEY_SIZE] = { 0 };
    uint8_t one[WLT_KEYED_HASH_MIN];
    uint8_t other[WLT_KEYED_HASH_MIN];

    wlt_keyed_hash(key, test_text("111:"), one, sizeof one);
    key[31] = 1;
    wlt_keyed_hash(key, test_text("111:"), other, sizeof other);
    CHECK(memcmp(one, other, sizeof one) != 0);
}
