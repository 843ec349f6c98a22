/* SPDX-License-Identifier: Apache-2.0 */
#include "crowd.h"

#include <string.h>

enum {
    RUNS = 5,
    MODULES = 7, /* of a finder pattern: 1, 1, 3, 1, 1 */
    ROW_STEP = 3,
    REACH = 24, /* pixels of a row on each side that a pixel is compared with */
    MARGIN = 4, /* greys */
    SPECK = 14, /* pixels across: below, noise looks like finder patterns, too */
    SPECKS_MAX = 3000,
    CROWD_MAX = 128,
};

/** Lengths that are, in tenths of a module, within eight of the proportions, and one pixel more. */
static bool is_like_finder(const unsigned runs[RUNS])
{
    static const unsigned wanted[RUNS] = { 1, 1, 3, 1, 1 };
    unsigned whole = 0;
    for (unsigned i = 0; i < RUNS; i++) {
        whole += runs[i];
    }

    for (unsigned i = 0; i < RUNS; i++) {
        const unsigned length = MODULES * runs[i];
        const unsigned slack = whole * 8 / 10 + MODULES;
        if (runs[i] == 0 || length > wanted[i] * whole + slack ||
            length + slack < wanted[i] * whole) {
            return false;
        }
    }

    return true;
}

/** A straight walk over a picture, one pixel a step. */
struct walk {
    int x;
    int y;
    int step_x;
    int step_y;
};

/** Pixels of one colour that come next; the walk stands behind them then. */
static unsigned run(const struct grey *picture, struct walk *walk, bool is_dark, int level)
{
    unsigned length = 0;
    while (walk->x >= 0 && walk->y >= 0 && walk->x < (int)picture->width &&
           walk->y < (int)picture->height &&
           (picture->pixels[(size_t)walk->y * picture->width + (size_t)walk->x] < level) ==
               is_dark) {
        walk->x += walk->step_x;
        walk->y += walk->step_y;
        length++;
    }

    return length;
}

/** Whether a line through a dark pixel looks like a finder pattern's. */
static bool is_like_along(const struct grey *picture, struct walk from, int level)
{
    struct walk forth = from;
    struct walk back = { from.x - from.step_x, from.y - from.step_y, -from.step_x, -from.step_y };
    unsigned runs[RUNS];

    runs[2] = run(picture, &forth, true, level) + run(picture, &back, true, level);
    runs[3] = run(picture, &forth, false, level);
    runs[4] = run(picture, &forth, true, level);
    runs[1] = run(picture, &back, false, level);
    runs[0] = run(picture, &back, true, level);
    return is_like_finder(runs);
}

static bool is_like_around(const struct grey *picture, int x, int y, int level)
{
    return is_like_along(picture, (struct walk){ x, y, 0, 1 }, level) &&
           is_like_along(picture, (struct walk){ x, y, 1, 1 }, level) &&
           is_like_along(picture, (struct walk){ x, y, 1, -1 }, level);
}

/** Patterns that were met, a pattern of m pixels a module in about m rows. */
struct crowd {
    float specks;
    float others;
};

/** Adds what the runs that end before `x` are. */
static void weigh(
    const struct grey *picture,
    const unsigned runs[RUNS],
    unsigned x,
    unsigned y,
    struct crowd *out)
{
    const uint8_t *row = picture->pixels + (size_t)y * picture->width;
    if (!is_like_finder(runs)) {
        return;
    }

    const unsigned core = x - runs[4] - runs[3] - (runs[2] + 1) / 2;
    const unsigned ring = x - runs[4] - (runs[3] + 1) / 2;
    const int level = (row[core] + row[ring] + 1) / 2;
    const unsigned whole = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
    if (is_like_around(picture, (int)core, (int)y, level)) {
        *(whole < SPECK ? &out->specks : &out->others) += (float)MODULES / (float)whole;
    }
}

/** Walks along a row with the mean of its surroundings. */
static void weigh_row(const struct grey *picture, unsigned y, struct crowd *out)
{
    const uint8_t *row = picture->pixels + (size_t)y * picture->width;
    unsigned runs[RUNS] = { 0 };
    unsigned sum = 0;
    unsigned count = 0;
    bool colour = false;
    for (unsigned x = 0; x < REACH && x < picture->width; x++, count++) {
        sum += row[x];
    }

    for (unsigned x = 0; x < picture->width; x++) {
        if (x + REACH < picture->width) {
            sum += row[x + REACH];
            count++;
        }

        if (x > REACH) {
            sum -= row[x - REACH - 1];
            count--;
        }

        const bool is_dark = (row[x] + MARGIN) * count < sum;
        if (is_dark != colour) {
            if (colour) {
                weigh(picture, runs, x, y, out);
            }

            memmove(runs, runs + 1, (RUNS - 1) * sizeof *runs);
            runs[RUNS - 1] = 0;
            colour = is_dark;
        }

        runs[RUNS - 1]++;
    }
}

bool crowd_is_there(const struct grey *picture)
{
    struct crowd crowd = { 0 };
    for (unsigned y = 0; y < picture->height; y += ROW_STEP) {
        weigh_row(picture, y, &crowd);
    }

    return crowd.specks > SPECKS_MAX || crowd.others > CROWD_MAX;
}
