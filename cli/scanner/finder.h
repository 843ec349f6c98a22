/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_FINDER_H
#define SCANNER_FINDER_H

#include "grey.h"

/** A finder pattern, ISO/IEC 18004 section 6.3.3: a place where every line through it crosses dark,
    light, dark, light, dark in the proportions 1:1:3:1:1. */
struct finder {
    float x; /* of its centre, in pixels */
    float y;
    float module;  /* size in pixels */
    unsigned hits; /* rows that crossed it */
};

enum {
    FINDER_MAX = 24, /* the most that are told of one picture, those crossed most often */
    TRIPLE_MAX = 32,
};

/** The finder patterns of one code: the one at its corner, and clockwise from it those at the ends. */
struct triple {
    struct finder corner;
    struct finder right;
    struct finder below;
    float misfit; /* how far it is from a square, 0 is best */
};

/**
 * Finds finder patterns, dark on light, in time that grows with the number of pixels only.
 *
 * \param out  room for FINDER_MAX
 * \return how many there are; 0 where memory runs out
 */
unsigned finder_find(const struct grey *picture, struct finder *out);

/**
 * Finds which three may belong to one code, the likeliest first.
 *
 * \param out  room for TRIPLE_MAX
 */
unsigned finder_triples(const struct finder *found, unsigned count, struct triple *out);

#endif
