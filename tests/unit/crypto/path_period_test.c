/* SPDX-License-Identifier: Apache-2.0 */

/* For how long a path is known to hold. */
#include "crypto/certificate.h"
#include "make_certificate.h"

/** A root, an authority below it, a leaf below that. */
struct rungs {
    struct identity root;
    struct identity middle;
    struct identity leaf;
};

static struct rungs make_rungs(const struct recipe recipes[3])
{
    struct rungs rungs;
    rungs.root = make_certificate(&recipes[0], NULL);
    rungs.middle = make_certificate(&recipes[1], &rungs.root);
    rungs.leaf = make_certificate(&recipes[2], &rungs.middle);
    return rungs;
}

static void release_rungs(struct rungs *rungs)
{
    release_identity(&rungs->leaf);
    release_identity(&rungs->middle);
    release_identity(&rungs->root);
}

static const struct recipe recipes[3] = {
    { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } },
    { .name = "Middle", .extensions = { AUTHORITY_EXTENSIONS } },
    { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } },
};

static enum wallet_status find(
    const struct rungs *rungs, int64_t at_unix, struct wlt_period *out_holds)
{
    const struct wlt_certificate *chain[] = { rungs->leaf.certificate, rungs->middle.certificate };
    const struct wlt_certificate *anchors[] = { rungs->root.certificate };

    return wlt_certificate_find_period(chain, 2, anchors, 1, at_unix, out_holds, NULL);
}

TEST(a_path_holds_as_long_as_each_of_its_certificates)
{
    for (size_t shortest = 0; shortest < 3; shortest++) {
        struct recipe changed[3];
        struct wlt_period holds = { 0, 0 };
        memcpy(changed, recipes, sizeof changed);
        changed[shortest].not_before = NOON - 60;
        changed[shortest].not_after = NOON + 90;
        struct rungs rungs = make_rungs(changed);

        CHECK_EQUAL(find(&rungs, NOON - 61, &holds), WALLET_ERR_REFUSED);
        CHECK_EQUAL(find(&rungs, NOON + 90, &holds), WALLET_ERR_REFUSED);
        CHECK_EQUAL(holds.first_unix, 0);
        for (int64_t offset = -60; offset <= 89; offset += 149) {
            CHECK_EQUAL(find(&rungs, NOON + offset, &holds), WALLET_OK);
            CHECK_EQUAL(holds.first_unix, NOON - 60);
            CHECK_EQUAL(holds.last_unix, NOON + 89);
        }

        release_rungs(&rungs);
    }
}

TEST(where_anchors_and_chain_overlap_it_holds_for_the_moment)
{
    struct rungs rungs = make_rungs(recipes);
    const struct wlt_certificate *const all[] = { rungs.leaf.certificate,
                                                  rungs.middle.certificate,
                                                  rungs.root.certificate };
    const struct {
        const char *what;
        size_t count;        /* the first ones of `all` */
        size_t anchor_count; /* the last ones of `all` */
        int64_t last;
    } rows[] = {
        { "the root came along", 3, 1, 0 },
        { "the anchor is no root", 1, 2, 0 },
        { "what came along is an anchor, too", 2, 2, 0 },
        { "as it should be", 2, 1, DAY - 1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_period holds = { 0, 0 };
        CHECK_ROW(
            rows[i].what,
            wlt_certificate_find_period(
                all,
                rows[i].count,
                all + 3 - rows[i].anchor_count,
                rows[i].anchor_count,
                NOON,
                &holds,
                NULL),
            WALLET_OK);
        CHECK_ROW(rows[i].what, holds.last_unix, NOON + rows[i].last);
        CHECK_ROW(rows[i].what, holds.first_unix, NOON - (rows[i].last > 0 ? DAY : 0));
    }

    release_rungs(&rungs);
}
