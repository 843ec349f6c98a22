/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_DARK_H
#define SCANNER_DARK_H

#include "grey.h"

/** Which pixels of a picture are darker than their surroundings: a byte each, 1 for dark. */
struct dark {
    unsigned width;
    unsigned height;
    uint8_t *pixels;
};

/**
 * Compares each pixel with the mean of the square around it, an eighth of the picture wide: light
 * that changes slowly makes no difference.  False: out of memory.
 */
bool dark_make(const struct grey *picture, struct dark *out);

void dark_free(struct dark *dark);

static inline bool dark_has(const struct dark *dark, int x, int y)
{
    return x >= 0 && y >= 0 && x < (int)dark->width && y < (int)dark->height;
}

static inline bool dark_at(const struct dark *dark, int x, int y)
{
    return dark->pixels[(size_t)y * dark->width + (size_t)x] != 0;
}

#endif
