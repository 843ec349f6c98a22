/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CSV_SOURCE_H
#define WALLET_CLI_CSV_SOURCE_H

#include "encoding.h"

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CSV_SOURCE_PIECE = 65536, /* bytes that are read at once */
};

/** A text file as UTF-8, piece by piece, whatever its characters were written in. */
struct csv_source {
    int descriptor; /* borrowed */
    enum encoding encoding;
    iconv_t converter; /* (iconv_t)-1: it is UTF-8 as it is */
    uint8_t raw[CSV_SOURCE_PIECE];
    size_t raw_size;
    bool has_begun;
    bool ended;
    int problem;    /* an errno; EILSEQ: what is there is not of the encoding */
    uint64_t taken; /* bytes of the file that were passed on */
};

/**
 * \param descriptor  at the beginning of the file; borrowed
 * \param encoding    UTF-8 (a byte order mark is passed over) or GB18030
 *
 * \return false for any other encoding, or where iconv(3) has none of it
 */
bool csv_source_start(struct csv_source *source, int descriptor, enum encoding encoding);

/**
 * Writes what comes next.
 *
 * \param room  at least 16 bytes, for a whole character
 *
 * \return how many bytes; 0 at the end, or for a problem
 */
size_t csv_source_read(struct csv_source *source, uint8_t *out, size_t room);

void csv_source_finish(struct csv_source *source);

#endif
