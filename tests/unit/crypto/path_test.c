/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/certificate.h"
#include "make_certificate.h"

static const struct recipe root_recipe = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe middle_recipe = { .name = "Middle",
                                             .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe lower_recipe = { .name = "Lower",
                                            .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe lowest_recipe = { .name = "Lowest",
                                             .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe leaf_recipe = { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } };

static enum wallet_status check_at(
    int64_t at_unix,
    const struct identity *leaf,
    const struct identity *const *chain,
    const struct identity *const *anchors)
{
    const struct wlt_certificate *chained[8];
    const struct wlt_certificate *trusted[8];
    size_t chain_count = 0;
    size_t anchor_count = 0;
    struct wallet_error error = { .message = "untouched" };

    for (; chain && chain[chain_count]; chain_count++) {
        chained[chain_count] = chain[chain_count]->certificate;
    }

    for (; anchors && anchors[anchor_count]; anchor_count++) {
        trusted[anchor_count] = anchors[anchor_count]->certificate;
    }

    const enum wallet_status status = wlt_certificate_check_path(
        leaf->certificate, chained, chain_count, trusted, anchor_count, at_unix, &error);
    CHECK_EQUAL(strcmp(error.message, "untouched") == 0, status == WALLET_OK);
    CHECK_EQUAL(error.status, status);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

#define LIST(...) ((const struct identity *const[]){ __VA_ARGS__, NULL })
#define CHECK_PATH(wanted, leaf, chain, anchors) \
    CHECK_EQUAL(check_at(NOON, (leaf), (chain), (anchors)), (wanted))

TEST(a_leaf_below_an_anchor_holds)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity leaf = make_certificate(&leaf_recipe, &root);

    CHECK_PATH(WALLET_OK, &leaf, NULL, LIST(&root));
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &leaf, NULL, NULL);
    release_identity(&root);
    release_identity(&leaf);
}

TEST(the_validity_of_each_counts)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct recipe brief = leaf_recipe;
    brief.not_before = NOON - 60;
    brief.not_after = NOON + 60;
    struct identity leaf = make_certificate(&brief, &root);
    struct recipe late = leaf_recipe;
    late.not_after = NOON + 10 * DAY;
    struct identity outliving = make_certificate(&late, &root);

    CHECK_EQUAL(check_at(NOON - 61, &leaf, NULL, LIST(&root)), WALLET_ERR_REFUSED);
    CHECK_EQUAL(check_at(NOON - 60, &leaf, NULL, LIST(&root)), WALLET_OK);
    CHECK_EQUAL(check_at(NOON + 59, &leaf, NULL, LIST(&root)), WALLET_OK);
    CHECK_EQUAL(check_at(NOON + 60, &leaf, NULL, LIST(&root)), WALLET_ERR_REFUSED);
    CHECK_EQUAL(check_at(NOON + 2 * DAY, &outliving, NULL, LIST(&root)), WALLET_ERR_REFUSED);
    release_identity(&root);
    release_identity(&leaf);
    release_identity(&outliving);
}

TEST(a_chain_is_used_whole_and_in_order)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity middle = make_certificate(&middle_recipe, &root);
    struct identity lower = make_certificate(&lower_recipe, &middle);
    struct identity leaf = make_certificate(&leaf_recipe, &lower);
    struct identity stranger = make_certificate(&middle_recipe, &root);
    const struct identity *const *anchors = LIST(&root);

    CHECK_PATH(WALLET_OK, &leaf, LIST(&lower, &middle), anchors);
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &leaf, LIST(&lower), anchors);
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &leaf, NULL, anchors);
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &leaf, LIST(&middle, &lower), anchors);
    CHECK_PATH(WALLET_ERR_REFUSED, &leaf, LIST(&lower, &middle, &stranger), anchors);
    CHECK_PATH(WALLET_ERR_REFUSED, &leaf, LIST(&stranger, &lower, &middle), anchors);
    CHECK_PATH(WALLET_ERR_REFUSED, &leaf, LIST(&lower, &middle, &middle), anchors);
    CHECK_PATH(WALLET_ERR_REFUSED, &leaf, LIST(&leaf, &lower, &middle), anchors);
    release_identity(&root);
    release_identity(&middle);
    release_identity(&lower);
    release_identity(&leaf);
    release_identity(&stranger);
}

TEST(a_chain_may_end_with_the_anchor_itself)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity middle = make_certificate(&middle_recipe, &root);
    struct identity leaf = make_certificate(&leaf_recipe, &middle);

    CHECK_PATH(WALLET_OK, &leaf, LIST(&middle, &root), LIST(&root));
    release_identity(&root);
    release_identity(&middle);
    release_identity(&leaf);
}

TEST(four_certificates_are_the_most)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity middle = make_certificate(&middle_recipe, &root);
    struct identity lower = make_certificate(&lower_recipe, &middle);
    struct identity lowest = make_certificate(&lowest_recipe, &lower);
    struct identity fourth = make_certificate(&leaf_recipe, &lower);
    struct identity fifth = make_certificate(&leaf_recipe, &lowest);

    CHECK_PATH(WALLET_OK, &fourth, LIST(&lower, &middle), LIST(&root));
    CHECK_PATH(WALLET_ERR_REFUSED, &fifth, LIST(&lowest, &lower, &middle), LIST(&root));
    CHECK_PATH(WALLET_ERR_REFUSED, &fifth, LIST(&lowest, &lower, &middle, &root), LIST(&root));
    release_identity(&root);
    release_identity(&middle);
    release_identity(&lower);
    release_identity(&lowest);
    release_identity(&fourth);
    release_identity(&fifth);
}

TEST(a_root_that_comes_with_the_message_is_not_trusted)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity forged_root = make_certificate(&root_recipe, NULL);
    struct identity forged = make_certificate(&leaf_recipe, &forged_root);
    const struct recipe other_recipe = { .name = "Other", .extensions = { AUTHORITY_EXTENSIONS } };
    struct identity other = make_certificate(&other_recipe, NULL);

    CHECK(check_at(NOON, &forged, LIST(&forged_root), LIST(&root)) != WALLET_OK);
    CHECK(check_at(NOON, &forged, NULL, LIST(&root)) != WALLET_OK);
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &forged, LIST(&forged_root), LIST(&other));
    release_identity(&root);
    release_identity(&forged_root);
    release_identity(&forged);
    release_identity(&other);
}

TEST(anchors_of_one_name_are_tried_in_turn)
{
    /* Without key identifiers nothing but the signature tells them apart. */
    struct recipe plain = root_recipe;
    plain.extensions[3][0] = NULL;
    struct identity old_root = make_certificate(&plain, NULL);
    struct identity new_root = make_certificate(&plain, NULL);
    struct identity old_leaf = make_certificate(&leaf_recipe, &old_root);
    struct identity new_leaf = make_certificate(&leaf_recipe, &new_root);

    CHECK_PATH(WALLET_OK, &old_leaf, NULL, LIST(&old_root, &new_root));
    CHECK_PATH(WALLET_OK, &old_leaf, NULL, LIST(&new_root, &old_root));
    CHECK_PATH(WALLET_OK, &new_leaf, NULL, LIST(&old_root, &new_root));
    CHECK_PATH(WALLET_OK, &new_leaf, NULL, LIST(&new_root, &old_root));
    release_identity(&old_root);
    release_identity(&new_root);
    release_identity(&old_leaf);
    release_identity(&new_leaf);
}

TEST(an_anchor_between_leaf_and_root_needs_the_root)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity middle = make_certificate(&middle_recipe, &root);
    struct identity leaf = make_certificate(&leaf_recipe, &middle);

    CHECK_PATH(WALLET_ERR_UNDETERMINED, &leaf, NULL, LIST(&middle));
    CHECK_PATH(WALLET_OK, &leaf, NULL, LIST(&middle, &root));
    release_identity(&root);
    release_identity(&middle);
    release_identity(&leaf);
}

/** Whether a leaf below a middle one by this recipe is accepted. */
static enum wallet_status below(const struct recipe *middle_one, const struct recipe *leaf_one)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity middle = make_certificate(middle_one, &root);
    struct identity leaf = make_certificate(leaf_one, &middle);
    const enum wallet_status status = check_at(NOON, &leaf, LIST(&middle), LIST(&root));
    release_identity(&root);
    release_identity(&middle);
    release_identity(&leaf);
    return status;
}

#define IDENTIFIERS                       \
    { "subjectKeyIdentifier", "hash" },   \
    {                                     \
        "authorityKeyIdentifier", "keyid" \
    }

static const struct {
    const char *what;
    struct recipe middle;
    struct recipe leaf;
    enum wallet_status wanted;
} rows[] = {
    { "as it should be",
      { .name = "M", .extensions = { AUTHORITY_EXTENSIONS } },
      { .name = "L", .extensions = { LEAF_EXTENSIONS } },
      WALLET_OK },
    { "a leaf in the place of an authority",
      { .name = "M", .extensions = { LEAF_EXTENSIONS } },
      { .name = "L", .extensions = { LEAF_EXTENSIONS } },
      WALLET_ERR_REFUSED },
    { "an authority that may not sign certificates",
      { .name = "M",
        .extensions = { { "basicConstraints", "critical,CA:TRUE" },
                        { "keyUsage", "critical,digitalSignature" },
                        IDENTIFIERS } },
      { .name = "L", .extensions = { LEAF_EXTENSIONS } },
      WALLET_ERR_REFUSED },
    { "an unknown critical extension",
      { .name = "M", .extensions = { AUTHORITY_EXTENSIONS } },
      { .name = "L", .extensions = { LEAF_EXTENSIONS, { "1.2.3.4", "critical,DER:0500" } } },
      WALLET_ERR_REFUSED },
    { "SHA-1",
      { .name = "M", .extensions = { AUTHORITY_EXTENSIONS } },
      { .name = "L", .hash = "SHA1", .extensions = { LEAF_EXTENSIONS } },
      WALLET_ERR_REFUSED },
    { "no key identifiers",
      { .name = "M", .extensions = { AUTHORITY_EXTENSIONS } },
      { .name = "L", .extensions = { { "keyUsage", "critical,digitalSignature" } } },
      WALLET_ERR_REFUSED },
    { "extensions in version 1",
      { .name = "M", .is_bare = true },
      { .name = "L", .extensions = { LEAF_EXTENSIONS } },
      WALLET_ERR_REFUSED },
};

TEST(every_certificate_keeps_the_rules)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct recipe leaf = rows[i].leaf;
        if (rows[i].middle.is_bare) {
            leaf.extensions[2][0] = NULL; /* there is no identifier to name */
        }

        CHECK_ROW(rows[i].what, below(&rows[i].middle, &leaf), rows[i].wanted);
    }
}

TEST(a_path_is_no_longer_than_an_authority_allows)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct recipe short_recipe = middle_recipe;
    short_recipe.extensions[0][1] = "critical,CA:TRUE,pathlen:0";
    struct identity middle = make_certificate(&short_recipe, &root);
    struct identity lower = make_certificate(&lower_recipe, &middle);
    struct identity leaf = make_certificate(&leaf_recipe, &lower);
    struct identity direct = make_certificate(&leaf_recipe, &middle);

    CHECK_PATH(WALLET_OK, &direct, LIST(&middle), LIST(&root));
    CHECK_PATH(WALLET_ERR_REFUSED, &leaf, LIST(&lower, &middle), LIST(&root));
    release_identity(&root);
    release_identity(&middle);
    release_identity(&lower);
    release_identity(&leaf);
    release_identity(&direct);
}

TEST(a_forged_signature_is_refused)
{
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity leaf = make_certificate(&leaf_recipe, &root);
    const struct wallet_bytes der = der_of(leaf.x509);
    uint8_t *altered = test_memory(der.size);
    struct identity forged = { 0 };

    memcpy(altered, der.data, der.size);
    altered[der.size - 1] ^= 1;
    CHECK_EQUAL(
        wlt_certificate_parse(
            (struct wallet_bytes){ altered, der.size }, &forged.certificate, NULL),
        WALLET_OK);
    CHECK_PATH(WALLET_ERR_REFUSED, &forged, NULL, LIST(&root));
    release_identity(&root);
    release_identity(&leaf);
    release_identity(&forged);
}

/** Of a leaf below a middle below a root, each signed under its own ID. */
static enum wallet_status check_ids(const char *root_id, const char *middle_id, const char *leaf_id)
{
    struct recipe recipes[] = { root_recipe, middle_recipe, leaf_recipe };
    const char *const ids[] = { root_id, middle_id, leaf_id };
    for (size_t i = 0; i < 3; i++) {
        recipes[i].is_sm2 = true;
        recipes[i].sm2_id = ids[i];
    }

    struct identity root = make_certificate(&recipes[0], NULL);
    struct identity middle = make_certificate(&recipes[1], &root);
    struct identity leaf = make_certificate(&recipes[2], &middle);
    CHECK_EQUAL(
        wlt_public_key_algorithm(wlt_certificate_key(leaf.certificate)), WALLET_ALGORITHM_SM2);
    const enum wallet_status status = check_at(NOON, &leaf, LIST(&middle), LIST(&root));
    CHECK_EQUAL(check_at(NOON, &leaf, LIST(&middle, &root), LIST(&root)), status);
    release_identity(&root);
    release_identity(&middle);
    release_identity(&leaf);
    return status;
}

TEST(a_chain_of_sm2_holds_under_the_usual_id_only)
{
    static const char *const others[] = { "", "8765432187654321", "123456781234567" };

    CHECK_EQUAL(check_ids(NULL, NULL, NULL), WALLET_OK);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_ROW(others[i], check_ids(NULL, NULL, others[i]), WALLET_ERR_REFUSED);
        CHECK_ROW(others[i], check_ids(NULL, others[i], NULL), WALLET_ERR_REFUSED);
        CHECK_ROW(others[i], check_ids(others[i], others[i], others[i]), WALLET_ERR_REFUSED);
    }
}

TEST(sm2_and_other_keys_may_certify_each_other)
{
    struct recipe sm2_root_recipe = root_recipe;
    struct recipe sm2_leaf_recipe = leaf_recipe;
    sm2_root_recipe.is_sm2 = true;
    sm2_leaf_recipe.is_sm2 = true;
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity sm2_leaf = make_certificate(&sm2_leaf_recipe, &root);
    struct identity sm2_root = make_certificate(&sm2_root_recipe, NULL);
    struct identity leaf = make_certificate(&leaf_recipe, &sm2_root);

    CHECK_PATH(WALLET_OK, &sm2_leaf, NULL, LIST(&root));
    CHECK_PATH(WALLET_OK, &leaf, NULL, LIST(&sm2_root));
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &leaf, NULL, LIST(&root));
    CHECK_PATH(WALLET_ERR_UNDETERMINED, &sm2_leaf, NULL, LIST(&sm2_root));
    release_identity(&root);
    release_identity(&sm2_leaf);
    release_identity(&sm2_root);
    release_identity(&leaf);
}
