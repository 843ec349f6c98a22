/* SPDX-License-Identifier: Apache-2.0 */

/* Whether a VICAL may take the place of one that was seen before. */
#include "make_vical.h"

static const struct {
    const char *what;
    struct vical_recipe seen;
    struct vical_recipe next;
    enum wallet_status wanted;
} rows[] = {
    { "newer", { .issue_id = 1 }, { .issue_id = 2, .date = NEXT }, WALLET_OK },
    { "of the same day", { .issue_id = 1 }, { .issue_id = 2 }, WALLET_OK },
    { "of one issue", { .issue_id = 2 }, { .issue_id = 2, .date = NEXT }, WALLET_ERR_REFUSED },
    { "a lower number", { .issue_id = 3 }, { .issue_id = 2, .date = NEXT }, WALLET_ERR_REFUSED },
    { "an earlier date",
      { .issue_id = 1 },
      { .issue_id = 2, .date = "2026-09-20T08:29:59Z" },
      WALLET_ERR_REFUSED },
    { "without numbers", { .date = ISSUED }, { .date = NEXT }, WALLET_OK },
    { "without numbers, earlier",
      { .date = ISSUED },
      { .date = "2026-09-19T08:30:00Z" },
      WALLET_ERR_REFUSED },
    { "without numbers, of one date",
      { .date = ISSUED },
      { .date = ISSUED, .next_update = NEXT },
      WALLET_ERR_REFUSED },
    { "no number any more, of one date",
      { .issue_id = 5 },
      { .date = ISSUED },
      WALLET_ERR_REFUSED },
    { "no number any more, later", { .issue_id = 5 }, { .date = NEXT }, WALLET_OK },
    { "another provider's",
      { .issue_id = 1 },
      { .issue_id = 2, .provider = "Somebody" },
      WALLET_ERR_REFUSED },
};

/** Read at any time: some of these are of the future. */
static struct wallet_vical *read_one(struct wallet_bytes bytes, const struct identity *root)
{
    struct wallet_certificates *roots = roots_of(root);
    struct wallet_vical *out = NULL;
    CHECK_EQUAL(wallet_vical_verify(bytes, roots, WALLET_VICAL_ANY_TIME, &out, NULL), WALLET_OK);
    wallet_certificates_free(roots);
    return out;
}

TEST(refuses_to_go_back)
{
    struct provider provider = make_provider(&provider_signer);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_vical *seen =
            read_one(signed_by(&provider.signer, payload_of(&rows[i].seen)), &provider.root);
        struct wallet_vical *next =
            read_one(signed_by(&provider.signer, payload_of(&rows[i].next)), &provider.root);
        CHECK_ROW(rows[i].what, wallet_vical_check_successor(next, seen, NULL), rows[i].wanted);
        wallet_vical_free(next);
        wallet_vical_free(seen);
    }

    clear_provider(&provider);
}

TEST(takes_the_same_again)
{
    struct provider provider = make_provider(&provider_signer);
    const struct vical_recipe recipe = { .issue_id = 3 };
    const struct wallet_bytes bytes = signed_by(&provider.signer, payload_of(&recipe));
    struct wallet_vical *one = read_one(bytes, &provider.root);
    struct wallet_vical *two = read_one(bytes, &provider.root);

    CHECK_EQUAL(wallet_vical_check_successor(two, one, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vical_check_successor(NULL, one, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vical_check_successor(one, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_vical_free(two);
    wallet_vical_free(one);
    clear_provider(&provider);
}

TEST(shows_its_authorities_in_order)
{
    struct provider provider = make_provider(&provider_signer);
    struct info infos[] = { info_of(&provider.other, OTHER_DOC), info_of(&provider.iaca, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 2 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);
    struct wallet_vical_entry entry;

    wallet_vical_at(vical, 0, &entry);
    CHECK_TEXT(entry.name, "Other IACA");
    CHECK_TEXT(entry.doc_types[0], OTHER_DOC);
    wallet_vical_at(vical, 1, &entry);
    CHECK_TEXT(entry.name, "Utopia IACA");
    CHECK_TEXT(entry.authority, "Utopia Department of Roads");
    CHECK_EQUAL(entry.doc_type_count, 1);
    CHECK_TEXT(entry.doc_types[0], MDL);
    CHECK_EQUAL(entry.from_unix, NOON - DAY);
    CHECK_EQUAL(entry.until_unix, NOON + DAY);
    wallet_vical_free(vical);
    clear_provider(&provider);
}
