/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_token.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHARACTER_MAX = 4, /* bytes of one character in UTF-8 */
};

bool wlt_json_integer_read(const char *text, size_t size, int64_t *out)
{
    const bool is_negative = text[0] == '-';
    uint64_t value = 0;

    for (size_t i = is_negative ? 1 : 0; i < size; i++) {
        if (__builtin_mul_overflow(value, (uint64_t)10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(text[i] - '0'), &value)) {
            return false;
        }
    }

    if (value > (uint64_t)INT64_MAX + (is_negative ? 1 : 0)) {
        return false;
    }

    *out = is_negative ? (int64_t)(0 - value) : (int64_t)value;
    return true;
}

/** The number behind "\u", four digits that the parser has seen to. */
static unsigned code_unit(const uint8_t *digits)
{
    const char text[] = { (char)digits[0], (char)digits[1], (char)digits[2], (char)digits[3], 0 };
    return (unsigned)strtoul(text, NULL, 16);
}

const uint8_t *wlt_json_half_find(struct wallet_bytes raw)
{
    const uint8_t *end = raw.data + raw.size;

    for (const uint8_t *at = raw.data; (at = memchr(at, '\\', (size_t)(end - at))); at += 2) {
        const unsigned unit = at[1] == 'u' ? code_unit(at + 2) : 0;
        const bool is_pair = unit >= 0xd800 && unit < 0xdc00 && end - at > 12 && at[6] == '\\' &&
                             at[7] == 'u' && (code_unit(at + 8) & 0xfc00) == 0xdc00;
        if (unit >= 0xd800 && unit < 0xe000 && !is_pair) {
            return at;
        }

        at += is_pair ? 10 : 0;
    }

    return NULL;
}

const uint8_t *wlt_utf8_invalid_find(struct wallet_bytes text)
{
    const uint8_t *at = text.data;
    const uint8_t *end = text.data + text.size;

    while (at < end) {
        size_t size = 1;
        while (size <= CHARACTER_MAX && size <= (size_t)(end - at) &&
               !wlt_utf8_is_valid((struct wallet_bytes){ at, size })) {
            size++;
        }

        if (size > CHARACTER_MAX || size > (size_t)(end - at)) {
            return at;
        }

        at += size;
    }

    return end;
}
