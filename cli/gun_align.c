/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_align.h"

#include <stdlib.h>

/*
 * Levenshtein's distance, with all of its table kept so that the way can be walked back: costs[i][j] is
 * what it takes to make the first j characters that came of the first i that were wanted.
 */
struct table {
    const struct gun_points *wanted;
    const struct gun_points *got;
    uint16_t *costs;
};

static uint16_t *cost(const struct table *table, size_t i, size_t j)
{
    return &table->costs[i * (table->got->count + 1) + j];
}

static uint16_t least(unsigned a, unsigned b, unsigned c)
{
    const unsigned both = a < b ? a : b;

    return (uint16_t)(both < c ? both : c);
}

static unsigned change(const struct table *table, size_t i, size_t j)
{
    return table->wanted->items[i - 1] == table->got->items[j - 1] ? 0 : 1;
}

static void fill(const struct table *table)
{
    for (size_t j = 0; j <= table->got->count; j++) {
        *cost(table, 0, j) = (uint16_t)j;
    }
    for (size_t i = 1; i <= table->wanted->count; i++) {
        *cost(table, i, 0) = (uint16_t)i;
        for (size_t j = 1; j <= table->got->count; j++) {
            *cost(table, i, j) = least(
                *cost(table, i - 1, j - 1) + change(table, i, j),
                *cost(table, i - 1, j) + 1U,
                *cost(table, i, j - 1) + 1U);
        }
    }
}

/* The last step of the cheapest way to here. */
static struct gun_pair step_back(const struct table *table, size_t i, size_t j)
{
    const unsigned here = *cost(table, i, j);

    if (i > 0 && j > 0 && *cost(table, i - 1, j - 1) + change(table, i, j) == here) {
        return (struct gun_pair){ i - 1, j - 1 };
    }
    if (i > 0 && *cost(table, i - 1, j) + 1U == here) {
        return (struct gun_pair){ i - 1, GUN_ALIGN_NONE };
    }

    return (struct gun_pair){ GUN_ALIGN_NONE, j - 1 };
}

static void count(struct gun_difference *out, struct gun_pair pair, bool is_same, size_t place)
{
    if (is_same) {
        return;
    }

    out->lost += pair.got == GUN_ALIGN_NONE;
    out->added += pair.wanted == GUN_ALIGN_NONE;
    out->changed += pair.got != GUN_ALIGN_NONE && pair.wanted != GUN_ALIGN_NONE;
    out->first = place; /* the way is walked from its end */
}

/* Gives the pairs in the order of the text. */
static void turn_round(struct gun_pair *pairs, size_t size)
{
    for (size_t i = 0; i < size / 2; i++) {
        const struct gun_pair pair = pairs[i];
        pairs[i] = pairs[size - 1 - i];
        pairs[size - 1 - i] = pair;
    }
}

static size_t walk_back(
    const struct table *table, struct gun_difference *out, struct gun_pair *pairs)
{
    size_t size = 0;
    size_t i = table->wanted->count;
    size_t j = table->got->count;

    for (; i > 0 || j > 0; size++) {
        const struct gun_pair pair = step_back(table, i, j);
        const bool is_both = pair.wanted != GUN_ALIGN_NONE && pair.got != GUN_ALIGN_NONE;
        const bool is_same = is_both && change(table, i, j) == 0;
        i = pair.wanted != GUN_ALIGN_NONE ? pair.wanted : i;
        j = pair.got != GUN_ALIGN_NONE ? pair.got : j;
        count(out, pair, is_same, i);
        if (pairs) {
            pairs[size] = pair;
        }
    }

    return size;
}

bool gun_align(
    const struct gun_points *wanted,
    const struct gun_points *got,
    struct gun_difference *out,
    struct gun_pair *pairs,
    size_t *out_pairs)
{
    struct table table = { wanted, got, NULL };

    table.costs = calloc((wanted->count + 1) * (got->count + 1), sizeof *table.costs);
    if (!table.costs) {
        return false;
    }

    *out = (struct gun_difference){ .first = GUN_ALIGN_NONE };
    fill(&table);
    const size_t size = walk_back(&table, out, pairs);
    if (pairs) {
        turn_round(pairs, size);
        *out_pairs = size;
    }

    free(table.costs);
    return true;
}

size_t gun_difference_size(const struct gun_difference *difference)
{
    return difference->lost + difference->added + difference->changed;
}
