/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/digest.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <pthread.h>

_Static_assert((int)WLT_SHA256_SIZE == (int)crypto_hash_sha256_BYTES, "one size, two names");

/* Fetched once, for that takes longer than a short digest; it stays as long as the process. */
static EVP_MD *sha256;
static pthread_once_t is_fetched = PTHREAD_ONCE_INIT;

static void fetch(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL);
}

/*
 * By OpenSSL, which uses the processor's instructions for it: several times faster.  It needs memory
 * and may have none; libsodium cannot fail.
 */
void wlt_sha256(struct wallet_bytes bytes, uint8_t out[WLT_SHA256_SIZE])
{
    (void)pthread_once(&is_fetched, fetch);
    if (!sha256 || EVP_Digest(bytes.data, bytes.size, out, NULL, sha256, NULL) != 1) {
        (void)crypto_hash_sha256(out, bytes.data, bytes.size);
    }
}

void wlt_random(void *out, size_t size)
{
    /* Without randomness nothing may go on: libsodium ends the process here, as it does below. */
    if (sodium_init() < 0) {
        sodium_misuse();
    }

    randombytes_buf(out, size);
}
