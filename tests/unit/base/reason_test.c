/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/reason.h>

#include "base/text.h"
#include "test.h"

#include <string.h>

/** Every reason, by its fixed number. */
static const struct {
    enum wallet_reason reason;
    int number;
    const char *name;
} reasons[] = {
    { WALLET_REASON_NONE, 0, "NONE" },
    { WALLET_REASON_MALFORMED, 1, "MALFORMED" },
    { WALLET_REASON_TOO_LARGE, 2, "TOO_LARGE" },
    { WALLET_REASON_UNSUPPORTED, 3, "UNSUPPORTED" },
    { WALLET_REASON_ALGORITHM, 4, "ALGORITHM" },
    { WALLET_REASON_ISSUER_UNKNOWN, 5, "ISSUER_UNKNOWN" },
    { WALLET_REASON_CERTIFICATE, 6, "CERTIFICATE" },
    { WALLET_REASON_SIGNATURE, 7, "SIGNATURE" },
    { WALLET_REASON_ISSUER_NOT_AUTHORISED, 8, "ISSUER_NOT_AUTHORISED" },
    { WALLET_REASON_NOT_YET_VALID, 9, "NOT_YET_VALID" },
    { WALLET_REASON_EXPIRED, 10, "EXPIRED" },
    { WALLET_REASON_DISCLOSURE, 11, "DISCLOSURE" },
    { WALLET_REASON_FIELDS, 12, "FIELDS" },
    { WALLET_REASON_HOLDER, 13, "HOLDER" },
    { WALLET_REASON_AUDIENCE, 14, "AUDIENCE" },
    { WALLET_REASON_CODE_EXPIRED, 15, "CODE_EXPIRED" },
    { WALLET_REASON_REPLAYED, 16, "REPLAYED" },
    { WALLET_REASON_NONCE, 17, "NONCE" },
    { WALLET_REASON_REVOKED, 18, "REVOKED" },
    { WALLET_REASON_SUSPENDED, 19, "SUSPENDED" },
    { WALLET_REASON_STATUS_STALE, 20, "STATUS_STALE" },
    { WALLET_REASON_STATUS_MISSING, 21, "STATUS_MISSING" },
    { WALLET_REASON_INCOMPLETE, 22, "INCOMPLETE" },
    { WALLET_REASON_CLOCK, 23, "CLOCK" },
    { WALLET_REASON_SESSION, 24, "SESSION" },
};

TEST(numbers_and_names_of_reasons_are_fixed)
{
    CHECK_EQUAL(sizeof reasons / sizeof reasons[0], WALLET_REASON_COUNT);
    for (size_t i = 0; i < WALLET_REASON_COUNT; i++) {
        CHECK_ROW(reasons[i].name, reasons[i].reason, reasons[i].number);
        CHECK_TEXT(wallet_reason_name(reasons[i].reason), reasons[i].name);
    }
}

TEST(finds_a_reason_by_its_name_in_any_case)
{
    for (size_t i = 0; i < WALLET_REASON_COUNT; i++) {
        CHECK_ROW(reasons[i].name, wallet_reason_find(reasons[i].name), reasons[i].reason);
    }

    CHECK_EQUAL(wallet_reason_find("issuer_Unknown"), WALLET_REASON_ISSUER_UNKNOWN);
    CHECK_EQUAL(wallet_reason_find("EXPIRE"), WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_reason_find("EXPIRED "), WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_reason_find(""), WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_reason_find(NULL), WALLET_REASON_NONE);
}

static void check_text(const char *name, const char *text, enum wallet_language language)
{
    const struct wallet_bytes bytes = test_text(text);
    bool has_chinese = false;

    CHECK_ROW(name, bytes.size > 0, true);
    CHECK_ROW(name, wlt_utf8_is_valid(bytes), true);
    CHECK_ROW(name, wlt_text_is_printable(bytes), true);
    CHECK_ROW(name, wlt_text_is_nfc(bytes), true);
    for (size_t i = 0; i < bytes.size; i++) {
        has_chinese = has_chinese || bytes.data[i] >= 0x80;
    }

    CHECK_ROW(name, has_chinese, language == WALLET_CHINESE);
}

TEST(each_reason_says_what_happened_whose_fault_and_who_can_help)
{
    static const enum wallet_language languages[] = { WALLET_ENGLISH, WALLET_CHINESE };

    for (size_t i = 1; i < WALLET_REASON_COUNT; i++) {
        for (size_t j = 0; j < 2; j++) {
            const enum wallet_reason reason = reasons[i].reason;
            check_text(reasons[i].name, wallet_reason_sentence(reason, languages[j]), languages[j]);
            check_text(reasons[i].name, wallet_reason_fault(reason, languages[j]), languages[j]);
            check_text(reasons[i].name, wallet_reason_remedy(reason, languages[j]), languages[j]);
        }
    }
}

TEST(sentences_end_with_a_full_stop_and_differ)
{
    for (size_t i = 1; i < WALLET_REASON_COUNT; i++) {
        const char *english = wallet_reason_sentence(reasons[i].reason, WALLET_ENGLISH);
        const char *chinese = wallet_reason_sentence(reasons[i].reason, WALLET_CHINESE);
        CHECK_TEXT(english + strlen(english) - 1, ".");
        CHECK_TEXT(chinese + strlen(chinese) - strlen("。"), "。");

        for (size_t j = 1; j < i; j++) {
            const char *other = wallet_reason_sentence(reasons[j].reason, WALLET_ENGLISH);
            CHECK_ROW(english, strcmp(english, other) == 0, false);
        }
    }
}

TEST(no_reason_says_nothing)
{
    CHECK_TEXT(wallet_reason_sentence(WALLET_REASON_NONE, WALLET_ENGLISH), "");
    CHECK_TEXT(wallet_reason_fault(WALLET_REASON_NONE, WALLET_CHINESE), "");
    CHECK_TEXT(wallet_reason_remedy(WALLET_REASON_NONE, WALLET_ENGLISH), "");
}

TEST(a_reason_of_another_version_says_nothing)
{
    CHECK_TEXT(wallet_reason_name((enum wallet_reason)WALLET_REASON_COUNT), "NONE");
    CHECK_TEXT(wallet_reason_sentence((enum wallet_reason) - 1, WALLET_CHINESE), "");
}
