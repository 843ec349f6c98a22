/* SPDX-License-Identifier: Apache-2.0 */
#include "naive_tree.h"

/* The leaves and roots by which implementations of RFC 6962 are tested. */
static const char *const entries[] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};

static const char *const roots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

enum {
    ENTRY_COUNT = sizeof entries / sizeof *entries,
};

static struct wallet_bytes bytes_of(const struct wlt_tree_hash *hash)
{
    return (struct wallet_bytes){ hash->bytes, sizeof hash->bytes };
}

static struct wlt_tree_hash leaf_of(const char *hex)
{
    uint8_t prefixed[64] = { 0 };
    struct wlt_tree_hash hash;
    const struct wallet_bytes entry = test_hex(hex);
    if (entry.size > 0) {
        memcpy(prefixed + 1, entry.data, entry.size);
    }

    wlt_tree_leaf((struct wallet_bytes){ prefixed, 1 + entry.size }, &hash);
    return hash;
}

TEST(a_tree_has_the_roots_of_rfc_6962)
{
    struct wlt_tree_edge edge = { .size = 0 };
    struct wlt_tree_hash root;

    for (size_t i = 0; i <= ENTRY_COUNT; i++) {
        wlt_tree_root(&edge, &root);
        CHECK_BYTES(bytes_of(&root), test_hex(roots[i]));
        if (i < ENTRY_COUNT) {
            const struct wlt_tree_hash leaf = leaf_of(entries[i]);
            wlt_tree_append(&edge, &leaf);
        }
    }
}

/* Leaves are counted from 0. */
static const struct {
    uint64_t leaf;
    uint64_t size;
    const char *path[4];
} inclusions[] = {
    { 0, 1, { NULL } },
    { 0,
      8,
      { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
    { 5,
      8,
      { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
    { 2, 3, { "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" } },
    { 1,
      5,
      { "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
};

static const struct {
    uint64_t older;
    uint64_t newer;
    const char *path[4];
} consistencies[] = {
    { 1, 1, { NULL } },
    { 1,
      8,
      { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
    { 6,
      8,
      { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
    { 2,
      5,
      { "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
};

static void check_path(const struct wlt_tree_path *path, const char *const *wanted)
{
    for (size_t i = 0; i < path->count; i++) {
        CHECK(wanted[i]);
        CHECK_BYTES(bytes_of(&path->hashes[i]), test_hex(wanted[i]));
    }

    CHECK(!wanted[path->count]);
}

TEST(proofs_are_those_of_rfc_6962)
{
    struct wlt_tree_hash leaves[ENTRY_COUNT];
    struct wlt_tree_path path;

    for (size_t i = 0; i < ENTRY_COUNT; i++) {
        leaves[i] = leaf_of(entries[i]);
    }

    for (size_t i = 0; i < sizeof inclusions / sizeof *inclusions; i++) {
        CHECK_EQUAL(
            wlt_tree_prove_inclusion(
                naive_source, leaves, inclusions[i].leaf, inclusions[i].size, &path, NULL),
            WALLET_OK);
        check_path(&path, inclusions[i].path);
    }

    for (size_t i = 0; i < sizeof consistencies / sizeof *consistencies; i++) {
        CHECK_EQUAL(
            wlt_tree_prove_consistency(
                naive_source, leaves, consistencies[i].older, consistencies[i].newer, &path, NULL),
            WALLET_OK);
        check_path(&path, consistencies[i].path);
    }
}

TEST(an_edge_has_the_root_of_a_naive_recursion)
{
    const struct wlt_tree_hash *leaves = naive_leaves(1024);
    struct wlt_tree_edge edge = { .size = 0 };
    struct wlt_tree_hash root;

    for (uint64_t size = 1; size <= 1024; size++) {
        wlt_tree_append(&edge, &leaves[size - 1]);
        CHECK_EQUAL(edge.size, size);
        wlt_tree_root(&edge, &root);
        const struct wlt_tree_hash naive = naive_root(leaves, size);
        CHECK(wlt_tree_hash_equal(&root, &naive));
    }

    CHECK_EQUAL(wlt_tree_edge_count(0), 0);
    CHECK_EQUAL(wlt_tree_edge_count(1023), 10);
    CHECK_EQUAL(wlt_tree_edge_count(1024), 1);
}
