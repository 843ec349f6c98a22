/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_ARENA_H
#define WLT_CATALOGUE_ARENA_H

#include <wallet/bytes.h>

/**
 * Memory for many small things that live and die together: the types, fields, codes and texts of a
 * catalogue.  Start with `= { 0 }`.
 */
struct wlt_arena {
    struct wlt_arena_block *newest;
    struct wlt_arena_block *spare; /* empty ones */
};

/** Zeroed memory for `count` elements of `size` bytes, aligned for anything; NULL: out of memory. */
void *wlt_arena_alloc(struct wlt_arena *arena, size_t count, size_t size);

/** A copy with a NUL behind it; its `data` is NULL when out of memory. */
struct wallet_bytes wlt_arena_copy(struct wlt_arena *arena, struct wallet_bytes text);

/** Forgets everything at once, and keeps the memory for what comes next. */
void wlt_arena_reuse(struct wlt_arena *arena);

/** Releases everything at once; the arena is empty then. */
void wlt_arena_clear(struct wlt_arena *arena);

#endif
