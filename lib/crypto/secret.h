/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_SECRET_H
#define WLT_CRYPTO_SECRET_H

#include <stddef.h>

/*
 * Memory for secrets: locked, between guard pages, wiped when released.  Nobody else calls memcmp()
 * on a secret.
 */

/** NULL when out of memory or out of lockable memory. */
void *wlt_secret_alloc(size_t size);

/** Wipes and releases; NULL is allowed. */
void wlt_secret_free(void *secret);

#endif
