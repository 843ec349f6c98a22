/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/seal.h"

#include "test.h"

#include <string.h>

/* draft-irtf-cfrg-xchacha-03, appendix A.3.1. */
static const char key_hex[] = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
static const char nonce_hex[] = "404142434445464748494a4b4c4d4e4f5051525354555657";
static const char bound_hex[] = "50515253c0c1c2c3c4c5c6c7";
static const char plain[] =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    "sunscreen would be it.";
static const char sealed_hex[] = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb7"
                                 "31c7f1b0b4aa6440bf3a82f4eda7e39"
                                 "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3"
                                 "f3fac2bc369488f76b2383565d3fff9"
                                 "21f9664c97637da9768812f615c68b13b52e"
                                 "c0875924c1c7987947deafd8780acf49";

TEST(seals_and_opens_the_published_message)
{
    const struct wallet_bytes sealed = test_hex(sealed_hex);
    uint8_t out[256];

    wlt_seal(
        test_hex(key_hex).data,
        test_hex(nonce_hex).data,
        test_hex(bound_hex),
        test_text(plain),
        out);
    CHECK_BYTES(((struct wallet_bytes){ out, strlen(plain) + WLT_SEAL_TAG_SIZE }), sealed);

    CHECK(wlt_unseal(
        test_hex(key_hex).data, test_hex(nonce_hex).data, test_hex(bound_hex), sealed, out));
    CHECK_BYTES(((struct wallet_bytes){ out, strlen(plain) }), test_text(plain));
}

TEST(opens_nothing_of_which_a_bit_was_altered)
{
    const struct wallet_bytes sealed = test_hex(sealed_hex);
    uint8_t *altered = test_memory(sealed.size);
    uint8_t out[256];

    for (size_t bit = 0; bit < 8 * sealed.size; bit++) {
        memcpy(altered, sealed.data, sealed.size);
        altered[bit / 8] = (uint8_t)(altered[bit / 8] ^ 1U << bit % 8);
        CHECK(!wlt_unseal(
            test_hex(key_hex).data,
            test_hex(nonce_hex).data,
            test_hex(bound_hex),
            (struct wallet_bytes){ altered, sealed.size },
            out));
    }
}

TEST(opens_nothing_that_was_bound_to_something_else_or_is_too_short)
{
    const struct wallet_bytes sealed = test_hex(sealed_hex);
    const uint8_t *key = test_hex(key_hex).data;
    const uint8_t *nonce = test_hex(nonce_hex).data;
    uint8_t out[256];

    CHECK(!wlt_unseal(key, nonce, (struct wallet_bytes){ 0 }, sealed, out));
    for (size_t size = 0; size < sealed.size; size++) {
        const struct wallet_bytes cut = { sealed.data, size };
        CHECK(!wlt_unseal(key, nonce, test_hex(bound_hex), cut, out));
    }
}
