/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_HASH_H
#define WLT_CRYPTO_HASH_H

#include <wallet/bytes.h>
#include <wallet/error.h>

struct wlt_check_context;

enum {
    WLT_HASH_SIZE_MAX = 64,
};

/** The hashes by which signed data names its parts (FIPS 180-4). */
enum wlt_hash {
    WLT_HASH_SHA256 = 1,
    WLT_HASH_SHA384 = 2,
    WLT_HASH_SHA512 = 3,
};

/** Of how many bytes the results are; at most WLT_HASH_SIZE_MAX. */
size_t wlt_hash_size(enum wlt_hash hash);

/**
 * Writes wlt_hash_size() bytes.
 *
 * \retval WALLET_ERR_MEMORY  not with SHA-256
 */
enum wallet_status wlt_hash_bytes(
    enum wlt_hash hash, struct wallet_bytes bytes, uint8_t out[WLT_HASH_SIZE_MAX]);

/**
 * The same by what a context holds ready of OpenSSL, which is faster, and allocates.
 *
 * \param context  the caller's thread's; NULL: as wlt_hash_bytes()
 */
enum wallet_status wlt_hash_with(
    struct wlt_check_context *context,
    enum wlt_hash hash,
    struct wallet_bytes bytes,
    uint8_t out[WLT_HASH_SIZE_MAX]);

#endif
