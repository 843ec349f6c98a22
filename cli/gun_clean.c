/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_clean.h"

#include "slip.h"
#include "text.h"

#include <string.h>

struct wallet_bytes gun_clean_identifier(struct wallet_bytes text)
{
    int32_t points[3] = { 0 };
    size_t offset = 0;

    for (size_t i = 0; i < 3; i++) {
        if (offset >= text.size || !text_next(text, &offset, &points[i])) {
            return text;
        }
        points[i] = slip_meant(points[i]);
    }

    return points[0] == ']' && points[1] == 'Q' && points[2] >= '0' && points[2] <= '6'
               ? (struct wallet_bytes){ text.data + offset, text.size - offset }
               : text;
}

struct wallet_bytes gun_clean(struct wallet_bytes text, uint8_t *room)
{
    const struct wallet_bytes bare = gun_clean_identifier(text);
    size_t size = 0;

    if (!slip_is_licence(bare)) {
        return bare;
    }

    for (size_t offset = 0; offset < bare.size;) {
        const size_t start = offset;
        int32_t point = 0;
        const bool is_text = text_next(bare, &offset, &point);
        if (is_text && slip_meant(point) < 0x80) {
            room[size++] = (uint8_t)slip_meant(point);
        } else {
            memmove(room + size, bare.data + start, offset - start);
            size += offset - start;
        }
    }

    return (struct wallet_bytes){ room, size };
}
