/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/check_character.h"
#include "base/date.h"

enum {
    CITIZEN_NUMBER_SIZE = 18,
    USCC_SIZE = 18,
    TYPE_CODE_SIZE = 21,
};

static int digits_at(const uint8_t *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        value = value * 10 + (at[i] - '0');
    }

    return value;
}

static bool are_digits(const uint8_t *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!wlt_is_digit(at[i])) {
            return false;
        }
    }

    return true;
}

/* GB 11643-1999: six digits of division, eight of birth, three of sequence, a check character. */
enum wallet_finding wallet_citizen_number_check(struct wallet_bytes text)
{
    if (text.size != CITIZEN_NUMBER_SIZE) {
        return WALLET_FINDING_LENGTH;
    }

    const uint8_t *at = text.data;
    if (!are_digits(at, 17) || (!wlt_is_digit(at[17]) && at[17] != 'X')) {
        return WALLET_FINDING_CHARACTER;
    }

    const struct wlt_date birth = {
        .year = digits_at(at + 6, 4),
        .month = digits_at(at + 10, 2),
        .day = digits_at(at + 12, 2),
    };
    if (!wlt_date_exists(birth)) {
        return WALLET_FINDING_DATE;
    }

    return wlt_check_citizen_number(at) == (char)at[17] ? WALLET_FINDING_NONE
                                                        : WALLET_FINDING_CHECK_CHARACTER;
}

/*
 * GB 32100-2015: registering body, class, six digits of division, organisation code of nine with
 * its own check character, a check character.
 */
enum wallet_finding wallet_uscc_check(struct wallet_bytes text)
{
    if (text.size != USCC_SIZE) {
        return WALLET_FINDING_LENGTH;
    }

    const uint8_t *at = text.data;
    for (size_t i = 0; i < USCC_SIZE; i++) {
        if (!wlt_is_uscc_character(at[i])) {
            return WALLET_FINDING_CHARACTER;
        }
    }

    if (!are_digits(at + 2, 6)) {
        return WALLET_FINDING_CHARACTER;
    }

    const bool holds =
        wlt_check_organisation(at + 8) == (char)at[16] && wlt_check_uscc(at) == (char)at[17];
    return holds ? WALLET_FINDING_NONE : WALLET_FINDING_CHECK_CHARACTER;
}

enum wallet_finding wallet_type_code_check(struct wallet_bytes text)
{
    if (text.size != TYPE_CODE_SIZE) {
        return WALLET_FINDING_LENGTH;
    }

    if (!are_digits(text.data + USCC_SIZE, TYPE_CODE_SIZE - USCC_SIZE)) {
        return WALLET_FINDING_CHARACTER;
    }

    return wallet_uscc_check((struct wallet_bytes){ text.data, USCC_SIZE });
}

/** In English and Chinese, in the order of enum wallet_language. */
static const char *const texts[WALLET_FINDING_COUNT][2] = {
    [WALLET_FINDING_NONE] = { "nothing is wrong", "无问题" },
    [WALLET_FINDING_LENGTH] = { "it is too short or too long", "长度不对" },
    [WALLET_FINDING_CHARACTER] = { "a character has no place in it", "含有不允许的字符" },
    [WALLET_FINDING_DATE] = { "there is no such date", "日期不存在" },
    [WALLET_FINDING_CHECK_CHARACTER] = { "the check character is wrong", "校验码错误" },
    [WALLET_FINDING_CODE] = { "it is not in the code list", "不在代码表中" },
    [WALLET_FINDING_CONTROL] = {
        "it has control or invisible characters",
        "含有控制字符或不可见字符",
    },
    [WALLET_FINDING_NORMALISATION] = {
        "it is not UTF-8 in normalisation form C",
        "不是规范的 UTF-8 文本（NFC）",
    },
    [WALLET_FINDING_KIND] = { "it is another kind of value", "值的类型不对" },
    [WALLET_FINDING_FORM] = { "parts are missing or out of order", "结构不完整或次序不对" },
    [WALLET_FINDING_CONTRADICTION] = {
        "it contradicts the citizen number",
        "与公民身份号码不符",
    },
};

const char *wallet_finding_text(enum wallet_finding finding, enum wallet_language language)
{
    const bool is_known = (unsigned)finding < WALLET_FINDING_COUNT;
    const bool is_chinese = language == WALLET_CHINESE;

    if (!is_known) {
        return is_chinese ? "未知问题" : "an unknown finding";
    }

    return texts[finding][is_chinese];
}

bool wallet_finding_is_advisory(enum wallet_finding finding)
{
    return finding == WALLET_FINDING_CHECK_CHARACTER || finding == WALLET_FINDING_CONTRADICTION;
}
