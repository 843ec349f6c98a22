/* SPDX-License-Identifier: Apache-2.0 */

/**
 * SHA-256 (FIPS 180-4) of what comes piece by piece: by it licences, rows and files are named.
 */
#ifndef WALLET_DIGEST_H
#define WALLET_DIGEST_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of a digest. */
#define WALLET_DIGEST_SIZE 32

/** A digest on its way. */
struct wallet_digest;

/**
 * \param out  on success a digest of nothing yet, which the caller owns: wallet_digest_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_digest_new(
    struct wallet_digest **out, struct wallet_error *error);

/** Releases `digest`.  NULL is allowed. */
WALLET_API void wallet_digest_free(struct wallet_digest *digest);

/** Adds the next piece. */
WALLET_API void wallet_digest_add(struct wallet_digest *digest, struct wallet_bytes piece);

/** Writes the digest of all pieces, and begins anew. */
WALLET_API void wallet_digest_finish(struct wallet_digest *digest, uint8_t out[WALLET_DIGEST_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
