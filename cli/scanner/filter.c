/* SPDX-License-Identifier: Apache-2.0 */
#include "filter.h"

#include "dark.h"

#include <stdlib.h>

enum {
    WHITE = 255,
    LEVELS = 256,
    RARE = 100,   /* the hundredth at each end of the histogram does not count */
    TAPS_MAX = 7, /* on one side of a Gaussian */
    ONE = 256,    /* fixed point of the Gaussian */
    ROUND = ONE / 2,
    SHARPNESS = 2, /* how often the difference is added */
};

static size_t size_of(const struct grey *grey)
{
    return (size_t)grey->width * grey->height;
}

static uint8_t clamp(int value)
{
    return (uint8_t)(value < 0 ? 0 : value > WHITE ? WHITE : value);
}

/** The darkest level that at least `share` pixels do not exceed. */
static unsigned level_at(const size_t counts[LEVELS], size_t share)
{
    size_t below = 0;
    for (unsigned level = 0; level < LEVELS; level++) {
        below += counts[level];
        if (below > share) {
            return level;
        }
    }

    return WHITE;
}

/** The value that each level becomes. */
static void make_stretch(const struct grey *grey, uint8_t values[LEVELS])
{
    size_t counts[LEVELS] = { 0 };
    for (size_t i = 0; i < size_of(grey); i++) {
        counts[grey->pixels[i]]++;
    }

    const int low = (int)level_at(counts, size_of(grey) / RARE);
    const int high = (int)level_at(counts, size_of(grey) - 1 - size_of(grey) / RARE);
    for (int level = 0; level < LEVELS; level++) {
        values[level] = high > low ? clamp((level - low) * WHITE / (high - low)) : (uint8_t)level;
    }
}

bool filter_stretch(const struct grey *grey, struct grey *out)
{
    uint8_t values[LEVELS];
    struct grey made;
    if (!grey_make(&made, grey->width, grey->height)) {
        return false;
    }

    make_stretch(grey, values);
    for (size_t i = 0; i < size_of(grey); i++) {
        made.pixels[i] = values[grey->pixels[i]];
    }

    *out = made;
    return true;
}

bool filter_threshold(const struct grey *grey, struct grey *out)
{
    struct dark dark;
    if (!dark_make(grey, &dark)) {
        return false;
    }

    for (size_t i = 0; i < size_of(grey); i++) {
        dark.pixels[i] = dark.pixels[i] != 0 ? 0 : WHITE;
    }

    *out = (struct grey){ dark.width, dark.height, dark.pixels };
    return true;
}

/** One side of a Gaussian, the middle first; the whole adds up to ONE. */
struct kernel {
    unsigned reach;
    unsigned taps[TAPS_MAX + 1];
};

static const struct kernel sigma_1 = { 3, { 102, 62, 14, 1 } };
static const struct kernel sigma_2 = { 6, { 52, 45, 31, 16, 7, 2, 1 } };

static unsigned inside(long position, unsigned limit)
{
    return position < 0 ? 0 : position >= (long)limit ? limit - 1 : (unsigned)position;
}

/** Adds a row, and the row that mirrors it, to the sums. */
static void add_pair(
    uint32_t *sums, const uint8_t *one, const uint8_t *other, unsigned width, unsigned tap)
{
    for (unsigned x = 0; x < width; x++) {
        sums[x] += tap * ((uint32_t)one[x] + other[x]);
    }
}

/** The row at y, blurred in height; values are ONE times the grey. */
static void blur_columns(
    const struct kernel *kernel, const struct grey *grey, unsigned y, uint32_t *sums)
{
    const uint8_t *row = grey->pixels + (size_t)y * grey->width;
    for (unsigned x = 0; x < grey->width; x++) {
        sums[x] = kernel->taps[0] * row[x];
    }

    for (unsigned i = 1; i <= kernel->reach; i++) {
        const unsigned above = inside((long)y - (long)i, grey->height);
        const unsigned below = inside((long)y + (long)i, grey->height);
        add_pair(
            sums,
            grey->pixels + (size_t)above * grey->width,
            grey->pixels + (size_t)below * grey->width,
            grey->width,
            kernel->taps[i]);
    }
}

/** Blurs a row in width; `line` has the sums, with the kernel's reach before and after them. */
static void blur_row(const struct kernel *kernel, uint32_t *line, unsigned width, uint8_t *out)
{
    const unsigned reach = kernel->reach;
    for (unsigned i = 0; i < reach; i++) {
        line[i] = line[reach];
        line[reach + width + i] = line[reach + width - 1];
    }

    for (unsigned x = 0; x < width; x++) {
        const uint32_t *middle = line + reach + x;
        uint32_t sum = kernel->taps[0] * *middle;
        for (unsigned i = 1; i <= reach; i++) {
            sum += kernel->taps[i] * (*(middle - i) + middle[i]);
        }

        out[x] = (uint8_t)((sum + ROUND * ONE) / (ONE * ONE));
    }
}

static bool blur(const struct kernel *kernel, const struct grey *grey, struct grey *out)
{
    struct grey made = { 0 };
    uint32_t *line = calloc((size_t)grey->width + 2 * (size_t)kernel->reach, sizeof *line);
    if (!line || !grey_make(&made, grey->width, grey->height)) {
        free(line);
        return false;
    }

    for (unsigned y = 0; y < grey->height; y++) {
        blur_columns(kernel, grey, y, line + kernel->reach);
        blur_row(kernel, line, grey->width, made.pixels + (size_t)y * grey->width);
    }

    free(line);
    *out = made;
    return true;
}

bool filter_blur(const struct grey *grey, struct grey *out)
{
    return blur(&sigma_1, grey, out);
}

bool filter_blur_twice(const struct grey *grey, struct grey *out)
{
    return blur(&sigma_2, grey, out);
}

bool filter_sharpen(const struct grey *grey, struct grey *out)
{
    struct grey made;
    if (!blur(&sigma_2, grey, &made)) {
        return false;
    }

    for (size_t i = 0; i < size_of(grey); i++) {
        const int value = grey->pixels[i];
        made.pixels[i] = clamp(value + SHARPNESS * (value - made.pixels[i]));
    }

    *out = made;
    return true;
}
