/* SPDX-License-Identifier: Apache-2.0 */
#include "base/check_character.h"

#include <string.h>

static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char uscc_letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

bool wlt_is_digit(uint8_t character)
{
    return character >= '0' && character <= '9';
}

bool wlt_is_alphanumeric(uint8_t character)
{
    return wlt_is_digit(character) || (character >= 'A' && character <= 'Z');
}

bool wlt_is_uscc_character(uint8_t character)
{
    return character != '\0' && strchr(uscc_letters, character) != NULL;
}

/** The value of a character of 0-9 A-Z: 0 to 35. */
static unsigned value_of(uint8_t character)
{
    return wlt_is_digit(character) ? character - (unsigned)'0' : character - (unsigned)'A' + 10;
}

static unsigned uscc_value_of(uint8_t character)
{
    const char *found = memchr(uscc_letters, character, sizeof uscc_letters - 1);
    return found ? (unsigned)(found - uscc_letters) : 0;
}

char wlt_check_citizen_number(const uint8_t digits[17])
{
    static const uint8_t weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    unsigned sum = 0;

    for (size_t i = 0; i < sizeof weights; i++) {
        sum += value_of(digits[i]) * weights[i];
    }

    return "10X98765432"[sum % 11];
}

char wlt_check_organisation(const uint8_t code[8])
{
    static const uint8_t weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
    unsigned sum = 0;

    for (size_t i = 0; i < sizeof weights; i++) {
        sum += value_of(code[i]) * weights[i];
    }

    /* 11 - sum mod 11, where 10 is written X and 11 is written 0. */
    return "0X987654321"[sum % 11];
}

char wlt_check_uscc(const uint8_t code[17])
{
    static const uint8_t weights[] = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    };
    unsigned sum = 0;

    for (size_t i = 0; i < sizeof weights; i++) {
        sum += uscc_value_of(code[i]) * weights[i];
    }

    return uscc_letters[(31 - sum % 31) % 31];
}

char wlt_check_identifier(const struct wallet_bytes *parts, size_t count)
{
    unsigned product = 36;

    for (size_t part = 0; part < count; part++) {
        for (size_t i = 0; i < parts[part].size; i++) {
            const unsigned sum = (product + value_of(parts[part].data[i])) % 36;
            product = 2 * (sum == 0 ? 36 : sum) % 37;
        }
    }

    return letters[(37 - product) % 36];
}
