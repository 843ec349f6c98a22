/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_DEFLATE_H
#define WLT_CRYPTO_DEFLATE_H

#include <wallet/bytes.h>
#include <wallet/error.h>

/**
 * Inflates a zlib stream (RFC 1950) and appends it to `out`, never more than `limit` bytes: memory
 * is taken as the stream needs it, not as it promises.
 *
 * \retval WALLET_ERR_MALFORMED  no zlib stream, a preset dictionary, a wrong checksum, or bytes behind
 * \retval WALLET_ERR_TRUNCATED  it ends early
 * \retval WALLET_ERR_TOO_LARGE  more than `limit`
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_inflate(
    struct wallet_bytes stream,
    size_t limit,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Deflates `bytes` as well as zlib can and appends the stream to `out`. */
enum wallet_status wlt_deflate(
    struct wallet_bytes bytes, struct wallet_buffer *out, struct wallet_error *error);

#endif
