/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/tree.h"

/** The largest power of two below `size`, which is 2 at least: k of section 2.1.1. */
static uint64_t split(uint64_t size)
{
    return UINT64_C(1) << (63 - (unsigned)__builtin_clzll(size - 1));
}

/** A tree that is being proved about. */
struct walk {
    wlt_tree_source *source;
    void *context;
    struct wlt_tree_path *path; /* from the top down, while it is made */
    struct wallet_error *error;
    enum wallet_status status;
};

/** MTH(D[start:start+size]); `start` is a multiple of the largest power of two in `size`. */
static void hash_range(struct walk *walk, uint64_t start, uint64_t size, struct wlt_tree_hash *out)
{
    struct wlt_tree_edge edge = { .size = size };

    for (unsigned level = WLT_TREE_LEVELS; level-- > 0 && walk->status == WALLET_OK;) {
        if ((size >> level & 1) != 0) {
            walk->status = walk->source(
                walk->context, level, start >> level, &edge.hashes[level], walk->error);
            start += UINT64_C(1) << level;
        }
    }

    if (walk->status == WALLET_OK) {
        wlt_tree_root(&edge, out);
    }
}

static void push_range(struct walk *walk, uint64_t start, uint64_t size)
{
    hash_range(walk, start, size, &walk->path->hashes[walk->path->count]);
    walk->path->count++;
}

static void reverse(struct wlt_tree_path *path)
{
    for (size_t i = 0; i < path->count / 2; i++) {
        struct wlt_tree_hash *other = &path->hashes[path->count - 1 - i];
        const struct wlt_tree_hash hash = path->hashes[i];
        path->hashes[i] = *other;
        *other = hash;
    }
}

enum wallet_status wlt_tree_root_at(
    wlt_tree_source *source,
    void *context,
    uint64_t size,
    struct wlt_tree_hash *out,
    struct wallet_error *error)
{
    struct walk walk = { .source = source, .context = context, .error = error };

    hash_range(&walk, 0, size, out);
    return walk.status;
}

enum wallet_status wlt_tree_prove_inclusion(
    wlt_tree_source *source,
    void *context,
    uint64_t leaf,
    uint64_t size,
    struct wlt_tree_path *out,
    struct wallet_error *error)
{
    struct walk walk = { .source = source, .context = context, .path = out, .error = error };
    uint64_t start = 0;

    out->count = 0;
    while (size > 1 && walk.status == WALLET_OK) {
        const uint64_t left = split(size);
        if (leaf < left) {
            push_range(&walk, start + left, size - left);
            size = left;
        } else {
            push_range(&walk, start, left);
            start += left;
            leaf -= left;
            size -= left;
        }
    }

    reverse(out);
    return walk.status;
}

enum wallet_status wlt_tree_prove_consistency(
    wlt_tree_source *source,
    void *context,
    uint64_t older,
    uint64_t newer,
    struct wlt_tree_path *out,
    struct wallet_error *error)
{
    struct walk walk = { .source = source, .context = context, .path = out, .error = error };
    uint64_t start = 0;

    /* SUBPROOF(m, D[n], b): b is whether the older tree began where this part of the newer does. */
    out->count = 0;
    while (older < newer && walk.status == WALLET_OK) {
        const uint64_t left = split(newer);
        if (older <= left) {
            push_range(&walk, start + left, newer - left);
            newer = left;
        } else {
            push_range(&walk, start, left);
            start += left;
            older -= left;
            newer -= left;
        }
    }

    if (start > 0 && walk.status == WALLET_OK) {
        push_range(&walk, start, newer);
    }

    reverse(out);
    return walk.status;
}
