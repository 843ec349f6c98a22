/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_EMBEDDED_H
#define WLT_MDOC_EMBEDDED_H

#include "cbor/reader.h"
#include "cbor/writer.h"

/**
 * CBOR inside a byte string with tag 24 (RFC 8949 section 3.4.5.1).  Borrows from the input; digests and
 * signatures are over what was received, so both are kept.
 */
struct wlt_embedded {
    struct wallet_bytes whole;   /* with the tag and the string's head, as they came */
    struct wallet_bytes content; /* what the string holds */
};

/** Reads one; what is in it was not looked at.  Failures stick to the reader. */
struct wlt_embedded wlt_read_embedded(struct wlt_reader *reader);

/** Writes encoded items as one. */
void wlt_write_embedded(struct wlt_writer *writer, struct wallet_bytes items);

/** Opens one around what is written next; returns the mark for closing it. */
size_t wlt_write_embedded_open(struct wlt_writer *writer);
void wlt_write_embedded_close(struct wlt_writer *writer, size_t mark);

#endif
