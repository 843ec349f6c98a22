/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/citizen_number.h"

#include <wallet/codes.h>

#include "catalogue/day.h"

enum {
    BIRTH_OFFSET = 6,
    BIRTH_SIZE = 8,
    LAST_OF_SEQUENCE = 16,
};

/* GB 11643-1999: digits 7 to 14 are the day of birth. */
static bool tells_birth(struct wallet_bytes number, int64_t day)
{
    int64_t born = 0;
    const struct wallet_bytes birth = { number.data + BIRTH_OFFSET, BIRTH_SIZE };
    return wlt_day_parse(birth, &born) && born == day;
}

/*
 * GB 11643-1999: the sequence, of which digit 17 is the last, is odd for men and even for women.
 * What is neither the one nor the other, unknown or unspecified, says nothing that could be denied.
 */
static bool tells_sex(struct wallet_bytes number, int64_t code)
{
    const bool is_male = (number.data[LAST_OF_SEQUENCE] - '0') % 2 == 1;
    return code == (is_male ? WLT_SEX_MALE : WLT_SEX_FEMALE) ||
           (code != WLT_SEX_MALE && code != WLT_SEX_FEMALE);
}

enum wallet_finding wlt_citizen_number_compare(
    struct wallet_bytes number, const struct wallet_field *field, const struct wallet_value *value)
{
    const enum wallet_finding finding = wallet_citizen_number_check(number);
    if (finding != WALLET_FINDING_NONE && !wallet_finding_is_advisory(finding)) {
        return WALLET_FINDING_NONE;
    }

    const bool is_birth = wallet_field_kind(field) == WALLET_FIELD_DATE;
    const bool agrees =
        is_birth ? tells_birth(number, value->number) : tells_sex(number, value->number);
    return agrees ? WALLET_FINDING_NONE : WALLET_FINDING_CONTRADICTION;
}
