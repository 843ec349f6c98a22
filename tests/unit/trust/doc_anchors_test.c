/* SPDX-License-Identifier: Apache-2.0 */

/* What the authorities of a VICAL vouch for: documents of their types, and nothing else. */
#include "trust/doc_anchors.h"

#include "make_vical.h"

static const struct recipe document_signer = {
    .name = "Document Signer",
    .country = "UT",
    .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" } },
};

/** A provider whose first authority is for driving licences, the second for something else. */
struct scene {
    struct provider provider;
    struct identity signer;
    struct identity stranger;
    struct wallet_trust *trust;
};

static void open_scene(struct scene *scene)
{
    scene->provider = make_provider(&provider_signer);
    const struct info infos[] = { info_of(&scene->provider.iaca, MDL),
                                  info_of(&scene->provider.other, OTHER_DOC) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 2 };
    struct wallet_vical *vical = vical_of(&scene->provider, &recipe);

    scene->signer = make_certificate(&document_signer, &scene->provider.iaca);
    scene->stranger = make_certificate(&document_signer, &scene->provider.root);
    scene->trust = NULL;
    CHECK_EQUAL(wallet_trust_new(&scene->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(scene->trust, vical, NULL), WALLET_OK);
    wallet_vical_free(vical);
}

static void close_scene(struct scene *scene)
{
    wallet_trust_free(scene->trust);
    release_identity(&scene->stranger);
    release_identity(&scene->signer);
    clear_provider(&scene->provider);
}

static enum wallet_status ask(
    const struct scene *scene, const char *doc_type, const struct identity *leaf, int64_t at_unix)
{
    const struct wlt_certificate *const certificates[] = { leaf->certificate };
    struct wlt_period holds = { 0 };
    struct wallet_error error = { .message = "" };
    const enum wallet_status status = wlt_trust_check_path_for_doc_type(
        scene->trust, test_text(doc_type), certificates, 1, at_unix, &holds, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

TEST(an_authority_counts_for_its_types_of_document_only)
{
    struct scene scene;
    open_scene(&scene);

    CHECK_EQUAL(ask(&scene, MDL, &scene.signer, NOON), WALLET_OK);
    CHECK_EQUAL(ask(&scene, OTHER_DOC, &scene.signer, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(ask(&scene, "", &scene.signer, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(ask(&scene, MDL "x", &scene.signer, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(ask(&scene, MDL, &scene.signer, NOON + 9 * DAY), WALLET_ERR_REFUSED);

    /* The provider vouches for authorities, and is none itself. */
    CHECK_EQUAL(ask(&scene, MDL, &scene.stranger, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(ask(&scene, MDL, &scene.provider.signer, NOON), WALLET_ERR_UNDETERMINED);
    close_scene(&scene);
}

TEST(no_other_path_ends_in_such_an_authority)
{
    struct scene scene;
    open_scene(&scene);

    CHECK_EQUAL(wallet_trust_count(scene.trust), 0);
    CHECK_EQUAL(
        wlt_trust_check_path(scene.trust, scene.signer.certificate, NULL, 0, NOON, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(
        wlt_trust_check_path(scene.trust, scene.provider.iaca.certificate, NULL, 0, NOON, NULL),
        WALLET_ERR_UNDETERMINED);
    close_scene(&scene);
}

TEST(certificates_that_are_trusted_anyway_count_for_every_document)
{
    struct scene scene;
    open_scene(&scene);

    CHECK_EQUAL(wallet_trust_add(scene.trust, der_of(scene.provider.iaca.x509), NULL), WALLET_OK);
    CHECK_EQUAL(ask(&scene, OTHER_DOC, &scene.signer, NOON), WALLET_OK);
    CHECK_EQUAL(ask(&scene, OTHER_DOC, &scene.signer, NOON + 9 * DAY), WALLET_ERR_REFUSED);
    close_scene(&scene);
}

TEST(vouches_for_nobody_where_it_is_no_authority)
{
    struct provider provider = make_provider(&provider_signer);
    const struct recipe recipe = { .name = "No CA", .extensions = { LEAF_EXTENSIONS } };
    struct identity plain = make_certificate(&recipe, NULL);
    struct identity below = make_certificate(&document_signer, &plain);
    const struct info infos[] = { info_of(&plain, MDL) };
    const struct vical_recipe list = { .infos = infos, .info_count = 1 };
    struct scene scene = { .trust = NULL };
    struct wallet_vical *vical = vical_of(&provider, &list);

    CHECK_EQUAL(wallet_trust_new(&scene.trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(scene.trust, vical, NULL), WALLET_OK);
    CHECK_EQUAL(ask(&scene, MDL, &below, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(ask(&scene, MDL, &plain, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(wallet_trust_add(scene.trust, der_of(plain.x509), NULL), WALLET_OK);
    CHECK(wlt_trust_find_authority(scene.trust, NULL, below.certificate) == NULL);

    wallet_vical_free(vical);
    wallet_trust_free(scene.trust);
    release_identity(&below);
    release_identity(&plain);
    clear_provider(&provider);
}

TEST(several_vicals_add_up)
{
    struct scene scene;
    open_scene(&scene);
    const struct info infos[] = { info_of(&scene.provider.root, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 1 };
    struct wallet_vical *more = vical_of(&scene.provider, &recipe);

    CHECK_EQUAL(ask(&scene, MDL, &scene.stranger, NOON), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(wallet_trust_add_vical(scene.trust, more, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(scene.trust, more, NULL), WALLET_OK);
    CHECK_EQUAL(ask(&scene, MDL, &scene.stranger, NOON), WALLET_OK);
    CHECK_EQUAL(ask(&scene, MDL, &scene.signer, NOON), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(NULL, more, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_add_vical(scene.trust, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_vical_free(more);
    close_scene(&scene);
}

TEST(who_signs_about_documents_of_any_type_needs_one_of_their_authorities)
{
    struct scene scene;
    const struct wallet_bytes mdl = test_text(MDL);
    const struct wallet_bytes other = test_text(OTHER_DOC);
    open_scene(&scene);
    const struct wlt_certificate *signer = scene.signer.certificate;
    const struct wlt_certificate *stranger = scene.stranger.certificate;

    CHECK_EQUAL(
        wlt_trust_check_path_for_any_doc_type(scene.trust, &signer, 1, NOON, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_trust_check_path_for_any_doc_type(scene.trust, &stranger, 1, NOON, NULL),
        WALLET_ERR_UNDETERMINED);

    CHECK(wlt_trust_find_authority(scene.trust, NULL, signer) != NULL);
    CHECK(wlt_trust_find_authority(scene.trust, &mdl, signer) != NULL);
    CHECK(wlt_trust_find_authority(scene.trust, &other, signer) == NULL);
    CHECK(wlt_trust_find_authority(scene.trust, NULL, stranger) == NULL);

    CHECK_EQUAL(wallet_trust_add(scene.trust, der_of(scene.provider.root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(scene.trust, der_of(scene.stranger.x509), NULL), WALLET_OK);
    CHECK_BYTES(
        wlt_certificate_digest(wlt_trust_find_authority(scene.trust, &other, stranger)),
        wlt_certificate_digest(scene.provider.root.certificate));
    close_scene(&scene);
}
