/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/check_digit.h"

#include "base/check_character.h"

enum {
    TEN = 10,
    ELEVEN = 11,
    GS1_WEIGHT = 3,
    S10_SERIAL = 8, /* digits before the check digit */
    S10_FOR_ZERO = 5,
    CITIZEN_SIZE = 18,
};

bool wlt_gs1_digit_agrees(struct wallet_bytes digits)
{
    unsigned sum = 0;
    for (size_t i = 0; i < digits.size; i++) {
        const size_t from_the_right = digits.size - 1 - i;
        sum += (digits.data[i] - '0') * (from_the_right % 2 == 1 ? GS1_WEIGHT : 1U);
    }

    return digits.size > 0 && sum % TEN == 0;
}

bool wlt_s10_digit_agrees(struct wallet_bytes digits)
{
    static const unsigned weights[S10_SERIAL] = { 8, 6, 4, 2, 3, 5, 9, 7 };
    unsigned sum = 0;
    if (digits.size != S10_SERIAL + 1) {
        return false;
    }

    for (size_t i = 0; i < S10_SERIAL; i++) {
        sum += (digits.data[i] - '0') * weights[i];
    }

    const unsigned digit = ELEVEN - sum % ELEVEN;
    const unsigned wanted = digit == TEN ? 0 : digit == ELEVEN ? S10_FOR_ZERO : digit;
    return digits.data[S10_SERIAL] - (unsigned)'0' == wanted;
}

bool wlt_citizen_digit_agrees(struct wallet_bytes number)
{
    return number.size == CITIZEN_SIZE &&
           number.data[CITIZEN_SIZE - 1] == (uint8_t)wlt_check_citizen_number(number.data);
}
