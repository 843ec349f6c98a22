/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_MODULES_H
#define SCANNER_MODULES_H

#include "grey.h"

enum {
    MODULES_MIN = 21, /* a side, ISO/IEC 18004 section 6.3.1 */
    MODULES_MAX = 177,
};

/** The greys of a symbol's modules, row by row. */
struct modules {
    int size; /* a side */
    uint8_t greys[MODULES_MAX * MODULES_MAX];
};

/**
 * Undoes blur: takes each module as much farther from the mean of its four neighbours.
 *
 * \param strength  0 leaves them as they are; where blur leaves a share s of the contrast between
 *                  modules that alternate, 1 / s - 1 restores it
 */
void modules_sharpen(struct modules *modules, double strength);

/**
 * Makes dark modules dark and light ones light, whatever the light fell on the paper: each is held
 * against the mean of those around it, and counted in their spread.
 */
void modules_level(struct modules *modules);

/** Draws the symbol upright with its quiet zone; false: out of memory. */
bool modules_draw(const struct modules *modules, struct grey *out);

#endif
