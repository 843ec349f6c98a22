/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_SCREEN_H
#define WALLET_TEST_SCREEN_H

#include <stddef.h>
#include <stdint.h>

enum {
    SCREEN_COLUMNS = 130,
    SCREEN_ROWS = 70,
};

/** A terminal, as far as what draws codes needs one: what it shows after what was written to it. */
struct screen {
    unsigned columns;
    unsigned rows;
    unsigned column;
    unsigned row;
    uint32_t cells[SCREEN_ROWS][SCREEN_COLUMNS]; /* 0: blank */
};

/** Takes what a program writes; fails the test for what it does not know. */
void screen_write(struct screen *screen, const char *text, size_t size);

/** What stands in a row, without blanks at its end; lives until the test ends. */
const char *screen_row(const struct screen *screen, unsigned row);

/** How many rows have something in them. */
unsigned screen_rows_used(const struct screen *screen);

#endif
