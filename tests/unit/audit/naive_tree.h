/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_NAIVE_TREE_H
#define WALLET_TEST_NAIVE_TREE_H

#include "audit/tree.h"
#include "support/test.h"

#include <string.h>

/*
 * Section 2.1 of RFC 9162 as it is defined there, by recursion and without any of the code under test
 * but the hash function itself.
 */

static uint64_t naive_split(uint64_t size)
{
    uint64_t k = 1;
    while (k * 2 < size) {
        k *= 2;
    }

    return k;
}

static struct wlt_tree_hash naive_join(
    const struct wlt_tree_hash *left, const struct wlt_tree_hash *right)
{
    uint8_t message[65] = { 1 };
    struct wlt_tree_hash hash;
    memcpy(message + 1, left, 32);
    memcpy(message + 33, right, 32);
    wlt_sha256((struct wallet_bytes){ message, sizeof message }, hash.bytes);
    return hash;
}

/** MTH(D[start:start+size]) */
static struct wlt_tree_hash naive_root(const struct wlt_tree_hash *leaves, uint64_t size)
{
    if (size == 1) {
        return leaves[0];
    }

    const uint64_t k = naive_split(size);
    const struct wlt_tree_hash left = naive_root(leaves, k);
    const struct wlt_tree_hash right = naive_root(leaves + k, size - k);
    return naive_join(&left, &right);
}

static void naive_push(struct wlt_tree_path *path, struct wlt_tree_hash hash)
{
    path->hashes[path->count++] = hash;
}

static inline void naive_inclusion(
    const struct wlt_tree_hash *leaves, uint64_t leaf, uint64_t size, struct wlt_tree_path *path)
{
    if (size == 1) {
        return;
    }

    const uint64_t k = naive_split(size);
    if (leaf < k) {
        naive_inclusion(leaves, leaf, k, path);
        naive_push(path, naive_root(leaves + k, size - k));
    } else {
        naive_inclusion(leaves + k, leaf - k, size - k, path);
        naive_push(path, naive_root(leaves, k));
    }
}

/** SUBPROOF(m, D_n, b) */
static inline void naive_subproof(
    const struct wlt_tree_hash *leaves,
    uint64_t older,
    uint64_t newer,
    bool is_known,
    struct wlt_tree_path *path)
{
    if (older == newer) {
        if (!is_known) {
            naive_push(path, naive_root(leaves, older));
        }
        return;
    }

    const uint64_t k = naive_split(newer);
    if (older <= k) {
        naive_subproof(leaves, older, k, is_known, path);
        naive_push(path, naive_root(leaves + k, newer - k));
    } else {
        naive_subproof(leaves + k, older - k, newer - k, false, path);
        naive_push(path, naive_root(leaves, k));
    }
}

/** So many different leaves; they live until the test ends. */
static inline struct wlt_tree_hash *naive_leaves(size_t count)
{
    struct wlt_tree_hash *leaves = test_memory(count * sizeof *leaves);
    for (size_t i = 0; i < count; i++) {
        const uint8_t entry[] = { 0, (uint8_t)(i >> 8), (uint8_t)i };
        wlt_tree_leaf((struct wallet_bytes){ entry, sizeof entry }, &leaves[i]);
    }

    return leaves;
}

/** A wlt_tree_source whose context are the leaves. */
static inline enum wallet_status naive_source(
    void *context,
    unsigned level,
    uint64_t index,
    struct wlt_tree_hash *out,
    __attribute__((unused)) struct wallet_error *error)
{
    const struct wlt_tree_hash *leaves = context;
    *out = naive_root(leaves + (index << level), UINT64_C(1) << level);
    return WALLET_OK;
}

#endif
