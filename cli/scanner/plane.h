/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_PLANE_H
#define SCANNER_PLANE_H

#include <stdbool.h>
#include <stddef.h>

/** A place, in pixels of a picture or in modules of a symbol. */
struct spot {
    double x;
    double y;
};

/** How a camera sees a flat symbol: x = (a u + b v + c) / (g u + h v + 1), and y alike with d, e, f. */
struct plane {
    double a, b, c;
    double d, e, f;
    double g, h;
};

/** A place of the symbol and where it is in the picture. */
struct pin {
    struct spot module;
    struct spot pixel;
};

/** Where a place of the symbol is in the picture. */
static inline struct spot plane_at(const struct plane *plane, double u, double v)
{
    const double depth = plane->g * u + plane->h * v + 1;
    return (struct spot){
        (plane->a * u + plane->b * v + plane->c) / depth,
        (plane->d * u + plane->e * v + plane->f) / depth,
    };
}

/**
 * Finds the plane that fits all pins best (least squares).
 *
 * \param size  of the symbol in modules: coordinates are scaled by it, for the arithmetic's sake
 * \return false: fewer than four pins, or they are all in a line
 */
bool plane_fit(const struct pin *pins, size_t count, double size, struct plane *out);

#endif
