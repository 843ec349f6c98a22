/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "test.h"

#include <string.h>

struct row {
    const char *text;
    enum wallet_finding finding;
};

static void check_rows(
    const struct row *rows, size_t count, enum wallet_finding (*look)(struct wallet_bytes text))
{
    for (size_t i = 0; i < count; i++) {
        CHECK_ROW(rows[i].text, look(test_text(rows[i].text)), rows[i].finding);
    }
}

#define CHECK_ROWS(rows, look) check_rows(rows, sizeof(rows) / sizeof((rows)[0]), look)

TEST(citizen_numbers_are_looked_at_as_gb_11643_says)
{
    static const struct row rows[] = {
        { "11010519491231002X", WALLET_FINDING_NONE }, /* the standard's own samples */
        { "440524188001010014", WALLET_FINDING_NONE },
        { "360502199003070016", WALLET_FINDING_NONE },
        { "360502199003070024", WALLET_FINDING_NONE },
        { "360521195512310031", WALLET_FINDING_NONE },
        { "360502201806010041", WALLET_FINDING_NONE },
        { "", WALLET_FINDING_LENGTH },
        { "36050219900307001", WALLET_FINDING_LENGTH },
        { "3605021990030700161", WALLET_FINDING_LENGTH },
        { "360502900307001", WALLET_FINDING_LENGTH }, /* 15 digits, as before 1999 */
        { "36050219900307001A", WALLET_FINDING_CHARACTER },
        { "11010519491231002x", WALLET_FINDING_CHARACTER },
        { "X60502199003070016", WALLET_FINDING_CHARACTER },
        { "3605021990030700\xe4\xb8", WALLET_FINDING_CHARACTER },
        { "360502199002300018", WALLET_FINDING_DATE },
        { "360502199013070016", WALLET_FINDING_DATE },
        { "360502199000070016", WALLET_FINDING_DATE },
        { "360502199003000016", WALLET_FINDING_DATE },
        { "360502000003070016", WALLET_FINDING_DATE },
        { "360502199003070017", WALLET_FINDING_CHECK_CHARACTER },
        { "110105194912310021", WALLET_FINDING_CHECK_CHARACTER },
        { "36050219900307001X", WALLET_FINDING_CHECK_CHARACTER },
    };

    CHECK_ROWS(rows, wallet_citizen_number_check);
}

TEST(leap_days_count_only_in_leap_years)
{
    static const struct row rows[] = {
        { "360502200002290011", WALLET_FINDING_CHECK_CHARACTER },
        { "360502190002290011", WALLET_FINDING_DATE },
        { "360502199902290011", WALLET_FINDING_DATE },
    };

    CHECK_ROWS(rows, wallet_citizen_number_check);
}

TEST(any_one_wrong_digit_of_a_citizen_number_is_found)
{
    char number[] = "360502199003070016";

    for (size_t i = 0; i < strlen(number); i++) {
        const char right = number[i];
        for (const char *digit = "0123456789"; *digit; digit++) {
            number[i] = *digit;
            const enum wallet_finding finding = wallet_citizen_number_check(test_text(number));
            CHECK_ROW(number, finding == WALLET_FINDING_NONE, *digit == right);
        }

        number[i] = right;
    }
}

TEST(usccs_are_looked_at_as_gb_32100_says)
{
    static const struct row rows[] = {
        { "91350100M000100Y43", WALLET_FINDING_NONE },
        { "11100000000013338W", WALLET_FINDING_NONE },
        { "11100000MB0143028R", WALLET_FINDING_NONE },
        { "11100000000013127D", WALLET_FINDING_NONE },
        { "11100000MB03271699", WALLET_FINDING_NONE },
        { "11430000006122244L", WALLET_FINDING_NONE },
        { "11330105002500287C", WALLET_FINDING_NONE },
        { "11220000013544541J", WALLET_FINDING_NONE },
        { "913605020000000194", WALLET_FINDING_NONE },
        { "923605020000000191", WALLET_FINDING_NONE },
        { "11360500000000019F", WALLET_FINDING_NONE },
        { "", WALLET_FINDING_LENGTH },
        { "91360502000000019", WALLET_FINDING_LENGTH },
        { "9136050200000001940", WALLET_FINDING_LENGTH },
        { "91350100m000100Y43", WALLET_FINDING_CHARACTER },
        { "91350100I000100Y43", WALLET_FINDING_CHARACTER }, /* I, O, S, V, Z are not used */
        { "91350100O000100Y43", WALLET_FINDING_CHARACTER },
        { "91350100S000100Y43", WALLET_FINDING_CHARACTER },
        { "91350100V000100Y43", WALLET_FINDING_CHARACTER },
        { "91350100Z000100Y43", WALLET_FINDING_CHARACTER },
        { "91350A00M000100Y43", WALLET_FINDING_CHARACTER }, /* a letter in the division */
        { "913501 0M000100Y43", WALLET_FINDING_CHARACTER },
        { "913605020000000195", WALLET_FINDING_CHECK_CHARACTER }, /* the last */
        { "913605020000000184", WALLET_FINDING_CHECK_CHARACTER }, /* the organisation's */
    };

    CHECK_ROWS(rows, wallet_uscc_check);
}

TEST(the_organisation_code_in_a_uscc_is_checked_by_itself)
{
    /* The last character fits, that of the organisation code does not. */
    static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    char code[] = "91360502000000018?";
    size_t fitting = 0;

    for (const char *letter = letters; *letter; letter++) {
        code[17] = *letter;
        fitting += wallet_uscc_check(test_text(code)) == WALLET_FINDING_NONE;
    }

    CHECK_EQUAL(fitting, 0);
}

TEST(any_one_wrong_character_of_a_uscc_is_found)
{
    static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    char code[] = "91350100M000100Y43";

    for (size_t i = 0; i < strlen(code); i++) {
        const char right = code[i];
        for (const char *letter = letters; *letter; letter++) {
            code[i] = *letter;
            const enum wallet_finding finding = wallet_uscc_check(test_text(code));
            CHECK_ROW(code, finding == WALLET_FINDING_NONE, *letter == right);
        }

        code[i] = right;
    }
}

TEST(type_codes_are_a_uscc_and_three_digits)
{
    static const struct row rows[] = {
        { "11100000000013127D001", WALLET_FINDING_NONE },
        { "11100000MB0143028R001", WALLET_FINDING_NONE },
        { "11100000000013127D999", WALLET_FINDING_NONE },
        { "11100000000013127D", WALLET_FINDING_LENGTH },
        { "11100000000013127D0011", WALLET_FINDING_LENGTH },
        { "11100000000013127D0A1", WALLET_FINDING_CHARACTER },
        { "1110000000001312-D001", WALLET_FINDING_CHARACTER },
        { "11100000000013127E001", WALLET_FINDING_CHECK_CHARACTER },
    };

    CHECK_ROWS(rows, wallet_type_code_check);
}

TEST(every_finding_has_a_text_in_both_languages)
{
    for (int i = 0; i < WALLET_FINDING_COUNT; i++) {
        const enum wallet_finding finding = (enum wallet_finding)i;
        const char *english = wallet_finding_text(finding, WALLET_ENGLISH);
        const char *chinese = wallet_finding_text(finding, WALLET_CHINESE);
        CHECK_ROW(english, english[0] >= 'a' && english[0] <= 'z', true);
        CHECK_ROW(english, (uint8_t)chinese[0] >= 0x80, true);
    }

    CHECK_TEXT(
        wallet_finding_text(WALLET_FINDING_CHECK_CHARACTER, WALLET_ENGLISH),
        "the check character is wrong");
    CHECK_TEXT(
        wallet_finding_text((enum wallet_finding)WALLET_FINDING_COUNT, WALLET_ENGLISH),
        "an unknown finding");
    CHECK_TEXT(wallet_finding_text((enum wallet_finding)77, WALLET_CHINESE), "未知问题");
}

TEST(only_a_wrong_check_character_may_be_let_pass)
{
    for (int i = 0; i < WALLET_FINDING_COUNT; i++) {
        const enum wallet_finding finding = (enum wallet_finding)i;
        CHECK_ROW(
            wallet_finding_text(finding, WALLET_ENGLISH),
            wallet_finding_is_advisory(finding),
            finding == WALLET_FINDING_CHECK_CHARACTER || finding == WALLET_FINDING_CONTRADICTION);
    }
}
