/* SPDX-License-Identifier: Apache-2.0 */
#include "present/leaves.h"

#include "desk.h"
#include "present/selection.h"
#include "test.h"

static struct wallet_selection *open_register(const struct desk *desk, bool is_printed)
{
    return desk_select(
        desk,
        desk_issue(desk, DESK_REGISTER, desk_register(), is_printed ? NULL : desk->holder),
        "");
}

/** By place, member and key, in whatever order the issuer wrote them down. */
TEST(leaves_stand_in_the_order_of_their_keys)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    for (size_t round = 0; round < 2; round++) {
        struct wallet_selection *selection = open_register(&desk, round == 1);
        const struct wlt_leaves *leaves = &selection->leaves;
        CHECK_EQUAL(leaves->count, 6 + 7 + 6 + 6);
        for (size_t i = 1; i < leaves->count; i++) {
            const struct wlt_leaf *a = &leaves->items[i - 1];
            const struct wlt_leaf *b = &leaves->items[i];
            CHECK(
                a->place < b->place ||
                (a->place == b->place &&
                 (a->fact.member < b->fact.member ||
                  (a->fact.member == b->fact.member && a->fact.key < b->fact.key))));
            CHECK_EQUAL(b->fact.finding, WALLET_FINDING_NONE);
        }

        wallet_selection_free(selection);
    }

    desk_close(&desk);
}

/** A leaf of a member names the disclosure of its page, and that is an element, not a pair. */
TEST(each_leaf_knows_what_shows_it)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection = open_register(&desk, false);
    const struct wlt_leaves *leaves = &selection->leaves;
    const struct wlt_disclosures *all = &selection->disclosures;

    for (size_t i = 0; i < leaves->count; i++) {
        const struct wlt_leaf *leaf = &leaves->items[i];
        CHECK_EQUAL(leaf->page != WLT_IN_CLEAR, leaf->fact.member > 0);
        if (leaf->page != WLT_IN_CLEAR) {
            CHECK(all->items[leaf->page].key.size == 0 && all->items[leaf->page].value.size > 0);
        }

        if (leaf->disclosure != WLT_IN_CLEAR) {
            CHECK(all->items[leaf->disclosure].key.size > 0);
        }
    }

    /* Of the holder: the pair of key 2. */
    CHECK(leaves->holder != WLT_IN_CLEAR);
    CHECK_BYTES(all->items[leaves->holder].key, test_hex("02"));
    wallet_selection_free(selection);
    desk_close(&desk);
}

TEST(of_a_printed_licence_no_leaf_has_a_disclosure)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection = open_register(&desk, true);

    for (size_t i = 0; i < selection->leaves.count; i++) {
        CHECK_EQUAL(selection->leaves.items[i].disclosure, WLT_IN_CLEAR);
        CHECK_EQUAL(selection->leaves.items[i].page, WLT_IN_CLEAR);
    }

    CHECK_EQUAL(selection->leaves.holder, WLT_IN_CLEAR);
    wallet_selection_free(selection);
    desk_close(&desk);
}
