/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ed25519.h"

#include "test.h"

/* RFC 8032 section 7.1, test 3. */
#define SEED  "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
#define POINT "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
#define SIGNATURE                                                      \
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac" \
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"

TEST(expands_signs_and_checks_as_published)
{
    uint8_t secret[WLT_ED25519_SECRET_SIZE];
    uint8_t point[WLT_ED25519_POINT_SIZE];
    uint8_t signature[WLT_ED25519_SIGNATURE_SIZE];
    const struct wallet_bytes message = test_hex("af82");

    CHECK(wlt_ed25519_start());
    wlt_ed25519_expand(test_hex(SEED).data, secret, point);
    CHECK_BYTES(((struct wallet_bytes){ point, sizeof point }), test_hex(POINT));

    wlt_ed25519_sign(secret, message, signature);
    CHECK_BYTES(((struct wallet_bytes){ signature, sizeof signature }), test_hex(SIGNATURE));
    CHECK(wlt_ed25519_check(point, message, test_hex(SIGNATURE)));
    CHECK(!wlt_ed25519_check(point, test_hex("af83"), test_hex(SIGNATURE)));
}

/* The order of the group, added to S: the equation holds, the number is too large. */
TEST(refuses_a_second_form_of_a_signature)
{
    CHECK(!wlt_ed25519_check(
        test_hex(POINT).data,
        test_hex("af82"),
        test_hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                 "05d391b0a77904e98404ef037747a56e4a7c15e9716ed28dc027beceea1ec41a")));
}

TEST(refuses_the_one_signature_that_fits_all_under_a_key_of_small_order)
{
    const struct wallet_bytes identity =
        test_hex("0100000000000000000000000000000000000000000000000000000000000000");
    const struct wallet_bytes signature =
        test_hex("0100000000000000000000000000000000000000000000000000000000000000"
                 "0000000000000000000000000000000000000000000000000000000000000000");

    CHECK(!wlt_ed25519_is_point(identity));
    CHECK(!wlt_ed25519_check(identity.data, test_text("any message"), signature));
}

TEST(a_signature_has_exactly_its_size)
{
    const struct wallet_bytes good = test_hex(SIGNATURE "00");

    for (size_t size = 0; size <= good.size; size++) {
        const struct wallet_bytes signature = { good.data, size };
        CHECK_EQUAL(
            wlt_ed25519_check(test_hex(POINT).data, test_hex("af82"), signature),
            size == WLT_ED25519_SIGNATURE_SIZE);
    }
}
