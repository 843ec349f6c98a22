/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_GREY_H
#define SCANNER_GREY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A picture in grey, a byte a pixel, row by row without gaps; 0 is black. */
struct grey {
    unsigned width;
    unsigned height;
    uint8_t *pixels;
};

enum {
    /** The most pixels that are looked at in one pass: zbar's time on a hostile picture grows with
        the fourth power of its side. */
    GREY_PIXELS_MAX = 1200000,
};

/** Makes a picture of this size, white; false: out of memory. */
bool grey_make(struct grey *grey, unsigned width, unsigned height);

void grey_free(struct grey *grey);

/** Turns black into white. */
void grey_invert(struct grey *grey);

/** Makes `out` twice as large as `grey` in both directions, smoothly; false: out of memory. */
bool grey_double(const struct grey *grey, struct grey *out);

/**
 * Makes `out` half as large as `grey` in both directions, each pixel the mean of four; what is left of
 * an odd side is dropped.  Faster than grey_shrink(); false: out of memory.
 */
bool grey_halve(const struct grey *grey, struct grey *out);

/** Makes `out` from `grey` in a size that is not larger, each pixel the mean of what it covers. */
bool grey_shrink(const struct grey *grey, unsigned width, unsigned height, struct grey *out);

/** Makes `out` from `grey` in a size of at most GREY_PIXELS_MAX; false: out of memory. */
bool grey_fit(const struct grey *grey, struct grey *out);

/** Where a pixel of the result ends in a row of the source. */
struct shrinker_edge {
    uint32_t pixel; /* of the source */
    uint32_t part;  /* of it that still belongs here, of the result's width */
};

/**
 * Shrinks a picture while it is read, row by row: no more than the result and two rows are ever in
 * memory.  A pixel of the result is the mean of what it covers, parts of pixels included.
 */
struct shrinker {
    unsigned width;  /* of the source */
    unsigned height; /* of the source */
    struct grey *out;
    unsigned out_row;
    unsigned filled;             /* how much of the row in the making is there, of `height` */
    uint32_t *before;            /* the sums of the source's row up to each pixel */
    struct shrinker_edge *edges; /* of the result's pixels */
    uint32_t *line;              /* the source's row, shrunk in width */
    uint32_t *sums;              /* of the row in the making */
};

/**
 * Starts to shrink a picture of this size to at most GREY_PIXELS_MAX, and makes `out`, which must
 * live until the end; false: out of memory.  shrinker_finish() is needed in each case.
 */
bool shrinker_start(struct shrinker *shrinker, unsigned width, unsigned height, struct grey *out);

/** Takes the next row of the source. */
void shrinker_add_row(struct shrinker *shrinker, const uint8_t *row);

void shrinker_finish(struct shrinker *shrinker);

#endif
