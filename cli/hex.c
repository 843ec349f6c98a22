/* SPDX-License-Identifier: Apache-2.0 */
#include "hex.h"

#include <string.h>

int hex_value(uint8_t digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = digit > ' ' ? strchr(digits, digit | 0x20) : NULL;

    return found ? (int)(found - digits) : -1;
}

bool hex_read(struct wallet_bytes text, uint8_t *out, size_t room, size_t *out_size)
{
    if (text.size % 2 != 0 || text.size / 2 > room) {
        return false;
    }

    for (size_t i = 0; i < text.size; i += 2) {
        const int high = hex_value(text.data[i]);
        const int low = hex_value(text.data[i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }

        out[i / 2] = (uint8_t)(high << 4 | low);
    }

    *out_size = text.size / 2;
    return true;
}
