/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/digest.h"

#include <sodium.h>

_Static_assert((int)WLT_SHA256_SIZE == (int)crypto_hash_sha256_BYTES, "one size, two names");

/* By libsodium and not by OpenSSL, because it cannot fail. */
void wlt_sha256(struct wallet_bytes bytes, uint8_t out[WLT_SHA256_SIZE])
{
    (void)crypto_hash_sha256(out, bytes.data, bytes.size);
}

void wlt_random(void *out, size_t size)
{
    /* Without randomness nothing may go on: libsodium ends the process here, as it does below. */
    if (sodium_init() < 0) {
        sodium_misuse();
    }

    randombytes_buf(out, size);
}
