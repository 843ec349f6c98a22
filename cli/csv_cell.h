/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CSV_CELL_H
#define WALLET_CLI_CSV_CELL_H

#include <wallet/bytes.h>

#include <stdio.h>

/* What is written into tables (RFC 4180) that people open with a spreadsheet. */

/** At the beginning of a table: spreadsheets take what has no mark for GB18030. */
#define CSV_MARK "\xef\xbb\xbf"

/** Writes a cell in quotes.  What a spreadsheet would take for a formula begins with an apostrophe. */
void csv_cell_write(FILE *stream, struct wallet_bytes text);

/**
 * The same for what is only looked at, and never read back: what a spreadsheet would take for another
 * number or day than is written, such as "007" or "1-2", begins with a tab, which makes it a text.
 */
void csv_cell_write_shown(FILE *stream, struct wallet_bytes text);

#endif
