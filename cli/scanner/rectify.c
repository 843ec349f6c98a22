/* SPDX-License-Identifier: Apache-2.0 */
#include "rectify.h"

#include "corners.h"
#include "modules.h"
#include "plane.h"

#include <math.h>
#include <stdlib.h>

enum {
    FINDER_SIZE = 7,
    TIMING = 6,     /* the row and the column that alternate */
    ALIGNMENTS = 7, /* the most in a row */
    FINDER_PINS = 3 * CORNERS,
    PINS_MAX = FINDER_PINS + ALIGNMENTS * ALIGNMENTS,
    GUESSES = 5, /* sizes that are tried around the likeliest */
};

/* Of the finder patterns' contrast: what timing patterns show at least, however blurred. */
static const double least_timing = 0.25;

/* More would bring out noise more than modules. */
static const double sharpest = 2;

/** A code that is being placed in a picture. */
struct placing {
    const struct grey *picture;
    struct finder_corners finders[3]; /* at the corner, right, below */
    int size;                         /* modules */
    struct plane plane;
    struct pin pins[PINS_MAX];
    size_t pin_count;
    double contrast;
};

/** The grey at a place of the symbol. */
static double look_at(const struct placing *placing, double u, double v)
{
    return grey_between(placing->picture, plane_at(&placing->plane, u, v));
}

/** Where the corners of a finder pattern are in the symbol. */
static void pin_finder(struct placing *placing, const struct finder_corners *finder, int u, int v)
{
    static const double reaches[] = { 3.5, 1.5 };
    static const int signs[][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };

    for (int i = 0; i < CORNERS; i++) {
        const double reach = reaches[i / 4];
        const int *sign = signs[i % 4];
        placing->pins[placing->pin_count++] = (struct pin){
            { u + 3.5 + reach * sign[0], v + 3.5 + reach * sign[1] },
            finder->corners[i],
        };
    }
}

/** Places a code of this size by its finder patterns alone. */
static bool place(struct placing *placing, int size)
{
    placing->size = size;
    placing->pin_count = 0;
    pin_finder(placing, &placing->finders[0], 0, 0);
    pin_finder(placing, &placing->finders[1], size - FINDER_SIZE, 0);
    pin_finder(placing, &placing->finders[2], 0, size - FINDER_SIZE);
    return plane_fit(placing->pins, placing->pin_count, size, &placing->plane);
}

/** How well the timing patterns are where they should be: light minus dark. */
static double timing_contrast(const struct placing *placing)
{
    double sum = 0;
    int count = 0;

    for (int i = FINDER_SIZE + 1; i < placing->size - FINDER_SIZE - 1; i++) {
        const double seen =
            look_at(placing, i + 0.5, TIMING + 0.5) + look_at(placing, TIMING + 0.5, i + 0.5);
        sum += i % 2 == 0 ? -seen : seen;
        count++;
    }

    return count > 0 ? sum / count : 0;
}

static double spot_distance(struct spot a, struct spot b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

/** Along the line to the other pattern: which way is it over there. */
static double leg_modules(
    const struct finder_corners *from, const struct finder_corners *to, bool is_across)
{
    /* A camera sees the whole leg as long as the geometric mean of the module sizes at its ends says. */
    const int a = is_across ? 1 : 3;
    const double sizes[] = {
        (spot_distance(from->corners[0], from->corners[a]) +
         spot_distance(from->corners[2], from->corners[4 - a])) /
            2 / FINDER_SIZE,
        (spot_distance(to->corners[0], to->corners[a]) +
         spot_distance(to->corners[2], to->corners[4 - a])) /
            2 / FINDER_SIZE,
    };

    return spot_distance(from->centre, to->centre) / sqrt(sizes[0] * sizes[1]);
}

/** Of the three patterns together, as light may be uneven. */
static double finder_contrast(const struct placing *placing)
{
    const struct finder_corners *finders = placing->finders;
    return (finders[0].contrast + finders[1].contrast + finders[2].contrast) / 3;
}

/** Finds the size at which the timing patterns fit. */
static bool choose_size(struct placing *placing)
{
    const double modules = (leg_modules(&placing->finders[0], &placing->finders[1], true) +
                            leg_modules(&placing->finders[0], &placing->finders[2], false)) /
                               2 +
                           FINDER_SIZE;
    if (!(modules > MODULES_MIN / 2.0 && modules < 2 * MODULES_MAX)) {
        return false;
    }

    const int middle = (int)lround((modules - MODULES_MIN) / 4) * 4 + MODULES_MIN;
    double best = least_timing * finder_contrast(placing);
    int best_size = 0;

    for (int i = 0; i < GUESSES; i++) {
        const int size = middle + 4 * (i - GUESSES / 2);
        if (size >= MODULES_MIN && size <= MODULES_MAX && place(placing, size)) {
            const double contrast = timing_contrast(placing);
            if (contrast > best) {
                best = contrast;
                best_size = size;
            }
        }
    }

    placing->contrast = best;
    return best_size > 0 && place(placing, best_size);
}

/** The coordinates of alignment patterns, ISO/IEC 18004 annex E; returns how many there are. */
static int alignment_places(int size, int out[ALIGNMENTS])
{
    const int version = (size - 17) / 4;
    const int count = version < 2 ? 0 : version / 7 + 2;
    const int step = version == 32 ? 26
                     : count > 0   ? (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
                                   : 0;

    for (int i = count - 1, place = size - FINDER_SIZE; i >= 1; i--, place -= step) {
        out[i] = place;
    }
    out[0] = TIMING;
    return count;
}

/** How well an alignment pattern with its centre here is seen: its light ring against its dark rest. */
static double alignment_contrast(const struct placing *placing, double u, double v)
{
    double dark = 0;
    double light = 0;

    for (int i = -2; i <= 2; i++) {
        for (int j = -2; j <= 2; j++) {
            const double seen = look_at(placing, u + i, v + j);
            const int ring = abs(i) > abs(j) ? abs(i) : abs(j);
            if (ring == 1) {
                light += seen;
            } else {
                dark += seen;
            }
        }
    }

    return light / 8 - dark / 17;
}

/** How far around its place an alignment pattern is looked for, in steps of a part of a module. */
struct reach {
    int steps;
    double step;
};

/** Looks around where it should be, and pins where it is seen best. */
static void pin_alignment(struct placing *placing, int u, int v, const struct reach *reach)
{
    double best = placing->contrast * 0.4;
    struct spot found = { 0 };
    bool is_found = false;

    for (int i = -reach->steps; i <= reach->steps; i++) {
        for (int j = -reach->steps; j <= reach->steps; j++) {
            const struct spot at = { u + 0.5 + i * reach->step, v + 0.5 + j * reach->step };
            const double contrast = alignment_contrast(placing, at.x, at.y);
            if (contrast > best) {
                best = contrast;
                found = at;
                is_found = true;
            }
        }
    }

    if (is_found) {
        placing->pins[placing->pin_count++] = (struct pin){
            { u + 0.5, v + 0.5 },
            plane_at(&placing->plane, found.x, found.y),
        };
    }
}

/** Where three corners have finder patterns there is no alignment pattern. */
static bool has_alignment(int i, int j, int count)
{
    return !(i == 0 && j == 0) && !(i == 0 && j == count - 1) && !(i == count - 1 && j == 0);
}

/** Goes from the corner outwards, and places the code anew with each diagonal of patterns. */
static void pin_alignments(struct placing *placing, const struct reach *reach)
{
    int places[ALIGNMENTS];
    const int count = alignment_places(placing->size, places);

    for (int diagonal = 1; diagonal <= 2 * (count - 1); diagonal++) {
        for (int i = 0; i <= diagonal; i++) {
            const int j = diagonal - i;
            if (i < count && j < count && has_alignment(i, j, count)) {
                pin_alignment(placing, places[i], places[j], reach);
            }
        }

        (void)plane_fit(placing->pins, placing->pin_count, placing->size, &placing->plane);
    }
}

/** The mean of a module, of its inner part. */
static uint8_t see_module(const struct placing *placing, int u, int v)
{
    double sum = 0;
    for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
            sum += look_at(placing, u + 0.5 + i * 0.2, v + 0.5 + j * 0.2);
        }
    }

    return (uint8_t)(sum / 9 + 0.5);
}

static bool draw(const struct placing *placing, struct grey *out)
{
    struct modules modules = { .size = placing->size };

    uint8_t *grey = modules.greys;
    for (int v = 0; v < modules.size; v++) {
        for (int u = 0; u < modules.size; u++) {
            *grey++ = see_module(placing, u, v);
        }
    }

    const double left = placing->contrast / finder_contrast(placing);
    modules_sharpen(&modules, fmin(1 / left - 1, sharpest));
    modules_level(&modules);
    return modules_draw(&modules, out);
}

bool rectify(const struct grey *picture, const struct triple *triple, struct grey *out)
{
    struct placing placing = { .picture = picture };

    if (!corners_find(picture, triple, placing.finders) || !choose_size(&placing)) {
        return false;
    }

    pin_alignments(&placing, &(struct reach){ 4, 0.5 });
    placing.pin_count = FINDER_PINS;
    pin_alignments(&placing, &(struct reach){ 3, 0.25 });
    return draw(&placing, out);
}
