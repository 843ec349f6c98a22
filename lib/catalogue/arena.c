/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum {
    BLOCK_SIZE = 16384, /* of the first block; the next are twice as large, up to a limit */
    BLOCK_SIZE_MAX = 1048576,
};

struct wlt_arena_block {
    struct wlt_arena_block *older;
    size_t capacity;
    size_t used;
    max_align_t content[];
};

static size_t align_up(size_t size)
{
    const size_t unit = alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

static struct wlt_arena_block *take_spare(struct wlt_arena *arena, size_t size)
{
    struct wlt_arena_block *block = arena->spare;
    if (!block || block->capacity < size) {
        return NULL;
    }

    arena->spare = block->older;
    return block;
}

static struct wlt_arena_block *new_block(const struct wlt_arena *arena, size_t size)
{
    const size_t before = arena->newest ? arena->newest->capacity : BLOCK_SIZE / 2;
    const size_t wanted = before < BLOCK_SIZE_MAX ? before * 2 : BLOCK_SIZE_MAX;
    const size_t capacity = size > wanted ? size : wanted;
    struct wlt_arena_block *block = wlt_alloc(1, sizeof *block + capacity);
    if (block) {
        block->capacity = capacity;
    }

    return block;
}

static struct wlt_arena_block *grow(struct wlt_arena *arena, size_t size)
{
    struct wlt_arena_block *spare = take_spare(arena, size);
    struct wlt_arena_block *block = spare ? spare : new_block(arena, size);
    if (!block) {
        return NULL;
    }

    block->older = arena->newest;
    arena->newest = block;
    return block;
}

void *wlt_arena_alloc(struct wlt_arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / 2 / size) {
        return NULL;
    }

    const size_t wanted = align_up(count * size);
    struct wlt_arena_block *block = arena->newest;
    if (!block || block->capacity - block->used < wanted) {
        block = grow(arena, wanted);
    }

    if (!block) {
        return NULL;
    }

    uint8_t *memory = (uint8_t *)block->content + block->used;
    block->used += wanted;
    return memory;
}

struct wallet_bytes wlt_arena_copy(struct wlt_arena *arena, struct wallet_bytes text)
{
    uint8_t *copy = wlt_arena_alloc(arena, text.size + 1, 1);
    if (!copy) {
        return (struct wallet_bytes){ 0 };
    }

    if (text.size > 0) {
        memcpy(copy, text.data, text.size);
    }

    return (struct wallet_bytes){ copy, text.size };
}

void wlt_arena_reuse(struct wlt_arena *arena)
{
    while (arena->newest) {
        struct wlt_arena_block *block = arena->newest;
        arena->newest = block->older;
        memset(block->content, 0, block->used);
        block->used = 0;
        block->older = arena->spare;
        arena->spare = block;
    }
}

void wlt_arena_clear(struct wlt_arena *arena)
{
    wlt_arena_reuse(arena);
    while (arena->spare) {
        struct wlt_arena_block *block = arena->spare;
        arena->spare = block->older;
        wlt_free(block);
    }
}
