/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_PASS_H
#define SCANNER_PASS_H

#include "decoder.h"
#include "finder.h"

enum {
    PASS_DOUBLED_MAX = 640 * 480, /* pixels of a picture that is worth doubling */
};

/** A picture as the passes see it: dark codes on light ground, and where their corners may be. */
struct view {
    struct grey picture;
    struct finder finders[FINDER_MAX];
    unsigned finder_count;
    struct triple triples[TRIPLE_MAX]; /* of them, the likeliest first */
    unsigned triple_count;
    bool is_full;    /* there may be more finder patterns */
    bool is_crowded; /* by what zxing would take for finder patterns: it is left out */
};

enum scale {
    SCALE_QUARTER,
    SCALE_HALF,
    SCALE_FULL,
    SCALE_DOUBLE,   /* pictures of at most PASS_DOUBLED_MAX, for less than two pixels a module */
    SCALE_RECTIFIED /* each code upright, if its finder patterns are known: for slanted ones */
};

/** One way to look at a picture. */
struct pass {
    bool (*filter)(const struct grey *grey, struct grey *out); /* after scaling; NULL: none */
    const struct decoder *decoder;
    enum scale scale;
    bool is_dear; /* only where the others found nothing, and while there is time */
};

/** The passes in the order in which they are tried. */
extern const struct pass passes[];
extern const unsigned pass_count;

/**
 * Adds what the pass finds, with places in the view's picture.
 *
 * \return false: out of memory
 */
bool pass_run(const struct pass *pass, const struct view *view, struct found *found);

#endif
