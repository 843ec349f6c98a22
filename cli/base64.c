/* SPDX-License-Identifier: Apache-2.0 */
#include "base64.h"

#include <stdint.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

static char character(enum base64_kind kind, unsigned value)
{
    static const char last[][3] = { [BASE64_PLAIN] = "+/", [BASE64_URL] = "-_" };
    return value < sizeof letters - 1 ? letters[value] : last[kind][value - (sizeof letters - 1)];
}

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
                out[size++] = character(kind, (group >> (18 - 6 * j)) & 0x3f);
            } else if (kind == BASE64_PLAIN) {
                out[size++] = '=';
            }
        }
    }

    out[size] = '\0';
    return size;
}
