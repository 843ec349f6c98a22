/* SPDX-License-Identifier: Apache-2.0 */
#include "grey.h"

#include <stdlib.h>
#include <string.h>

enum {
    WHITE = 255,
    SCALE_STEPS = 64, /* pictures are shrunk to a number of 64ths */
};

bool grey_make(struct grey *grey, unsigned width, unsigned height)
{
    const size_t size = (size_t)width * height;
    uint8_t *pixels = malloc(size);
    if (!pixels) {
        return false;
    }

    memset(pixels, WHITE, size);
    *grey = (struct grey){ width, height, pixels };
    return true;
}

void grey_free(struct grey *grey)
{
    free(grey->pixels);
    *grey = (struct grey){ 0 };
}

void grey_invert(struct grey *grey)
{
    const size_t size = (size_t)grey->width * grey->height;
    for (size_t i = 0; i < size; i++) {
        grey->pixels[i] = (uint8_t)(WHITE - grey->pixels[i]);
    }
}

static unsigned nearer(unsigned position, unsigned limit)
{
    return position + 1 < limit ? position + 1 : position;
}

/** One row of the doubled picture: each pixel the mean of the source's around its place. */
static void double_row(const uint8_t *upper, const uint8_t *lower, unsigned width, uint8_t *out)
{
    for (unsigned x = 0; x < width; x++) {
        const unsigned next = nearer(x, width);
        const unsigned here = (unsigned)upper[x] + lower[x];
        const unsigned there = (unsigned)upper[next] + lower[next];
        out[2 * (size_t)x] = (uint8_t)(here / 2);
        out[2 * (size_t)x + 1] = (uint8_t)((here + there) / 4);
    }
}

bool grey_double(const struct grey *grey, struct grey *out)
{
    if (!grey_make(out, 2 * grey->width, 2 * grey->height)) {
        return false;
    }

    for (unsigned y = 0; y < grey->height; y++) {
        const uint8_t *row = grey->pixels + (size_t)y * grey->width;
        const uint8_t *next = grey->pixels + (size_t)nearer(y, grey->height) * grey->width;
        uint8_t *doubled = out->pixels + 2 * (size_t)y * out->width;
        double_row(row, row, grey->width, doubled);
        double_row(row, next, grey->width, doubled + out->width);
    }

    return true;
}

static bool start(
    struct shrinker *shrinker,
    unsigned width,
    unsigned height,
    unsigned out_width,
    unsigned out_height,
    struct grey *out)
{
    *shrinker = (struct shrinker){ .width = width, .height = height, .out = out };
    if (!grey_make(out, out_width, out_height)) {
        return false;
    }

    shrinker->line = calloc(out_width, sizeof *shrinker->line);
    shrinker->sums = calloc(out_width, sizeof *shrinker->sums);
    return shrinker->line && shrinker->sums;
}

bool shrinker_start(struct shrinker *shrinker, unsigned width, unsigned height, struct grey *out)
{
    size_t scale = SCALE_STEPS;
    while ((width * scale / SCALE_STEPS) * (height * scale / SCALE_STEPS) > GREY_PIXELS_MAX) {
        scale--;
    }

    return start(
        shrinker,
        width,
        height,
        (unsigned)(width * scale / SCALE_STEPS),
        (unsigned)(height * scale / SCALE_STEPS),
        out);
}

/*
 * Lengths are counted in units that make both sides whole numbers: a pixel of the source is as long
 * as the result has pixels, one of the result as the source has.  A pixel of the source, never the
 * longer one, so falls into one pixel of the result or across the border of two.
 */

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/** Shrinks a row in width: `line` gets sums that are `width` times the mean. */
static void shrink_line(const struct shrinker *shrinker, const uint8_t *row)
{
    const unsigned length = shrinker->out->width;
    uint32_t *line = shrinker->line;
    unsigned filled = 0;
    uint32_t sum = 0;

    for (unsigned x = 0; x < shrinker->width; x++) {
        const unsigned part = smaller(length, shrinker->width - filled);
        sum += (uint32_t)row[x] * part;
        filled += part;
        if (filled == shrinker->width) {
            *line++ = sum;
            filled = length - part;
            sum = (uint32_t)row[x] * filled;
        }
    }
}

static void add_line(struct shrinker *shrinker, unsigned part)
{
    for (unsigned x = 0; x < shrinker->out->width; x++) {
        shrinker->sums[x] += (uint64_t)shrinker->line[x] * part;
    }

    shrinker->filled += part;
}

static void put_row(struct shrinker *shrinker)
{
    struct grey *out = shrinker->out;
    const double area = (double)shrinker->width * shrinker->height;
    uint8_t *row = out->pixels + (size_t)shrinker->out_row * out->width;

    for (unsigned x = 0; x < out->width; x++) {
        row[x] = (uint8_t)((double)shrinker->sums[x] / area + 0.5);
        shrinker->sums[x] = 0;
    }

    shrinker->out_row++;
    shrinker->filled = 0;
}

void shrinker_add_row(struct shrinker *shrinker, const uint8_t *row)
{
    struct grey *out = shrinker->out;
    if (shrinker->out_row >= out->height) {
        return;
    }

    if (out->width == shrinker->width && out->height == shrinker->height) {
        memcpy(out->pixels + (size_t)shrinker->out_row * out->width, row, out->width);
        shrinker->out_row++;
        return;
    }

    const unsigned part = smaller(out->height, shrinker->height - shrinker->filled);
    shrink_line(shrinker, row);
    add_line(shrinker, part);
    if (shrinker->filled == shrinker->height) {
        put_row(shrinker);
        add_line(shrinker, out->height - part);
    }
}

void shrinker_finish(struct shrinker *shrinker)
{
    free(shrinker->line);
    free(shrinker->sums);
    shrinker->line = NULL;
    shrinker->sums = NULL;
}

static void add_all(struct shrinker *shrinker, const struct grey *grey)
{
    for (unsigned y = 0; y < grey->height; y++) {
        shrinker_add_row(shrinker, grey->pixels + (size_t)y * grey->width);
    }
}

bool grey_shrink(const struct grey *grey, unsigned width, unsigned height, struct grey *out)
{
    struct shrinker shrinker;
    const bool is_started = start(&shrinker, grey->width, grey->height, width, height, out);
    if (is_started) {
        add_all(&shrinker, grey);
    }

    shrinker_finish(&shrinker);
    return is_started;
}

bool grey_fit(const struct grey *grey, struct grey *out)
{
    struct shrinker shrinker;
    const bool is_started = shrinker_start(&shrinker, grey->width, grey->height, out);
    if (is_started) {
        add_all(&shrinker, grey);
    }

    shrinker_finish(&shrinker);
    return is_started;
}
