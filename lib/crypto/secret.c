/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/secret.h"

#include <sodium.h>

void *wlt_secret_alloc(size_t size)
{
    if (sodium_init() < 0) {
        return NULL;
    }

    void *secret = sodium_malloc(size);
    if (!secret) {
        return NULL;
    }

    /* sodium_malloc() does not say whether it could lock what it gives: asking again does. */
    if (sodium_mlock(secret, size) != 0) {
        sodium_free(secret);
        return NULL;
    }

    return secret;
}

void wlt_secret_free(void *secret)
{
    sodium_free(secret);
}
