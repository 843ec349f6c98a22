/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_ROWS_H
#define WALLET_CLI_BATCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BATCH_ROWS_KEY = 16, /* bytes of a row's digest that tell rows apart */
};

/** Which rows were there, by their digests; start with `= { 0 }`, release with batch_rows_free(). */
struct batch_rows {
    uint8_t (*keys)[BATCH_ROWS_KEY];
    bool *taken;
    size_t count;
    size_t capacity; /* a power of two */
};

/** Adds a row.  \param out_new  false: it was there.  \return false: no memory, nothing changed */
bool batch_rows_add(struct batch_rows *rows, const uint8_t *digest, bool *out_new);

void batch_rows_free(struct batch_rows *rows);

#endif
