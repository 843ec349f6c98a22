/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_ALIGN_H
#define WALLET_CLI_GUN_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    GUN_POINTS_MAX = 1024 /* characters of a text that is compared */
};

/** Characters of a text. */
struct gun_points {
    int32_t items[GUN_POINTS_MAX];
    size_t count;
    bool is_wide; /* some came in full width */
};

#define GUN_ALIGN_NONE SIZE_MAX

/** What became of one character, by their places: one of the two may be GUN_ALIGN_NONE. */
struct gun_pair {
    size_t wanted; /* NONE: the other is too many */
    size_t got;    /* NONE: the other was lost */
};

/** How two texts differ, by the fewest changes that make one of the other. */
struct gun_difference {
    size_t lost;
    size_t added;
    size_t changed;
    size_t first; /* of `wanted`, the first place where anything differs */
};

/** Lays one text on the other; false: out of memory.  `pairs` (may be NULL) has room for both counts. */
bool gun_align(
    const struct gun_points *wanted,
    const struct gun_points *got,
    struct gun_difference *out,
    struct gun_pair *pairs,
    size_t *out_pairs);

/** How many changes there are. */
size_t gun_difference_size(const struct gun_difference *difference);

#endif
