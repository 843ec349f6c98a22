/* SPDX-License-Identifier: Apache-2.0 */
#include "base64.h"

#include <stdint.h>

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
