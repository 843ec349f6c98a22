/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_ALLOC_FAULTY_H
#define WALLET_TEST_ALLOC_FAULTY_H

#include <stddef.h>

/*
 * The allocator that stands in for lib/base/alloc.c: a program that links alloc_faulty.c before the
 * library gets this one, and the library's own is not linked at all.
 */

/** What it does, and what it saw; set `fail_at`, and the rest to 0, before a run. */
extern struct alloc_faults {
    size_t fail_at; /* the call that fails, counted from 0; SIZE_MAX: none */
    size_t calls;
    size_t live; /* blocks not yet freed */
    size_t wild; /* releases of what was never given out, or twice */
} alloc_faults;

#endif
