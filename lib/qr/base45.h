/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_BASE45_H
#define WLT_QR_BASE45_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>

/*
 * Base45 (RFC 9285): two bytes are three of the 45 characters that a QR code carries in its
 * alphanumeric mode, least significant first; a last single byte is two.
 */

/** How many bytes `text_size` characters decode to at most. */
size_t wlt_base45_decoded_size(size_t text_size);

/** How many of the characters at the beginning of `text` belong to the alphabet. */
size_t wlt_base45_span(struct wallet_bytes text);

/** Whether wlt_base45_decode() would decode the whole of it. */
bool wlt_base45_fits(struct wallet_bytes text);

/**
 * Decodes `text` and appends the bytes to `out`; allocates only to grow.  Strict: each byte string
 * has one text.
 *
 * \retval WALLET_ERR_MALFORMED  a character outside the alphabet, lower case included, a group
 *                               beyond what its bytes can hold, or a single character at the end
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_base45_decode(
    struct wallet_bytes text, struct wallet_buffer *out, struct wallet_error *error);

/** Encodes `bytes` and appends the text to `out`; fails for want of memory only. */
enum wallet_status wlt_base45_encode(
    struct wallet_bytes bytes, struct wallet_buffer *out, struct wallet_error *error);

#endif
