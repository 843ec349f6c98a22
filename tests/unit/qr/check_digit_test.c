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

TEST(checks_citizen_numbers)
{
    CHECK(wlt_citizen_digit_agrees(test_text("11010519491231002X"))); /* GB 11643's own examples */
    CHECK(wlt_citizen_digit_agrees(test_text("440524188001010014")));
    CHECK(!wlt_citizen_digit_agrees(test_text("110105194912310020")));
    CHECK(!wlt_citizen_digit_agrees(test_text("11010591491231002X")));
    CHECK(!wlt_citizen_digit_agrees(test_text("1101051949123100X")));
    CHECK(!wlt_citizen_digit_agrees((struct wallet_bytes){ 0 }));
}
