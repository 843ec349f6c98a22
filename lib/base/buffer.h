/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_BUFFER_H
#define WLT_BASE_BUFFER_H

#include <wallet/bytes.h>

#include <stdbool.h>

/*
 * Growing a wallet_buffer.  Each call keeps the promise of the public type: what is in it is
 * followed by a NUL.  False: out of memory, and the content is as it was.
 */

/** Declares a buffer that is released where its name ends. */
#define WLT_AUTO_BUFFER __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer

/** Makes room for `size` bytes in all; the content stays. */
bool wlt_buffer_reserve(struct wallet_buffer *buffer, size_t size);

/** Appends a copy; `bytes` may not point into the buffer. */
bool wlt_buffer_append(struct wallet_buffer *buffer, struct wallet_bytes bytes);

/** Appends a text without its NUL. */
bool wlt_buffer_append_text(struct wallet_buffer *buffer, const char *text);

/** Appends as printf() does; at most 255 bytes. */
bool wlt_buffer_append_format(struct wallet_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Sets the size to at most what was reserved, after writing to `data` directly. */
void wlt_buffer_set_size(struct wallet_buffer *buffer, size_t size);

#endif
