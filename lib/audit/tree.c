/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/tree.h"

#include <string.h>

enum {
    NODE_PREFIX = 0x01,
};

void wlt_tree_leaf(struct wallet_bytes prefixed, struct wlt_tree_hash *out)
{
    wlt_sha256(prefixed, out->bytes);
}

void wlt_tree_node(
    const struct wlt_tree_hash *left, const struct wlt_tree_hash *right, struct wlt_tree_hash *out)
{
    uint8_t message[1 + 2 * WLT_SHA256_SIZE] = { NODE_PREFIX };

    memcpy(message + 1, left->bytes, sizeof left->bytes);
    memcpy(message + 1 + sizeof left->bytes, right->bytes, sizeof right->bytes);
    wlt_sha256((struct wallet_bytes){ message, sizeof message }, out->bytes);
}

bool wlt_tree_hash_equal(const struct wlt_tree_hash *a, const struct wlt_tree_hash *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

unsigned wlt_tree_edge_count(uint64_t size)
{
    return (unsigned)__builtin_popcountll(size);
}

void wlt_tree_append(struct wlt_tree_edge *edge, const struct wlt_tree_hash *leaf)
{
    struct wlt_tree_hash hash = *leaf;
    unsigned level = 0;

    /* As a binary counter carries. */
    for (uint64_t size = edge->size; (size & 1) != 0; size >>= 1) {
        const struct wlt_tree_hash left = edge->hashes[level];
        edge->hashes[level] = hash;
        wlt_tree_node(&left, &hash, &hash);
        level++;
    }

    edge->hashes[level] = hash;
    edge->size++;
}

void wlt_tree_root(const struct wlt_tree_edge *edge, struct wlt_tree_hash *out)
{
    bool is_first = true;

    if (edge->size == 0) {
        wlt_sha256((struct wallet_bytes){ 0 }, out->bytes);
        return;
    }

    /* From the right, which is the lowest. */
    for (unsigned level = 0; level < WLT_TREE_LEVELS; level++) {
        if ((edge->size >> level & 1) == 0) {
            continue;
        }

        if (is_first) {
            *out = edge->hashes[level];
        } else {
            wlt_tree_node(&edge->hashes[level], out, out);
        }

        is_first = false;
    }
}
