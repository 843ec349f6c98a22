/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/nearest.h"

#include "base/text.h"

enum {
    SLIPS_MAX = 2,
    LETTERS_A_SLIP = 3,
};

void wlt_nearest_offer(struct wlt_nearest *nearest, struct wallet_bytes word)
{
    if (word.size == 0 || word.data[0] >= 0x80) {
        return;
    }

    const size_t distance = wlt_text_distance(word, nearest->wanted);
    const bool is_near = distance <= SLIPS_MAX && distance * LETTERS_A_SLIP <= word.size;
    if (is_near && (!nearest->found || distance < nearest->distance)) {
        nearest->found = (const char *)word.data;
        nearest->distance = distance;
    }
}
