/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_TREE_H
#define WLT_AUDIT_TREE_H

#include <wallet/error.h>

#include "crypto/digest.h"

#include <stdbool.h>

/*
 * Merkle trees of RFC 9162 section 2.1 with SHA-256.  A complete subtree of 2^level leaves is named by its
 * level and its index among those of its level; other subtrees are put together from such.
 */

enum {
    WLT_TREE_LEVELS = 63, /* sizes are below 2^63, as a database's numbers are */
    /* Hashes in a proof: one a level, and one more where a consistency proof names its beginning. */
    WLT_TREE_PATH_MAX = WLT_TREE_LEVELS + 1,
};

struct wlt_tree_hash {
    uint8_t bytes[WLT_SHA256_SIZE];
};

/** The hash of a leaf: HASH(0x00 || entry).  \param prefixed  the entry behind its 0x00 */
void wlt_tree_leaf(struct wallet_bytes prefixed, struct wlt_tree_hash *out);

/** HASH(0x01 || left || right) */
void wlt_tree_node(
    const struct wlt_tree_hash *left, const struct wlt_tree_hash *right, struct wlt_tree_hash *out);

/**
 * The right edge of a tree: of each level the last complete subtree.  Those whose level is a bit of `size`
 * make up the root; of the others only those that the last append completed mean anything.
 */
struct wlt_tree_edge {
    uint64_t size;
    struct wlt_tree_hash hashes[WLT_TREE_LEVELS];
};

/** How many hashes of the edge make up the root. */
unsigned wlt_tree_edge_count(uint64_t size);

void wlt_tree_append(struct wlt_tree_edge *edge, const struct wlt_tree_hash *leaf);

/** The root of the tree; that of an empty one is HASH(). */
void wlt_tree_root(const struct wlt_tree_edge *edge, struct wlt_tree_hash *out);

/** Gives the hash of a complete subtree. */
typedef enum wallet_status wlt_tree_source(
    void *context,
    unsigned level,
    uint64_t index,
    struct wlt_tree_hash *out,
    struct wallet_error *error);

/** The hashes of a proof, from the bottom up. */
struct wlt_tree_path {
    size_t count;
    struct wlt_tree_hash hashes[WLT_TREE_PATH_MAX];
};

/** The root of the first `size` leaves, of which there is one at least. */
enum wallet_status wlt_tree_root_at(
    wlt_tree_source *source,
    void *context,
    uint64_t size,
    struct wlt_tree_hash *out,
    struct wallet_error *error);

/** PATH(leaf, D[size]) of section 2.1.3.1; `leaf` is below `size`. */
enum wallet_status wlt_tree_prove_inclusion(
    wlt_tree_source *source,
    void *context,
    uint64_t leaf,
    uint64_t size,
    struct wlt_tree_path *out,
    struct wallet_error *error);

/** PROOF(older, D[newer]) of section 2.1.4.1; 0 < `older` <= `newer`. */
enum wallet_status wlt_tree_prove_consistency(
    wlt_tree_source *source,
    void *context,
    uint64_t older,
    uint64_t newer,
    struct wlt_tree_path *out,
    struct wallet_error *error);

/**
 * Section 2.1.3.2: the root that a proof leads to.
 *
 * \return false where no tree of this size has such a proof
 */
bool wlt_tree_root_by_inclusion(
    const struct wlt_tree_path *path,
    uint64_t leaf,
    uint64_t size,
    const struct wlt_tree_hash *leaf_hash,
    struct wlt_tree_hash *out);

/**
 * Section 2.1.4.2: the newer root that a proof leads to from the older one.
 *
 * \return false where the proof is none for these sizes, or the older root is another
 */
bool wlt_tree_root_by_consistency(
    const struct wlt_tree_path *path,
    uint64_t older,
    uint64_t newer,
    const struct wlt_tree_hash *older_root,
    struct wlt_tree_hash *out);

bool wlt_tree_hash_equal(const struct wlt_tree_hash *a, const struct wlt_tree_hash *b);

#endif
