/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_WRITER_H
#define WLT_CBOR_WRITER_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stdint.h>

/**
 * Writes deterministic CBOR behind what a buffer holds already: shortest heads, definite lengths.
 * Map keys must come in the order of RFC 8949 section 4.2.1; that is the caller's care.
 *
 * A failed allocation sticks: later calls do nothing, and wlt_writer_status() tells.
 */
struct wlt_writer {
    struct wallet_buffer *out;
    enum wallet_status status;
};

/** Borrows `out`. */
struct wlt_writer wlt_writer_start(struct wallet_buffer *out);

void wlt_write_unsigned(struct wlt_writer *writer, uint64_t value);
void wlt_write_int(struct wlt_writer *writer, int64_t value);
void wlt_write_bytes(struct wlt_writer *writer, struct wallet_bytes bytes);
void wlt_write_text(struct wlt_writer *writer, struct wallet_bytes utf8);
void wlt_write_array(struct wlt_writer *writer, size_t count);
void wlt_write_map(struct wlt_writer *writer, size_t count);
void wlt_write_tag(struct wlt_writer *writer, uint64_t tag);
void wlt_write_bool(struct wlt_writer *writer, bool value);

/** Items that are encoded already. */
void wlt_write_encoded(struct wlt_writer *writer, struct wallet_bytes items);

/** Opens a byte string around what is written next; returns the mark for closing it. */
size_t wlt_write_bytes_open(struct wlt_writer *writer);
void wlt_write_bytes_close(struct wlt_writer *writer, size_t mark);

enum wallet_status wlt_writer_status(const struct wlt_writer *writer, struct wallet_error *error);

#endif
