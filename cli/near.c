/* SPDX-License-Identifier: Apache-2.0 */
#include "near.h"

#include <string.h>

enum {
    WORD_MAX = 48,
    DISTANCE_MAX = 2
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Damerau and Levenshtein, without moving a letter twice: three rows of the table are enough. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][WORD_MAX + 1];

    for (size_t j = 0; j <= b_size; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_size; i++) {
        size_t *now = rows[i % 3];
        const size_t *before = rows[(i + 2) % 3];
        const size_t *two_before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            const size_t changed = before[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(changed, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], two_before[j - 2] + 1);
            }
        }
    }

    return rows[a_size % 3][b_size];
}

struct near near_start(const char *word, size_t size)
{
    return (struct near){ .word = word, .size = size, .distance = DISTANCE_MAX + 1 };
}

void near_offer(struct near *near, const char *candidate)
{
    const size_t size = strlen(candidate);
    if (near->size > WORD_MAX || size > WORD_MAX) {
        return;
    }

    const size_t found = distance(near->word, near->size, candidate, size);
    /* A word of two letters is near to every other one: at least half must be right. */
    if (found < near->distance && found * 2 <= size) {
        near->distance = found;
        near->best = candidate;
    }
}
