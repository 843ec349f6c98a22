/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_rows.h"

#include <stdlib.h>
#include <string.h>

enum {
    CAPACITY_AT_FIRST = 1024,
};

/** Where a key is, or the free place where it would be. */
static size_t place_of(const struct batch_rows *rows, const uint8_t *key)
{
    uint64_t start = 0;
    (void)memcpy(&start, key, sizeof start); /* a digest is as good as random */

    size_t place = (size_t)start & (rows->capacity - 1);
    while (rows->taken[place] && memcmp(rows->keys[place], key, BATCH_ROWS_KEY) != 0) {
        place = (place + 1) & (rows->capacity - 1);
    }

    return place;
}

static void put(struct batch_rows *rows, const uint8_t *key)
{
    const size_t place = place_of(rows, key);

    (void)memcpy(rows->keys[place], key, BATCH_ROWS_KEY);
    rows->taken[place] = true;
    rows->count++;
}

static bool grow(struct batch_rows *rows)
{
    struct batch_rows wider = { .capacity =
                                    rows->capacity > 0 ? 2 * rows->capacity : CAPACITY_AT_FIRST };

    wider.keys = calloc(wider.capacity, sizeof *wider.keys);
    wider.taken = calloc(wider.capacity, sizeof *wider.taken);
    if (!wider.keys || !wider.taken) {
        batch_rows_free(&wider);
        return false;
    }

    for (size_t i = 0; i < rows->capacity; i++) {
        if (rows->taken[i]) {
            put(&wider, rows->keys[i]);
        }
    }

    struct batch_rows narrow = *rows;
    *rows = wider;
    batch_rows_free(&narrow);
    return true;
}

bool batch_rows_add(struct batch_rows *rows, const uint8_t *digest, bool *out_new)
{
    if (2 * rows->count >= rows->capacity && !grow(rows)) {
        return false;
    }

    *out_new = !rows->taken[place_of(rows, digest)];
    if (*out_new) {
        put(rows, digest);
    }

    return true;
}

void batch_rows_free(struct batch_rows *rows)
{
    free(rows->keys);
    free(rows->taken);
    *rows = (struct batch_rows){ 0 };
}
