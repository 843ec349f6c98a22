/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BYTES_H
#define WALLET_BYTES_H

#include <wallet/error.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A run of bytes that belongs to someone else.  Passed and returned by value.
 *
 * `data` may be NULL only where `size` is 0.
 */
struct wallet_bytes {
    const uint8_t *data;
    size_t size;
};

/**
 * A run of bytes that grows and that its holder owns.  Start with `= { 0 }`; what a call writes
 * replaces what was there and reuses its memory.  One NUL byte, not counted in `size`, always
 * follows the content, so that text can be printed as it is.
 */
struct wallet_buffer {
    uint8_t *data;
    size_t size;
    size_t capacity;
};

/** The bytes in `buffer`; borrows until the buffer is next written or cleared. */
WALLET_API struct wallet_bytes wallet_buffer_bytes(const struct wallet_buffer *buffer);

/** Wipes and releases the content; the buffer is empty and may be used again.  NULL is allowed. */
WALLET_API void wallet_buffer_clear(struct wallet_buffer *buffer);

#ifdef __cplusplus
}
#endif

#endif
