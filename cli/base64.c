/* SPDX-License-Identifier: Apache-2.0 */
#include "base64.h"

#include <string.h>

/* RFC 4648, tables 1 and 2: they differ in the last two characters. */
static const char alphabets[][65] = {
    [BASE64_PLAIN] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    [BASE64_URL] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

size_t base64_write(enum base64_kind kind, struct wallet_bytes bytes, char *out)
{
    size_t size = 0;

    for (size_t i = 0; i < bytes.size; i += 3) {
        const size_t left = bytes.size - i;
        const uint32_t group = ((uint32_t)bytes.data[i] << 16) |
                               (left > 1 ? (uint32_t)bytes.data[i + 1] << 8 : 0) |
                               (left > 2 ? bytes.data[i + 2] : 0);
        for (size_t j = 0; j < 4; j++) {
            if (j <= left) {
                out[size++] = alphabets[kind][(group >> (18 - 6 * j)) & 0x3f];
            } else if (kind == BASE64_PLAIN) {
                out[size++] = '=';
            }
        }
    }

    out[size] = '\0';
    return size;
}

/** The value of a character; 64: it is none. */
static uint32_t value_of(uint8_t character)
{
    const char *at = character ? strchr(alphabets[BASE64_PLAIN], character) : NULL;

    return at ? (uint32_t)(at - alphabets[BASE64_PLAIN]) : 64;
}

/** Four characters, the last `padding` of which are '='. */
static bool read_group(const uint8_t *text, size_t padding, uint8_t out[3])
{
    uint32_t group = 0;

    for (size_t i = 0; i < 4; i++) {
        const uint32_t value = i < 4 - padding ? value_of(text[i]) : 0;
        if (value == 64) {
            return false;
        }
        group = group << 6 | value;
    }

    out[0] = (uint8_t)(group >> 16);
    out[1] = (uint8_t)(group >> 8);
    out[2] = (uint8_t)group;
    return (padding < 1 || out[2] == 0) && (padding < 2 || out[1] == 0);
}

bool base64_read(struct wallet_bytes text, uint8_t *out, size_t room, size_t *out_size)
{
    size_t size = 0;

    if (text.size % 4 != 0) {
        return false;
    }

    for (size_t i = 0; i < text.size; i += 4) {
        const uint8_t *group = text.data + i;
        const bool is_last = i + 4 == text.size;
        const size_t padding =
            is_last ? (size_t)(group[3] == '=') + (size_t)(group[2] == '=' && group[3] == '=') : 0;
        uint8_t bytes[3];
        if (!read_group(group, padding, bytes) || room - size < 3 - padding) {
            return false;
        }
        memcpy(out + size, bytes, 3 - padding);
        size += 3 - padding;
    }

    *out_size = size;
    return true;
}
