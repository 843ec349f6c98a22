/* SPDX-License-Identifier: Apache-2.0 */
#include "base/check_character.h"

#include "test.h"

TEST(mod_37_36_gives_what_published_identifiers_carry)
{
    static const struct {
        const char *text;
        char check;
    } rows[] = {
        { "A12425GABC1234002", 'M' }, /* the example of the Global Release Identifier */
        { "11100000000013338W01111430000006122244L20230000403001", 'U' },
        { "11100000000013338W00911330105002500287C2025052201002", '0' },
        { "11100000MB03271699022340100000000016001", '9' },
        { "11100000000013338W03211220000013544541J2430599001", 'F' },
        { "11100000000013127D00111360500000000019FTEST20260001001", 'S' },
        { "11100000000013127D00111360500000000019FTEST20260001002", 'Q' },
        { "11100000MB0143028R00111360500000000019FTEST20260002001", 'F' },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes text = test_text(rows[i].text);
        CHECK_ROW(rows[i].text, wlt_check_identifier(&text, 1), rows[i].check);
    }
}

TEST(mod_37_36_runs_over_its_parts_as_over_one_text)
{
    const struct wallet_bytes parts[] = {
        test_text("A12425"),
        test_text(""),
        test_text("GABC1234002"),
    };

    CHECK_EQUAL(wlt_check_identifier(parts, 3), 'M');
}

TEST(organisation_codes_have_x_for_ten_and_0_for_eleven)
{
    static const struct {
        const char *code;
        char check;
    } rows[] = {
        { "D2143569", 'X' }, /* the example of GB 11714 */
        { "00000001", '9' },
        { "00000000", '0' },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].code, wlt_check_organisation(test_text(rows[i].code).data), rows[i].check);
    }
}

TEST(a_nul_is_no_character_of_any_code)
{
    CHECK(!wlt_is_digit('\0'));
    CHECK(!wlt_is_alphanumeric('\0'));
    CHECK(!wlt_is_uscc_character('\0'));
}
