/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_DIGEST_H
#define WLT_CRYPTO_DIGEST_H

#include <wallet/bytes.h>

enum {
    WLT_SHA256_SIZE = 32,
};

/** SHA-256 (FIPS 180-4). */
void wlt_sha256(struct wallet_bytes bytes, uint8_t out[WLT_SHA256_SIZE]);

/** Fills memory with the system's randomness. */
void wlt_random(void *out, size_t size);

#endif
