/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/check_digit.h"

#include "test.h"

TEST(checks_keys_of_gs1)
{
    CHECK(wlt_gs1_digit_agrees(test_text("09521234543213"))); /* GS1's own example */
    CHECK(wlt_gs1_digit_agrees(test_text("106141412345678908")));
    CHECK(!wlt_gs1_digit_agrees(test_text("09521234543214")));
    CHECK(!wlt_gs1_digit_agrees(test_text("09521234543123")));
    CHECK(!wlt_gs1_digit_agrees((struct wallet_bytes){ 0 }));
}

TEST(checks_postal_items)
{
    CHECK(wlt_s10_digit_agrees(test_text("473124829"))); /* the example of UPU S10 */
    CHECK(wlt_s10_digit_agrees(test_text("000000005"))); /* 11 is written 5 */
    CHECK(wlt_s10_digit_agrees(test_text("000000080"))); /* 10 is written 0 */
    CHECK(!wlt_s10_digit_agrees(test_text("473124828")));
    CHECK(!wlt_s10_digit_agrees(test_text("47312482")));
    CHECK(!wlt_s10_digit_agrees(test_text("4731248290")));
}
