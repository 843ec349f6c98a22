/* SPDX-License-Identifier: Apache-2.0 */
#include "naive_tree.h"

enum {
    LARGEST = 1024,
    LARGEST_PAIR = 256,
};

static bool are_equal(const struct wlt_tree_path *a, const struct wlt_tree_path *b)
{
    return a->count == b->count && memcmp(a->hashes, b->hashes, a->count * sizeof *a->hashes) == 0;
}

/** Hashes of complete subtrees, made once: the proofs of all sizes ask for them half a million times. */
struct forest {
    struct wlt_tree_hash levels[11][LARGEST];
};

static struct forest *grow(const struct wlt_tree_hash *leaves)
{
    struct forest *forest = test_memory(sizeof *forest);
    memcpy(forest->levels[0], leaves, LARGEST * sizeof *leaves);
    for (unsigned level = 1; level <= 10; level++) {
        for (size_t i = 0; i < (size_t)LARGEST >> level; i++) {
            forest->levels[level][i] = naive_join(
                &forest->levels[level - 1][2 * i], &forest->levels[level - 1][2 * i + 1]);
        }
    }

    return forest;
}

static enum wallet_status give(
    void *context,
    unsigned level,
    uint64_t index,
    struct wlt_tree_hash *out,
    __attribute__((unused)) struct wallet_error *error)
{
    const struct forest *forest = context;
    CHECK(level <= 10 && index < (uint64_t)LARGEST >> level);
    *out = forest->levels[level][index];
    return WALLET_OK;
}

TEST(every_leaf_of_every_tree_is_proved_to_be_in_it)
{
    const struct wlt_tree_hash *leaves = naive_leaves(LARGEST);
    struct forest *forest = grow(leaves);

    for (uint64_t size = 1; size <= LARGEST; size++) {
        struct wlt_tree_hash root;
        CHECK_EQUAL(wlt_tree_root_at(give, forest, size, &root, NULL), WALLET_OK);
        for (uint64_t leaf = 0; leaf < size; leaf++) {
            struct wlt_tree_path path;
            struct wlt_tree_hash found;
            CHECK_EQUAL(wlt_tree_prove_inclusion(give, forest, leaf, size, &path, NULL), WALLET_OK);
            CHECK(wlt_tree_root_by_inclusion(&path, leaf, size, &leaves[leaf], &found));
            CHECK(wlt_tree_hash_equal(&found, &root));
        }
    }
}

TEST(inclusion_proofs_are_those_of_a_naive_recursion)
{
    const struct wlt_tree_hash *leaves = naive_leaves(LARGEST);
    struct forest *forest = grow(leaves);

    for (uint64_t size = 1; size <= LARGEST_PAIR / 2; size++) {
        for (uint64_t leaf = 0; leaf < size; leaf++) {
            struct wlt_tree_path path;
            struct wlt_tree_path naive = { .count = 0 };
            CHECK_EQUAL(wlt_tree_prove_inclusion(give, forest, leaf, size, &path, NULL), WALLET_OK);
            naive_inclusion(leaves, leaf, size, &naive);
            CHECK(are_equal(&path, &naive));
        }
    }
}

TEST(every_tree_is_proved_to_be_the_beginning_of_every_larger_one)
{
    const struct wlt_tree_hash *leaves = naive_leaves(LARGEST);
    struct forest *forest = grow(leaves);

    for (uint64_t newer = 1; newer <= LARGEST_PAIR; newer++) {
        const struct wlt_tree_hash newer_root = naive_root(leaves, newer);
        for (uint64_t older = 1; older <= newer; older++) {
            const struct wlt_tree_hash older_root = naive_root(leaves, older);
            struct wlt_tree_path path;
            struct wlt_tree_path naive = { .count = 0 };
            struct wlt_tree_hash found;
            CHECK_EQUAL(
                wlt_tree_prove_consistency(give, forest, older, newer, &path, NULL), WALLET_OK);
            naive_subproof(leaves, older, newer, true, &naive);
            CHECK(are_equal(&path, &naive));
            CHECK(wlt_tree_root_by_consistency(&path, older, newer, &older_root, &found));
            CHECK(wlt_tree_hash_equal(&found, &newer_root));
        }
    }
}

static void flip(struct wlt_tree_path *path, size_t bit)
{
    path->hashes[bit / 256].bytes[bit % 256 / 8] ^= (uint8_t)(1U << bit % 8);
}

TEST(no_bit_of_an_inclusion_proof_can_be_changed)
{
    const struct wlt_tree_hash *leaves = naive_leaves(LARGEST);

    for (uint64_t size = 1; size <= 16; size++) {
        const struct wlt_tree_hash root = naive_root(leaves, size);
        for (uint64_t leaf = 0; leaf < size; leaf++) {
            struct wlt_tree_path path = { .count = 0 };
            struct wlt_tree_hash found;
            naive_inclusion(leaves, leaf, size, &path);
            for (size_t bit = 0; bit < path.count * 256; bit++) {
                flip(&path, bit);
                CHECK(
                    !wlt_tree_root_by_inclusion(&path, leaf, size, &leaves[leaf], &found) ||
                    !wlt_tree_hash_equal(&found, &root));
                flip(&path, bit);
            }
        }
    }
}

TEST(no_bit_of_a_consistency_proof_can_be_changed)
{
    const struct wlt_tree_hash *leaves = naive_leaves(LARGEST);

    for (uint64_t newer = 1; newer <= 14; newer++) {
        const struct wlt_tree_hash newer_root = naive_root(leaves, newer);
        for (uint64_t older = 1; older < newer; older++) {
            const struct wlt_tree_hash older_root = naive_root(leaves, older);
            struct wlt_tree_path path = { .count = 0 };
            struct wlt_tree_hash found;
            naive_subproof(leaves, older, newer, true, &path);
            for (size_t bit = 0; bit < path.count * 256; bit++) {
                flip(&path, bit);
                CHECK(
                    !wlt_tree_root_by_consistency(&path, older, newer, &older_root, &found) ||
                    !wlt_tree_hash_equal(&found, &newer_root));
                flip(&path, bit);
            }
        }
    }
}

TEST(a_proof_is_for_one_place_in_trees_of_one_size)
{
    const struct wlt_tree_hash *leaves = naive_leaves(64);

    for (uint64_t size = 1; size <= 32; size++) {
        const struct wlt_tree_hash root = naive_root(leaves, size);
        for (uint64_t leaf = 0; leaf < size; leaf++) {
            struct wlt_tree_path path = { .count = 0 };
            struct wlt_tree_hash found;
            naive_inclusion(leaves, leaf, size, &path);
            for (uint64_t other = 0; other < 40; other++) {
                CHECK(
                    other == leaf ||
                    !wlt_tree_root_by_inclusion(&path, other, size, &leaves[leaf], &found) ||
                    !wlt_tree_hash_equal(&found, &root));
            }

            CHECK(!wlt_tree_root_by_inclusion(&path, size, size, &leaves[leaf], &found));
            path.count++;
            CHECK(!wlt_tree_root_by_inclusion(&path, leaf, size, &leaves[leaf], &found));
            path.count -= path.count > 1 ? 2 : 0;
            CHECK(
                size == 1 || !wlt_tree_root_by_inclusion(&path, leaf, size, &leaves[leaf], &found));
        }
    }
}

TEST(a_consistency_proof_is_for_two_sizes)
{
    const struct wlt_tree_hash *leaves = naive_leaves(64);
    const struct wlt_tree_hash older_root = naive_root(leaves, 6);
    struct wlt_tree_path path = { .count = 0 };
    struct wlt_tree_hash found;

    naive_subproof(leaves, 6, 20, true, &path);
    CHECK(wlt_tree_root_by_consistency(&path, 6, 20, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 0, 20, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 5, 20, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 7, 20, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 6, 6, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 21, 20, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 6, 40, &older_root, &found));
    path.count--;
    CHECK(!wlt_tree_root_by_consistency(&path, 6, 20, &older_root, &found));
    path.count = 0;
    CHECK(!wlt_tree_root_by_consistency(&path, 6, 20, &older_root, &found));
    CHECK(!wlt_tree_root_by_consistency(&path, 4, 20, &older_root, &found));
    CHECK(wlt_tree_root_by_consistency(&path, 6, 6, &older_root, &found));
}

static enum wallet_status fail_to_give(
    __attribute__((unused)) void *context,
    unsigned level,
    __attribute__((unused)) uint64_t index,
    __attribute__((unused)) struct wlt_tree_hash *out,
    __attribute__((unused)) struct wallet_error *error)
{
    return level == 1 ? WALLET_ERR_FILE : WALLET_OK;
}

TEST(what_the_source_fails_with_is_told)
{
    struct wlt_tree_path path;
    struct wlt_tree_hash root;

    CHECK_EQUAL(wlt_tree_root_at(fail_to_give, NULL, 3, &root, NULL), WALLET_ERR_FILE);
    CHECK_EQUAL(wlt_tree_prove_inclusion(fail_to_give, NULL, 0, 8, &path, NULL), WALLET_ERR_FILE);
    CHECK_EQUAL(wlt_tree_prove_consistency(fail_to_give, NULL, 6, 8, &path, NULL), WALLET_ERR_FILE);
}
