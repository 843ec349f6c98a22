/* SPDX-License-Identifier: Apache-2.0 */
#include "finder.h"

#include "dark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    RUNS = 5,
    CANDIDATE_MAX = 64, /* while looking; whoever draws more hides none that is crossed often */
    ROWS_ENOUGH =
        500,     /* of a larger picture some rows are left out: patterns are larger in it, too */
    MODULES = 7, /* of a finder pattern, on a line through its centre */
};

/** What is looked through, and what was found so far. */
struct look {
    const struct dark *dark;
    struct finder candidates[CANDIDATE_MAX];
    unsigned count;
};

/** Where a line crosses a finder pattern. */
struct crossing {
    float middle; /* of the inner run, along the line */
    float module;
};

/** Lengths in the proportions of a finder pattern, each within half a module (two thirds if short). */
static bool is_finder(const unsigned runs[RUNS], float *out_module)
{
    unsigned whole = 0;
    for (unsigned i = 0; i < RUNS; i++) {
        if (runs[i] == 0) {
            return false;
        }
        whole += runs[i];
    }

    const float module = (float)whole / MODULES;
    const float slack = module * 0.5F + 0.7F;
    *out_module = module;
    return whole >= MODULES && fabsf(module - (float)runs[0]) < slack &&
           fabsf(module - (float)runs[1]) < slack &&
           fabsf(3 * module - (float)runs[2]) < 3 * slack &&
           fabsf(module - (float)runs[3]) < slack && fabsf(module - (float)runs[4]) < slack &&
           runs[2] > runs[1] && runs[2] > runs[3];
}

/** A straight walk over the picture, one pixel a step. */
struct walk {
    int x;
    int y;
    int step_x;
    int step_y;
};

/** How many pixels of this colour come next, up to a limit; the walk stands behind them then. */
static unsigned run(const struct dark *dark, struct walk *walk, bool colour, unsigned most)
{
    unsigned length = 0;
    while (length <= most && dark_has(dark, walk->x, walk->y) &&
           dark_at(dark, walk->x, walk->y) == colour) {
        walk->x += walk->step_x;
        walk->y += walk->step_y;
        length++;
    }

    return length;
}

/**
 * Walks both ways from a dark pixel; `out->middle` counts from there in the direction of the step.
 */
static bool cross(const struct dark *dark, struct walk from, float module, struct crossing *out)
{
    const unsigned most = (unsigned)(module * 6) + 2;
    struct walk forth = from;
    struct walk back = { from.x - from.step_x, from.y - from.step_y, -from.step_x, -from.step_y };
    unsigned runs[RUNS];

    const unsigned ahead = run(dark, &forth, true, most);
    const unsigned behind = run(dark, &back, true, most);
    runs[2] = ahead + behind;
    runs[3] = run(dark, &forth, false, most);
    runs[4] = run(dark, &forth, true, most);
    runs[1] = run(dark, &back, false, most);
    runs[0] = run(dark, &back, true, most);

    out->middle = ((float)ahead - (float)behind - 1) / 2;
    return is_finder(runs, &out->module);
}

/** Adds what was seen to the candidate that it belongs to, or makes it one. */
static void note(struct look *look, const struct finder *seen)
{
    for (unsigned i = 0; i < look->count; i++) {
        struct finder *known = &look->candidates[i];
        const float near = 2 * known->module;
        if (fabsf(known->x - seen->x) < near && fabsf(known->y - seen->y) < near) {
            const float old = (float)known->hits;
            known->x = (known->x * old + seen->x) / (old + 1);
            known->y = (known->y * old + seen->y) / (old + 1);
            known->module = (known->module * old + seen->module) / (old + 1);
            known->hits++;
            return;
        }
    }

    if (look->count < CANDIDATE_MAX) {
        look->candidates[look->count++] = *seen;
    }
}

/** A row crosses what may be a finder pattern around (x, y): asks the column, and the row again. */
static void consider(struct look *look, int x, int y, float module)
{
    struct crossing upright;
    struct crossing level;

    if (!dark_at(look->dark, x, y) ||
        !cross(look->dark, (struct walk){ x, y, 0, 1 }, module, &upright)) {
        return;
    }

    const int middle = y + (int)lroundf(upright.middle);
    if (!dark_has(look->dark, x, middle) || !dark_at(look->dark, x, middle) ||
        !cross(look->dark, (struct walk){ x, middle, 1, 0 }, module, &level) ||
        level.module > 3 * upright.module || upright.module > 3 * level.module) {
        return;
    }

    /* Lines of text look alike along one direction, hardly along four. */
    const int centre = x + (int)lroundf(level.middle);
    struct crossing slant;
    if (!dark_at(look->dark, centre, middle) ||
        !cross(look->dark, (struct walk){ centre, middle, 1, 1 }, module, &slant) ||
        !cross(look->dark, (struct walk){ centre, middle, 1, -1 }, module, &slant)) {
        return;
    }

    note(
        look,
        &(struct finder){
            .x = (float)x + level.middle + 0.5F,
            .y = (float)y + upright.middle + 0.5F,
            .module = (level.module + upright.module) / 2,
            .hits = 1,
        });
}

/** Takes one more run of a row that ends before `x`. */
static void end_run(struct look *look, unsigned runs[RUNS], bool is_dark, unsigned x, unsigned y)
{
    float module = 0;

    if (is_dark && is_finder(runs, &module)) {
        const unsigned behind = runs[4] + runs[3] + runs[2] / 2;
        consider(look, (int)(x - behind), (int)y, module);
    }
}

static void look_at_row(struct look *look, unsigned y)
{
    const struct dark *dark = look->dark;
    unsigned runs[RUNS] = { 0 };
    bool colour = false;

    for (unsigned x = 0; x <= dark->width; x++) {
        const bool is_dark = x < dark->width && dark_at(dark, (int)x, (int)y);
        if (is_dark != colour || x == dark->width) {
            end_run(look, runs, colour, x, y);
            memmove(runs, runs + 1, (RUNS - 1) * sizeof *runs);
            runs[RUNS - 1] = 0;
            colour = is_dark;
        }
        runs[RUNS - 1]++;
    }
}

static int by_hits(const void *a, const void *b)
{
    const struct finder *left = a;
    const struct finder *right = b;
    return (left->hits < right->hits) - (left->hits > right->hits);
}

unsigned finder_find(const struct grey *picture, struct finder *out)
{
    struct dark dark;
    if (!dark_make(picture, &dark)) {
        return 0;
    }

    struct look look = { .dark = &dark };
    const unsigned step = 1 + dark.height / ROWS_ENOUGH;
    for (unsigned y = 0; y < dark.height; y += step) {
        look_at_row(&look, y);
    }

    dark_free(&dark);
    qsort(look.candidates, look.count, sizeof look.candidates[0], by_hits);

    unsigned count = 0;
    for (unsigned i = 0; i < look.count && count < FINDER_MAX; i++) {
        const struct finder *candidate = &look.candidates[i];
        if (candidate->hits > 1 && (float)(candidate->hits * step) > candidate->module) {
            out[count++] = *candidate;
        }
    }

    return count;
}

static float distance(const struct finder *a, const struct finder *b)
{
    return hypotf(a->x - b->x, a->y - b->y);
}

static float ratio(float a, float b)
{
    return a > b ? a / b : b / a;
}

/** Puts the one at the corner first: the longest side lies opposite of it. */
static struct triple order(const struct finder *a, const struct finder *b, const struct finder *c)
{
    const float beside_a = distance(b, c);
    const float beside_b = distance(a, c);
    const float beside_c = distance(a, b);

    if (beside_a >= beside_b && beside_a >= beside_c) {
        return (struct triple){ *a, *b, *c, 0 };
    }

    return beside_b >= beside_c ? (struct triple){ *b, *c, *a, 0 }
                                : (struct triple){ *c, *a, *b, 0 };
}

/** Twice the area of the three, above 0 where they go clockwise. */
static float area(const struct triple *triple)
{
    const struct finder *corner = &triple->corner;
    return (triple->right.x - corner->x) * (triple->below.y - corner->y) -
           (triple->right.y - corner->y) * (triple->below.x - corner->x);
}

/** Tells how far the three are from the corners of a square; false: too far. */
static bool judge(struct triple *triple)
{
    const float across = distance(&triple->corner, &triple->right);
    const float down = distance(&triple->corner, &triple->below);
    const float sine = area(triple) / (across * down);
    const float others = (triple->right.module + triple->below.module) / 2;
    const float modules = (across + down) / 2 / ((triple->corner.module + 2 * others) / 3);
    const float legs = ratio(across, down);
    const float sizes =
        ratio(triple->right.module, triple->below.module) * ratio(triple->corner.module, others);

    /* 14 modules between centres in the smallest symbol, 170 in the largest; and slant. */
    triple->misfit = legs + sizes + 1 / sine - 3;
    return modules > 9 && modules < 240 && sine > 0.5F && legs < 2.5F && sizes < 3;
}

/** Puts the three in order, as if the code were not mirrored. */
static bool arrange(
    const struct finder *a, const struct finder *b, const struct finder *c, struct triple *out)
{
    *out = order(a, b, c);
    if (area(out) < 0) {
        const struct finder other = out->right;
        out->right = out->below;
        out->below = other;
    }

    return judge(out);
}

static void keep_best(struct triple *out, unsigned *count, const struct triple *triple)
{
    unsigned place = *count < TRIPLE_MAX ? (*count)++ : TRIPLE_MAX;
    for (; place > 0 && out[place - 1].misfit > triple->misfit; place--) {
        if (place < TRIPLE_MAX) {
            out[place] = out[place - 1];
        }
    }

    if (place < TRIPLE_MAX) {
        out[place] = *triple;
    }
}

/** Tries all triples whose first two are these. */
static void try_pair(
    const struct finder *found,
    unsigned count,
    const unsigned pair[2],
    struct triple *out,
    unsigned *kept)
{
    for (unsigned i = pair[1] + 1; i < count; i++) {
        struct triple triple;
        if (arrange(&found[pair[0]], &found[pair[1]], &found[i], &triple)) {
            keep_best(out, kept, &triple);
        }
    }
}

unsigned finder_triples(const struct finder *found, unsigned count, struct triple *out)
{
    unsigned kept = 0;
    for (unsigned i = 0; i + 2 < count; i++) {
        for (unsigned j = i + 1; j + 1 < count; j++) {
            try_pair(found, count, (const unsigned[]){ i, j }, out, &kept);
        }
    }

    return kept;
}
