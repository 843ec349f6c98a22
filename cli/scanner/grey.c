/* SPDX-License-Identifier: Apache-2.0 */
#include "grey.h"

#include <stdlib.h>
#include <string.h>

enum {
    WHITE = 255,
    FINE = 256, /* of a row's means: times a grey and the tallest picture it stays below 2^31 */
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

static void halve_row(const uint8_t *upper, const uint8_t *lower, unsigned width, uint8_t *out)
{
    for (unsigned x = 0; x < width; x++) {
        const size_t at = 2 * (size_t)x;
        const unsigned sum = (unsigned)upper[at] + upper[at + 1] + lower[at] + lower[at + 1];
        out[x] = (uint8_t)((sum + 2) / 4);
    }
}

bool grey_halve(const struct grey *grey, struct grey *out)
{
    if (!grey_make(out, grey->width / 2, grey->height / 2)) {
        return false;
    }

    for (unsigned y = 0; y < out->height; y++) {
        const uint8_t *row = grey->pixels + 2 * (size_t)y * grey->width;
        halve_row(row, row + grey->width, out->width, out->pixels + (size_t)y * out->width);
    }

    return true;
}

/** Where each pixel of the result ends in the source's row; the last one at its end. */
static void place_edges(struct shrinker *shrinker)
{
    const unsigned length = shrinker->out->width;
    for (unsigned x = 0; x < length; x++) {
        const uint64_t end = (uint64_t)(x + 1) * shrinker->width;
        const uint32_t pixel = (uint32_t)(end / length);
        const bool is_last = pixel == shrinker->width;
        shrinker->edges[x].pixel = is_last ? pixel - 1 : pixel;
        shrinker->edges[x].part = is_last ? length : (uint32_t)(end % length);
    }
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

    shrinker->before = calloc((size_t)width + 1, sizeof *shrinker->before);
    shrinker->edges = calloc(out_width, sizeof *shrinker->edges);
    shrinker->line = calloc(out_width, sizeof *shrinker->line);
    shrinker->sums = calloc(out_width, sizeof *shrinker->sums);
    if (!shrinker->before || !shrinker->edges || !shrinker->line || !shrinker->sums) {
        return false;
    }

    place_edges(shrinker);
    return true;
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

/**
 * Shrinks a row in width: `line` gets the means, in 256ths of a grey.  Each is the difference of two
 * sums from the row's beginning, which may wrap around: the difference itself never does.
 */
static void shrink_line(const struct shrinker *shrinker, const uint8_t *row)
{
    const unsigned length = shrinker->out->width;
    const float scale = (float)FINE / (float)shrinker->width;
    const struct shrinker_edge *edges = shrinker->edges;
    uint32_t *restrict before = shrinker->before;
    uint32_t *restrict line = shrinker->line;
    uint32_t sum = 0;
    uint32_t last = 0;

    for (unsigned x = 0, width = shrinker->width; x < width; x++) {
        sum += row[x];
        before[x + 1] = sum;
    }

    for (unsigned x = 0; x < length; x++) {
        const uint32_t to = before[edges[x].pixel] * length + row[edges[x].pixel] * edges[x].part;
        line[x] = (uint32_t)(int32_t)((float)(int32_t)(to - last) * scale + 0.5F);
        last = to;
    }
}

static void add_line(struct shrinker *shrinker, unsigned part)
{
    const unsigned length = shrinker->out->width;
    const uint32_t *restrict line = shrinker->line;
    uint32_t *restrict sums = shrinker->sums;

    for (unsigned x = 0; x < length; x++) {
        sums[x] += line[x] * part;
    }

    shrinker->filled += part;
}

static void put_row(struct shrinker *shrinker)
{
    struct grey *out = shrinker->out;
    const unsigned length = out->width;
    const float scale = 1 / ((float)FINE * (float)shrinker->height);
    uint8_t *restrict row = out->pixels + (size_t)shrinker->out_row * out->width;
    uint32_t *restrict sums = shrinker->sums;

    for (unsigned x = 0; x < length; x++) {
        row[x] = (uint8_t)(int32_t)((float)(int32_t)sums[x] * scale + 0.5F);
        sums[x] = 0;
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
    free(shrinker->before);
    free(shrinker->edges);
    free(shrinker->line);
    free(shrinker->sums);
    shrinker->before = NULL;
    shrinker->edges = NULL;
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
