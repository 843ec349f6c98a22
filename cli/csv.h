/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CSV_H
#define WALLET_CLI_CSV_H

#include <wallet/bytes.h>

#include "csv_source.h"

/*
 * Tables as text (RFC 4180): cells between commas, rows at the ends of lines, which are CR LF, LF or
 * CR; a cell in double quotes may hold all of these, and "" for a quote.  Beyond the RFC, empty lines
 * are passed over.
 */

enum {
    CSV_ROW_MAX = 262144, /* bytes of one row as UTF-8 */
    CSV_CELL_MAX = 1024,  /* cells of one row */
};

enum csv_event {
    CSV_ROW,
    CSV_END,
    CSV_BAD_ROW, /* `complaint` says why; the next row can be read */
    CSV_BROKEN,  /* nothing more can be read: `source.problem`, or memory where that is 0 */
};

enum csv_complaint {
    CSV_QUOTE_INSIDE, /* a quote in a cell that does not begin with one, or text behind its end */
    CSV_QUOTE_OPEN,   /* the file ends in a quoted cell */
    CSV_TOO_LONG,     /* a row of more than CSV_ROW_MAX */
    CSV_TOO_MANY,     /* a row of more than CSV_CELL_MAX */
    CSV_NOT_UTF8,     /* a character that is none */
};

/** A table that is read row by row, in constant memory.  Release with csv_finish(). */
struct csv {
    struct csv_source source;
    uint8_t *data; /* CSV_ROW_MAX and a piece; a row is unquoted in its place */
    size_t start;  /* of the next row */
    size_t end;
    struct wallet_bytes *cells; /* CSV_CELL_MAX */

    size_t count;            /* cells of the row */
    struct wallet_bytes raw; /* the row as it stood there, of a bad one what there is of it */
    uint64_t line;           /* where it begins, from 1 */
    uint64_t next_line;
    enum csv_complaint complaint;
    uint8_t *raw_data;
};

/**
 * \param descriptor  of the file, at its beginning; borrowed
 *
 * \return false where there is no memory, or no such encoding
 */
bool csv_start(struct csv *csv, int descriptor, enum encoding encoding);

/** Reads a row; cells and `raw` are borrowed until the next call. */
enum csv_event csv_next(struct csv *csv);

void csv_finish(struct csv *csv);

#endif
