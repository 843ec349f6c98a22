/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_ALLOC_H
#define WLT_BASE_ALLOC_H

#include <stddef.h>

/*
 * The only door to the heap.  alloc.c holds these and nothing else, so that tests/fault can link
 * its own in their place and make the n-th call fail.
 */

/** Zeroed memory for `count` elements of `size` bytes, or NULL; overflow counts as failure. */
void *wlt_alloc(size_t count, size_t size);

/** NULL is allowed. */
void wlt_free(void *memory);

#endif
