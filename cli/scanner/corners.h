/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_CORNERS_H
#define SCANNER_CORNERS_H

#include "finder.h"
#include "plane.h"

enum {
    CORNERS = 8,
};

/** The corners of a finder pattern as the camera sees them, in pixels. */
struct finder_corners {
    struct spot centre;
    double contrast; /* greys between its dark and its light */
    /* Of its outer border, 3.5 modules from the centre, then of its inner square, 1.5 modules: each
       from the one at the code's own corner's side, left above, clockwise. */
    struct spot corners[CORNERS];
};

/** The grey between four pixels; outside of the picture that of its edge. */
double grey_between(const struct grey *picture, struct spot at);

/**
 * Finds the corners of the three finder patterns: at the corner, right, below.
 *
 * \return false: one of them is none
 */
bool corners_find(
    const struct grey *picture, const struct triple *triple, struct finder_corners out[3]);

#endif
