/* SPDX-License-Identifier: Apache-2.0 */
#include "modules.h"

#include <math.h>
#include <string.h>

enum {
    AROUND = 8,   /* modules to each side that one is held against */
    QUIET = 4,    /* modules, ISO/IEC 18004 section 6.3.8 */
    SCALE = 4,    /* pixels a module */
    MIDDLE = 128, /* of the greys */
    SPREAD = 90,  /* greys of one standard deviation: dark and light are about two apart */
    SPREAD_MIN = 3,
    WHITE = 255,
};

/** Sums of all modules above and left of each place, and of their squares. */
struct sums {
    uint32_t plain[MODULES_MAX + 1][MODULES_MAX + 1];
    uint32_t squares[MODULES_MAX + 1][MODULES_MAX + 1];
};

static void sum_up(const struct modules *modules, struct sums *sums)
{
    const int size = modules->size;

    memset(sums, 0, sizeof *sums);
    for (int v = 0; v < size; v++) {
        for (int u = 0; u < size; u++) {
            const uint32_t grey = modules->greys[v * size + u];
            sums->plain[v + 1][u + 1] =
                grey + sums->plain[v][u + 1] + sums->plain[v + 1][u] - sums->plain[v][u];
            sums->squares[v + 1][u + 1] = grey * grey + sums->squares[v][u + 1] +
                                          sums->squares[v + 1][u] - sums->squares[v][u];
        }
    }
}

static int clamp(int value, int most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

static double within(
    const uint32_t sums[MODULES_MAX + 1][MODULES_MAX + 1], int left, int top, int right, int below)
{
    return (double)(sums[below][right] - sums[top][right] - sums[below][left] + sums[top][left]);
}

static uint8_t level(const struct sums *sums, int size, int u, int v, int grey)
{
    const int left = clamp(u - AROUND, size);
    const int top = clamp(v - AROUND, size);
    const int right = clamp(u + AROUND + 1, size);
    const int below = clamp(v + AROUND + 1, size);
    const double count = (double)(right - left) * (below - top);
    const double mean = within(sums->plain, left, top, right, below) / count;
    const double square = within(sums->squares, left, top, right, below) / count;
    const double spread = sqrt(fmax(square - mean * mean, SPREAD_MIN * SPREAD_MIN));

    return (uint8_t)clamp(MIDDLE + (int)lround((grey - mean) / spread * SPREAD), WHITE);
}

/** The grey of a module; outside of the symbol that of its edge. */
static int grey_at(const struct modules *modules, int u, int v)
{
    const int last = modules->size - 1;
    return modules->greys[clamp(v, last) * modules->size + clamp(u, last)];
}

void modules_sharpen(struct modules *modules, double strength)
{
    const struct modules before = *modules;
    uint8_t *grey = modules->greys;

    for (int v = 0; v < before.size; v++) {
        for (int u = 0; u < before.size; u++) {
            const int around = grey_at(&before, u - 1, v) + grey_at(&before, u + 1, v) +
                               grey_at(&before, u, v - 1) + grey_at(&before, u, v + 1);
            const double farther = (*grey - around / 4.0) * strength;
            *grey = (uint8_t)clamp(*grey + (int)lround(farther), WHITE);
            grey++;
        }
    }
}

void modules_level(struct modules *modules)
{
    const int size = modules->size;
    struct sums sums;

    sum_up(modules, &sums);
    for (int v = 0; v < size; v++) {
        for (int u = 0; u < size; u++) {
            uint8_t *grey = &modules->greys[v * size + u];
            *grey = level(&sums, size, u, v, *grey);
        }
    }
}

static void draw_row(const struct modules *modules, int v, uint8_t *row)
{
    for (int u = 0; u < modules->size; u++) {
        const size_t x = (size_t)(u + QUIET) * SCALE;
        memset(row + x, modules->greys[v * modules->size + u], SCALE);
    }
}

bool modules_draw(const struct modules *modules, struct grey *out)
{
    const unsigned side = (unsigned)(modules->size + 2 * QUIET) * SCALE;
    if (!grey_make(out, side, side)) {
        return false;
    }

    for (int v = 0; v < modules->size; v++) {
        for (int i = 0; i < SCALE; i++) {
            const size_t y = (size_t)(v + QUIET) * SCALE + (size_t)i;
            draw_row(modules, v, out->pixels + y * out->width);
        }
    }

    return true;
}
