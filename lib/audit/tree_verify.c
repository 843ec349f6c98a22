/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/tree.h"

/** The two counters of the algorithms, fn and sn: where the node and the last node are on this level. */
struct place {
    uint64_t node;
    uint64_t last;
};

static void climb(struct place *place)
{
    place->node >>= 1;
    place->last >>= 1;
}

/** Steps that no hash of the proof belongs to: until the node is a right one, or the first. */
static void climb_to_right(struct place *place)
{
    while ((place->node & 1) == 0 && place->node != 0) {
        climb(place);
    }
}

static bool is_right_or_last(const struct place *place)
{
    return (place->node & 1) != 0 || place->node == place->last;
}

bool wlt_tree_root_by_inclusion(
    const struct wlt_tree_path *path,
    uint64_t leaf,
    uint64_t size,
    const struct wlt_tree_hash *leaf_hash,
    struct wlt_tree_hash *out)
{
    if (leaf >= size || path->count > WLT_TREE_PATH_MAX) {
        return false;
    }

    struct place place = { leaf, size - 1 };
    struct wlt_tree_hash root = *leaf_hash;
    for (size_t i = 0; i < path->count; i++) {
        if (place.last == 0) {
            return false;
        }

        if (is_right_or_last(&place)) {
            wlt_tree_node(&path->hashes[i], &root, &root);
            climb_to_right(&place);
        } else {
            wlt_tree_node(&root, &path->hashes[i], &root);
        }

        climb(&place);
    }

    *out = root;
    return place.last == 0;
}

/** Step 3: "If LSB(fn) is set, then right-shift both fn and sn equally until LSB(fn) is not set". */
static struct place start_of(uint64_t older, uint64_t newer)
{
    struct place place = { older - 1, newer - 1 };
    while ((place.node & 1) != 0) {
        climb(&place);
    }

    return place;
}

/** The older and the newer root, as far as the proof was read. */
struct roots {
    struct wlt_tree_hash older;
    struct wlt_tree_hash newer;
};

static bool climb_path(
    const struct wlt_tree_path *path, size_t from, struct place place, struct roots *roots)
{
    for (size_t i = from; i < path->count; i++) {
        const struct wlt_tree_hash *hash = &path->hashes[i];
        if (place.last == 0) {
            return false;
        }

        if (is_right_or_last(&place)) {
            wlt_tree_node(hash, &roots->older, &roots->older);
            wlt_tree_node(hash, &roots->newer, &roots->newer);
            climb_to_right(&place);
        } else {
            wlt_tree_node(&roots->newer, hash, &roots->newer);
        }

        climb(&place);
    }

    return place.last == 0;
}

bool wlt_tree_root_by_consistency(
    const struct wlt_tree_path *path,
    uint64_t older,
    uint64_t newer,
    const struct wlt_tree_hash *older_root,
    struct wlt_tree_hash *out)
{
    if (older == 0 || older > newer || path->count > WLT_TREE_PATH_MAX) {
        return false;
    }

    if (older == newer) {
        *out = *older_root;
        return path->count == 0;
    }

    /* Step 2: a complete older tree is a node of the newer one, and the proof does not repeat it. */
    const bool is_complete = (older & (older - 1)) == 0;
    if (!is_complete && path->count == 0) {
        return false;
    }

    const struct wlt_tree_hash first = is_complete ? *older_root : path->hashes[0];
    struct roots roots = { first, first };
    if (!climb_path(path, is_complete ? 0 : 1, start_of(older, newer), &roots) ||
        !wlt_tree_hash_equal(&roots.older, older_root)) {
        return false;
    }

    *out = roots.newer;
    return true;
}
