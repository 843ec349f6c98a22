/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/hmac.h"

#include "test.h"

#include <string.h>

/* RFC 4231 section 4: test cases 1, 2 and 6, whose key is longer than a block. */
static const struct {
    const char *key;
    size_t key_repeats;
    const char *message;
    const char *wanted;
} codes[] = {
    { "0b",
      20,
      "4869205468657265",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
    { "4a656665",
      1,
      "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
    { "aa",
      131,
      "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b"
      "6579204669727374",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
};

static struct wallet_bytes repeat(const char *hex, size_t count)
{
    const struct wallet_bytes one = test_hex(hex);
    uint8_t *all = test_memory(one.size * count);

    for (size_t i = 0; i < count; i++) {
        memcpy(all + i * one.size, one.data, one.size);
    }

    return (struct wallet_bytes){ all, one.size * count };
}

TEST(codes_are_those_of_the_rfc)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        const struct wallet_bytes key = repeat(codes[i].key, codes[i].key_repeats);
        const struct wallet_bytes message = test_hex(codes[i].message);
        const struct wallet_bytes wanted = test_hex(codes[i].wanted);
        uint8_t code[WLT_SHA256_SIZE];

        wlt_hmac_sha256(key, message, code);
        CHECK_BYTES(((struct wallet_bytes){ code, sizeof code }), wanted);
        CHECK(wlt_hmac_sha256_fits(key, message, wanted));
    }
}

TEST(a_code_fits_as_a_whole_or_not_at_all)
{
    const struct wallet_bytes key = test_text("Jefe");
    const struct wallet_bytes message = test_text("what do ya want for nothing?");
    uint8_t code[WLT_SHA256_SIZE + 1] = { 0 };

    wlt_hmac_sha256(key, message, code);
    for (size_t size = 0; size <= sizeof code; size++) {
        const struct wallet_bytes part = { code, size };
        CHECK_EQUAL(wlt_hmac_sha256_fits(key, message, part), size == WLT_SHA256_SIZE);
    }

    for (size_t i = 0; i < WLT_SHA256_SIZE; i++) {
        code[i] ^= 1;
        CHECK(!wlt_hmac_sha256_fits(key, message, ((struct wallet_bytes){ code, 32 })));
        code[i] ^= 1;
    }
}

/* RFC 5869 appendix A: test cases 1 and 3, of which the first 32 bytes are asked for. */
TEST(derived_keys_are_those_of_the_rfc)
{
    const struct wallet_bytes secret = repeat("0b", 22);
    uint8_t key[WLT_SHA256_SIZE];

    wlt_hkdf_sha256(
        secret, test_hex("000102030405060708090a0b0c"), test_hex("f0f1f2f3f4f5f6f7f8f9"), key);
    CHECK_BYTES(
        ((struct wallet_bytes){ key, sizeof key }),
        test_hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));

    wlt_hkdf_sha256(secret, test_hex(""), test_hex(""), key);
    CHECK_BYTES(
        ((struct wallet_bytes){ key, sizeof key }),
        test_hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"));
}
