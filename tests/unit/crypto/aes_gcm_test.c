/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/aes_gcm.h"

#include "test.h"

#include <stdbool.h>
#include <string.h>

/* McGrew and Viega, The Galois/Counter Mode of Operation, appendix B: test cases 4, 10 and 16. */

#define KEY   "feffe9928665731c6d6a8f9467308308"
#define IV    "cafebabefacedbaddecaf888"
#define BOUND "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define PLAIN                                                                                  \
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e24" \
    "49a6b525b16aedf5aa0de657ba637b39"

static const struct {
    const char *key;
    const char *sealed;
} published[] = {
    { KEY,
      "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84"
      "aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47" },
    { KEY "feffe9928665731c",
      "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c7d773d00c144c525ac619d18c84a"
      "3f4718e2448b2fe324d9ccda27102519498e80f1478f37ba55bd6d27618c" },
    { KEY KEY,
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b105682"
      "8838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b" },
};

enum {
    COUNT = sizeof published / sizeof published[0],
};

static enum wallet_status open_as(
    const char *key, const char *bound_to, struct wallet_bytes sealed, uint8_t *out)
{
    return wlt_aes_gcm_open(test_hex(key), test_hex(IV).data, test_hex(bound_to), sealed, out);
}

TEST(opens_the_published_messages)
{
    for (size_t i = 0; i < COUNT; i++) {
        const struct wallet_bytes sealed = test_hex(published[i].sealed);
        uint8_t out[128];

        CHECK_EQUAL(open_as(published[i].key, BOUND, sealed, out), WALLET_OK);
        CHECK_BYTES(
            ((struct wallet_bytes){ out, sealed.size - WLT_AES_GCM_TAG_SIZE }), test_hex(PLAIN));
    }
}

TEST(opens_nothing_of_which_a_bit_was_altered)
{
    const struct wallet_bytes sealed = test_hex(published[0].sealed);
    uint8_t *altered = test_memory(sealed.size);
    uint8_t out[128];

    memcpy(altered, sealed.data, sealed.size);
    for (size_t bit = 0; bit < 8 * sealed.size; bit++) {
        altered[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK_EQUAL(
            open_as(KEY, BOUND, (struct wallet_bytes){ altered, sealed.size }, out),
            WALLET_ERR_REFUSED);
        altered[bit / 8] = sealed.data[bit / 8];
    }
}

TEST(opens_nothing_with_another_key_or_bound_to_something_else)
{
    const struct wallet_bytes sealed = test_hex(published[0].sealed);
    const struct {
        const char *what;
        const char *key;
        const char *bound_to;
        size_t size;
    } rows[] = {
        { "another key", "00ffe9928665731c6d6a8f9467308308", BOUND, 76 },
        { "a key of another size", KEY KEY, BOUND, 76 },
        { "a key of no size", KEY "00", BOUND, 76 },
        { "no key", "", BOUND, 76 },
        { "bound to something else", KEY, "00", 76 },
        { "bound to nothing", KEY, "", 76 },
        { "cut short", KEY, BOUND, 75 },
        { "shorter than its tag", KEY, BOUND, 15 },
        { "empty", KEY, BOUND, 0 },
    };
    uint8_t out[128];

    CHECK_EQUAL(sealed.size, 76);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes part = { sealed.data, rows[i].size };
        CHECK_ROW(
            rows[i].what, open_as(rows[i].key, rows[i].bound_to, part, out), WALLET_ERR_REFUSED);
    }
}
