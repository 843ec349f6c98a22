/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/blank.h"

#include <wallet/codes.h>

#include "base/check_character.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/day.h"

enum {
    PHONE_DIGITS_MIN = 3, /* 110, 12345; with area code and country at most 15 (ITU-T E.164) */
    PHONE_DIGITS_MAX = 15,
    DECIMALS_MAX = 2,
};

static bool is_date(const struct wallet_blank *blank, struct wallet_bytes text)
{
    int64_t day = 0;
    (void)blank;
    return wlt_day_parse(text, &day);
}

/** Digits, then perhaps a point and one or two more. */
static bool is_number(const struct wallet_blank *blank, struct wallet_bytes text)
{
    size_t point = text.size;
    (void)blank;

    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '.' && point == text.size) {
            point = i;
        } else if (!wlt_is_digit(text.data[i])) {
            return false;
        }
    }

    const size_t decimals = point < text.size ? text.size - point - 1 : 0;
    return point > 0 && decimals <= DECIMALS_MAX && (point == text.size || decimals > 0);
}

/* A check character that is wrong is let pass in licences; by a hand it is a slip. */
static bool is_citizen_number(const struct wallet_blank *blank, struct wallet_bytes text)
{
    (void)blank;
    return wallet_citizen_number_check(text) == WALLET_FINDING_NONE;
}

static bool is_uscc(const struct wallet_blank *blank, struct wallet_bytes text)
{
    (void)blank;
    return wallet_uscc_check(text) == WALLET_FINDING_NONE;
}

static bool is_phone(const struct wallet_blank *blank, struct wallet_bytes text)
{
    size_t digits = 0;
    (void)blank;

    for (size_t i = 0; i < text.size; i++) {
        const uint8_t character = text.data[i];
        const bool is_between = character == '-' || character == ' ';
        if (wlt_is_digit(character)) {
            digits++;
        } else if (!(i == 0 && character == '+') && !(i > 0 && is_between)) {
            return false;
        }
    }

    return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX;
}

static bool is_choice(const struct wallet_blank *blank, struct wallet_bytes text)
{
    for (size_t i = 0; i < blank->choice_count; i++) {
        if (wlt_bytes_are(text, blank->choices[i][WALLET_CHINESE]) ||
            wlt_bytes_are(text, blank->choices[i][WALLET_ENGLISH])) {
            return true;
        }
    }

    return false;
}

/** What a kind of blank takes, and how that is called. */
struct kind {
    bool (*fits)(const struct wallet_blank *blank, struct wallet_bytes text);
    const char *wanted;
};

static const struct kind kinds[] = {
    [WALLET_BLANK_TEXT] = { NULL, "" },
    [WALLET_BLANK_DATE] = { is_date, "a day such as 2026-01-31" },
    [WALLET_BLANK_NUMBER] = { is_number, "a number with at most two decimals" },
    [WALLET_BLANK_CITIZEN_NUMBER] = { is_citizen_number, "a citizen number" },
    [WALLET_BLANK_USCC] = { is_uscc, "a unified social credit code" },
    [WALLET_BLANK_PHONE] = { is_phone, "a telephone number" },
    [WALLET_BLANK_CHOICE] = { is_choice, "one of its choices" },
};

enum wallet_status wlt_blank_check(
    const struct wallet_blank *blank, struct wallet_bytes text, struct wallet_error *error)
{
    const struct kind *kind = &kinds[blank->kind];

    if (text.size > WALLET_CASE_TEXT_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "'%s' takes at most %d bytes",
            blank->name,
            WALLET_CASE_TEXT_MAX);
    }

    if (!wlt_utf8_is_valid(text) || !wlt_text_is_printable(text) || !wlt_text_is_nfc(text)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "'%s' takes one line of printable characters",
            blank->name);
    }

    return text.size == 0 || !kind->fits || kind->fits(blank, text) ? WALLET_OK
                                                                    : wlt_fail(
                                                                          error,
                                                                          WALLET_ERR_VALUE,
                                                                          WALLET_NO_OFFSET,
                                                                          "'%s' takes %s",
                                                                          blank->name,
                                                                          kind->wanted);
}
