/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/blank.h"

#include "test.h"

#include <string.h>

static const char *const choices[][2] = { { "rent", "租房" }, { "purchase", "购房" } };

static enum wallet_status check(enum wallet_blank_kind kind, const char *text)
{
    const struct wallet_blank blank = {
        .name = "it", .kind = kind, .choices = choices, .choice_count = 2
    };
    return wlt_blank_check(&blank, test_text(text), NULL);
}

TEST(takes_what_its_kind_takes_and_refuses_the_rest)
{
    static const struct {
        enum wallet_blank_kind kind;
        const char *text;
        bool fits;
    } rows[] = {
        { WALLET_BLANK_TEXT, "青禾路88号", true },
        { WALLET_BLANK_TEXT, "", true },
        { WALLET_BLANK_TEXT, "two\nlines", false },
        { WALLET_BLANK_TEXT, "a\u202eb", false },
        { WALLET_BLANK_TEXT, "e\u0301", false }, /* not in form C */
        { WALLET_BLANK_TEXT, "\xff", false },
        { WALLET_BLANK_DATE, "2026-01-31", true },
        { WALLET_BLANK_DATE, "2026-02-30", false },
        { WALLET_BLANK_DATE, "tomorrow", false },
        { WALLET_BLANK_DATE, "", true },
        { WALLET_BLANK_NUMBER, "12", true },
        { WALLET_BLANK_NUMBER, "12.5", true },
        { WALLET_BLANK_NUMBER, "12.55", true },
        { WALLET_BLANK_NUMBER, "12.555", false },
        { WALLET_BLANK_NUMBER, "12.", false },
        { WALLET_BLANK_NUMBER, ".5", false },
        { WALLET_BLANK_NUMBER, "1.2.3", false },
        { WALLET_BLANK_NUMBER, "-1", false },
        { WALLET_BLANK_NUMBER, "1,000", false },
        { WALLET_BLANK_CITIZEN_NUMBER, "360502199003070024", true },
        { WALLET_BLANK_CITIZEN_NUMBER, "360502199003070025", false },
        { WALLET_BLANK_USCC, "913605020000000194", true },
        { WALLET_BLANK_USCC, "913605020000000195", false },
        { WALLET_BLANK_PHONE, "13800000000", true },
        { WALLET_BLANK_PHONE, "+86 790-1234567", true },
        { WALLET_BLANK_PHONE, "12", false },
        { WALLET_BLANK_PHONE, "-123", false },
        { WALLET_BLANK_PHONE, "1234567890123456", false },
        { WALLET_BLANK_PHONE, "12345x", false },
        { WALLET_BLANK_CHOICE, "租房", true },
        { WALLET_BLANK_CHOICE, "purchase", true },
        { WALLET_BLANK_CHOICE, "gift", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const enum wallet_status wanted = rows[i].fits ? WALLET_OK : WALLET_ERR_VALUE;
        CHECK_ROW(rows[i].text, check(rows[i].kind, rows[i].text), wanted);
    }
}

TEST(takes_so_many_bytes_and_not_one_more)
{
    char text[WALLET_CASE_TEXT_MAX + 2];

    memset(text, 'a', sizeof text);
    text[WALLET_CASE_TEXT_MAX] = '\0';
    CHECK_EQUAL(check(WALLET_BLANK_TEXT, text), WALLET_OK);
    text[WALLET_CASE_TEXT_MAX] = 'a';
    text[WALLET_CASE_TEXT_MAX + 1] = '\0';
    CHECK_EQUAL(check(WALLET_BLANK_TEXT, text), WALLET_ERR_VALUE);
}

TEST(never_repeats_what_was_written)
{
    const struct wallet_blank blank = { .name = "number", .kind = WALLET_BLANK_CITIZEN_NUMBER };
    struct wallet_error error = { .message = "" };

    CHECK_EQUAL(wlt_blank_check(&blank, test_text("360502199003070025"), &error), WALLET_ERR_VALUE);
    CHECK_TEXT(error.message, "'number' takes a citizen number");
}
