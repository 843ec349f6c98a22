/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_KEYED_HASH_H
#define WLT_CRYPTO_KEYED_HASH_H

#include <wallet/bytes.h>

enum {
    WLT_KEYED_HASH_KEY_SIZE = 32,
    WLT_KEYED_HASH_MIN = 16,
    WLT_KEYED_HASH_MAX = 64,
};

/**
 * BLAKE2b with a key (RFC 7693): only who has the key can tell what a hash is of, or try.  As it is a
 * pseudorandom function, it also derives keys, one for each text.
 *
 * \param size  of the result, WLT_KEYED_HASH_MIN to WLT_KEYED_HASH_MAX
 */
void wlt_keyed_hash(
    const uint8_t key[WLT_KEYED_HASH_KEY_SIZE],
    struct wallet_bytes message,
    uint8_t *out,
    size_t size);

#endif
