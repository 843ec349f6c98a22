/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/keyed_hash.h"

#include <sodium.h>

_Static_assert((int)WLT_KEYED_HASH_KEY_SIZE == (int)crypto_generichash_KEYBYTES, "key");
_Static_assert((int)WLT_KEYED_HASH_MIN == (int)crypto_generichash_BYTES_MIN, "shortest");
_Static_assert((int)WLT_KEYED_HASH_MAX == (int)crypto_generichash_BYTES_MAX, "longest");

void wlt_keyed_hash(
    const uint8_t key[WLT_KEYED_HASH_KEY_SIZE],
    struct wallet_bytes message,
    uint8_t *out,
    size_t size)
{
    /* It fails for sizes alone, which are the caller's. */
    (void)crypto_generichash(out, size, message.data, message.size, key, WLT_KEYED_HASH_KEY_SIZE);
}
