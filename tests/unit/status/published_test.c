/* SPDX-License-Identifier: Apache-2.0 */

/* Lists that are published by themselves: what is one, and who may have signed it. */
#include "status/published.h"

#include "make_list.h"

#define DOCUMENT_SIGNER "1.0.18013.5.1.2"

/** An authority, and whoever signs lists below it. */
struct scene {
    struct identity iaca;
    struct identity signer;
    struct identity other; /* below the same authority */
    struct wallet_trust *trust;
    struct wallet_status_snapshot *snapshot;
};

static void open_scene(struct scene *scene)
{
    *scene = (struct scene){ .trust = NULL };
    scene->iaca = make_certificate(&iaca_recipe, NULL);
    scene->signer = make_certificate(&list_signer, &scene->iaca);
    scene->other = make_certificate(&list_signer, &scene->iaca);
    CHECK_EQUAL(wallet_trust_new(&scene->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(scene->trust, der_of(scene->iaca.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_snapshot_new(&scene->snapshot, NULL), WALLET_OK);
}

static void close_scene(struct scene *scene)
{
    wallet_status_snapshot_free(scene->snapshot);
    wallet_trust_free(scene->trust);
    release_identity(&scene->other);
    release_identity(&scene->signer);
    release_identity(&scene->iaca);
}

TEST(tells_what_a_list_says_of_itself)
{
    struct scene scene;
    struct wallet_status_list_facts facts;
    struct wallet_status_list_facts newer;
    open_scene(&scene);
    const struct list_recipe recipe = { .signer = &scene.signer };
    const struct list_recipe later = { .signer = &scene.other, .issued_unix = NOON + 1 };
    const struct list_recipe elsewhere = { .signer = &scene.signer, .uri = "urn:x" };

    CHECK(wallet_status_is_list(make_list(&recipe)));
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(
            scene.snapshot, make_list(&recipe), scene.trust, NOON, &facts, NULL),
        WALLET_OK);
    CHECK_BYTES(test_text(facts.uri), test_text(LIST_URI));
    CHECK_EQUAL(facts.issued_unix, NOON);
    CHECK_EQUAL(facts.count, 2);
    CHECK(facts.is_of_identifiers);
    CHECK_EQUAL(strlen(facts.name), 36);

    /* The name is that of the authority's list at this URI, whoever signs it below. */
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(
            scene.snapshot, make_list(&later), scene.trust, NOON, &newer, NULL),
        WALLET_OK);
    CHECK_BYTES(test_text(newer.name), test_text(facts.name));
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(
            scene.snapshot, make_list(&elsewhere), scene.trust, NOON, &newer, NULL),
        WALLET_OK);
    CHECK(strcmp(newer.name, facts.name) != 0);
    close_scene(&scene);
}

TEST(tells_a_status_list_from_one_of_identifiers)
{
    struct scene scene;
    struct wallet_status_list_facts facts;
    open_scene(&scene);
    const struct list_recipe recipe = { .signer = &scene.signer,
                                        .typ = WLT_TYP_STATUS_LIST,
                                        .identifiers = "",
                                        .entries = ENTRIES,
                                        .until_unix = LIST_NEVER };

    CHECK_EQUAL(
        wallet_status_snapshot_add_list(
            scene.snapshot, make_list(&recipe), scene.trust, NOON, &facts, NULL),
        WALLET_OK);
    CHECK(!facts.is_of_identifiers);
    CHECK_EQUAL(facts.count, 16);
    CHECK(!wallet_status_is_list(test_hex("")));
    CHECK(!wallet_status_is_list(test_hex("d28440a04040")));
    close_scene(&scene);
}

TEST(goes_forward_and_never_back)
{
    struct scene scene;
    open_scene(&scene);
    const struct list_recipe first = { .signer = &scene.signer, .issued_unix = NOON - 1 };
    const struct list_recipe newer = { .signer = &scene.signer };
    const struct list_recipe clock = { .signer = &scene.signer,
                                       .issued_unix = NOON + WLT_STATUS_CLOCK_LEEWAY };
    const struct list_recipe future = { .signer = &scene.signer,
                                        .issued_unix = NOON + WLT_STATUS_CLOCK_LEEWAY + 1 };

    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &first), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &newer), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &newer), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &first), WALLET_ERR_REFUSED);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &future), WALLET_ERR_REFUSED);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &clock), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(
            scene.snapshot, make_list(&future), scene.trust, INT64_MAX, NULL, NULL),
        WALLET_OK);
    close_scene(&scene);
}

static const struct {
    const char *what;
    struct list_recipe recipe;
    enum wallet_status wanted;
} forms[] = {
    { "all in order", { .odd = LIST_ODD_NOTHING }, WALLET_OK },
    { "of nobody", { .identifiers = "a1" IDENTIFIERS "a0" }, WALLET_OK },
    { "with more members",
      { .identifiers =
            "a3 01 02" IDENTIFIERS "a1 41 01 a1 01 02 6f6167677265676174696f6e5f757269 61 75" },
      WALLET_OK },
    { "with no tag", { .odd = LIST_ODD_UNTAGGED }, WALLET_ERR_STRUCTURE },
    { "with no typ", { .odd = LIST_ODD_NO_TYP }, WALLET_ERR_STRUCTURE },
    { "of another typ", { .typ = "application/cwt" }, WALLET_ERR_STRUCTURE },
    { "with no sub", { .odd = LIST_ODD_NO_SUB }, WALLET_ERR_STRUCTURE },
    { "with no iat", { .odd = LIST_ODD_NO_IAT }, WALLET_ERR_STRUCTURE },
    { "with no exp", { .until_unix = LIST_NEVER }, WALLET_ERR_STRUCTURE },
    { "with no list", { .identifiers = "" }, WALLET_ERR_STRUCTURE },
    { "with a status list beside", { .entries = ENTRIES }, WALLET_ERR_STRUCTURE },
    { "with a status list instead",
      { .identifiers = "", .entries = ENTRIES },
      WALLET_ERR_STRUCTURE },
    { "identifiers called a status list", { .typ = WLT_TYP_STATUS_LIST }, WALLET_ERR_STRUCTURE },
    { "no map", { .identifiers = "80" }, WALLET_ERR_STRUCTURE },
    { "no identifiers", { .identifiers = "a1 61 61 a0" }, WALLET_ERR_STRUCTURE },
    { "identifiers in an array", { .identifiers = "a1" IDENTIFIERS "80" }, WALLET_ERR_STRUCTURE },
    { "an identifier that is a text",
      { .identifiers = "a1" IDENTIFIERS "a1 61 61 a0" },
      WALLET_ERR_STRUCTURE },
    { "an identifier twice",
      { .identifiers = "a1" IDENTIFIERS "a2 41 01 a0 41 01 a0" },
      WALLET_ERR_MALFORMED },
    { "a time to live", { .ttl = "01" }, WALLET_OK },
    { "a time to live of nothing", { .ttl = "00" }, WALLET_ERR_STRUCTURE },
    { "a time to live below nothing", { .ttl = "20" }, WALLET_ERR_STRUCTURE },
    { "a time to live for ever", { .ttl = "1bffffffffffffffff" }, WALLET_ERR_STRUCTURE },
    { "a URI of two lines", { .uri = "a\nb" }, WALLET_ERR_STRUCTURE },
    { "certificates unprotected", { .odd = LIST_ODD_CHAIN_UNPROTECTED }, WALLET_ERR_REFUSED },
    { "no certificates", { .odd = LIST_ODD_NO_CHAIN }, WALLET_ERR_REFUSED },
    { "another algorithm", { .odd = LIST_ODD_ALGORITHM_OF_OTHERS }, WALLET_ERR_REFUSED },
    { "signed before its certificate", { .issued_unix = NOON - 9 * DAY }, WALLET_ERR_REFUSED },
};

TEST(every_must_of_the_standard_has_its_refusal)
{
    struct scene scene;
    open_scene(&scene);

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct wallet_status_snapshot *snapshot = NULL;
        struct list_recipe recipe = forms[i].recipe;
        recipe.signer = &scene.signer;
        CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
        CHECK_ROW(forms[i].what, add_list(snapshot, scene.trust, &recipe), forms[i].wanted);
        wallet_status_snapshot_free(snapshot);
    }

    close_scene(&scene);
}

TEST(who_signed_is_the_first_of_the_certificates)
{
    struct scene scene;
    open_scene(&scene);
    const struct list_recipe forged = { .odd = LIST_ODD_SIGNED_BY_OTHERS,
                                        .signer = &scene.signer,
                                        .more = &scene.other };
    const struct list_recipe strange = { .signer = &scene.signer, .more = &scene.other };

    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &forged), WALLET_ERR_REFUSED);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &strange), WALLET_ERR_REFUSED);
    close_scene(&scene);
}

/** Its own reader compares no keys. */
TEST(a_status_list_has_no_map_of_many_keys_in_no_order)
{
    struct scene scene;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    open_scene(&scene);
    wlt_write_map(&writer, 300);
    for (int i = 300; i > 0; i--) {
        wlt_write_int(&writer, i);
        wlt_write_int(&writer, 0);
    }

    const struct wallet_bytes many = kept(&buffer);
    char *hex = test_memory(2 * many.size + 1);
    for (size_t i = 0; i < many.size; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", many.data[i]);
    }

    const struct list_recipe recipe = {
        .signer = &scene.signer, .typ = WLT_TYP_STATUS_LIST, .identifiers = hex, .entries = ENTRIES
    };
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &recipe), WALLET_ERR_TOO_LARGE);
    close_scene(&scene);
}

TEST(a_uri_is_bounded)
{
    struct scene scene;
    open_scene(&scene);
    char *uri = test_memory(WALLET_STATUS_URI_MAX + 2);
    memset(uri, 'u', WALLET_STATUS_URI_MAX + 1);
    const struct list_recipe recipe = { .signer = &scene.signer, .uri = uri };

    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &recipe), WALLET_ERR_TOO_LARGE);
    uri[WALLET_STATUS_URI_MAX] = '\0';
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &recipe), WALLET_OK);
    close_scene(&scene);
}

TEST(who_signs_lists_has_a_certificate_for_that)
{
    static const struct {
        const char *what;
        struct recipe recipe;
        enum wallet_status wanted;
    } rows[] = {
        { "no usage", { .extensions = { LEAF_EXTENSIONS } }, WALLET_OK },
        { "any usage",
          { .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "2.5.29.37.0" } } },
          WALLET_OK },
        { "status lists",
          { .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.3.6.1.5.5.7.3.30" } } },
          WALLET_OK },
        { "documents",
          { .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", DOCUMENT_SIGNER } } },
          WALLET_OK },
        { "our status service", { .extensions = { STATUS_EXTENSIONS } }, WALLET_OK },
        { "our issuer", { .extensions = { ISSUER_EXTENSIONS } }, WALLET_ERR_REFUSED },
        { "web servers",
          { .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "serverAuth" } } },
          WALLET_ERR_REFUSED },
        { "readers",
          { .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.6" } } },
          WALLET_ERR_REFUSED },
        { "an authority", { .extensions = { AUTHORITY_EXTENSIONS } }, WALLET_ERR_REFUSED },
        { "keys",
          { .extensions = { { "keyUsage", "critical,keyAgreement" },
                            { "subjectKeyIdentifier", "hash" },
                            { "authorityKeyIdentifier", "keyid" } } },
          WALLET_ERR_REFUSED },
    };
    struct scene scene;
    open_scene(&scene);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct recipe recipe = rows[i].recipe;
        recipe.name = "Signer";
        struct identity signer = make_certificate(&recipe, &scene.iaca);
        const struct list_recipe list = { .signer = &signer };
        CHECK_ROW(rows[i].what, add_list(scene.snapshot, scene.trust, &list), rows[i].wanted);
        release_identity(&signer);
    }

    close_scene(&scene);
}

TEST(the_chain_leads_to_an_authority_that_is_trusted)
{
    struct scene scene;
    open_scene(&scene);
    struct identity stranger = make_certificate(&iaca_recipe, NULL); /* of the same name */
    struct identity below = make_certificate(&list_signer, &stranger);
    struct identity middle = make_certificate(&provider_root, &scene.iaca);
    struct identity lowest = make_certificate(&list_signer, &middle);
    const struct list_recipe strange = { .signer = &below };
    const struct list_recipe whole = { .signer = &lowest, .more = &middle };
    const struct list_recipe gap = { .signer = &lowest };

    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &strange), WALLET_ERR_REFUSED);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &whole), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, scene.trust, &gap), WALLET_ERR_REFUSED);

    release_identity(&lowest);
    release_identity(&middle);
    release_identity(&below);
    release_identity(&stranger);
    close_scene(&scene);
}

TEST(an_authority_out_of_a_vical_will_do)
{
    struct scene scene;
    struct wallet_trust *trust = NULL;
    struct provider provider = make_provider(&provider_signer);
    open_scene(&scene);
    const struct info infos[] = { info_of(&scene.iaca, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 1 };
    const struct list_recipe list = { .signer = &scene.signer };
    struct wallet_vical *vical = vical_of(&provider, &recipe);

    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, trust, &list), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_trust_add_vical(trust, vical, NULL), WALLET_OK);
    CHECK_EQUAL(add_list(scene.snapshot, trust, &list), WALLET_OK);

    wallet_vical_free(vical);
    wallet_trust_free(trust);
    clear_provider(&provider);
    close_scene(&scene);
}

TEST(refuses_every_prefix_and_every_flipped_bit)
{
    struct scene scene;
    open_scene(&scene);
    const struct list_recipe recipe = { .signer = &scene.signer };
    const struct wallet_bytes token = make_list(&recipe);
    uint8_t *flipped = test_memory(token.size);
    memcpy(flipped, token.data, token.size);

    for (size_t size = 0; size < token.size; size++) {
        const struct wallet_bytes cut = { token.data, size };
        CHECK(
            wallet_status_snapshot_add_list(scene.snapshot, cut, scene.trust, NOON, NULL, NULL) !=
            WALLET_OK);
    }

    for (size_t bit = 0; bit < 8 * token.size; bit++) {
        flipped[bit / 8] = (uint8_t)(flipped[bit / 8] ^ 1U << (bit % 8));
        CHECK(
            wallet_status_snapshot_add_list(
                scene.snapshot,
                (struct wallet_bytes){ flipped, token.size },
                scene.trust,
                NOON,
                NULL,
                NULL) != WALLET_OK);
        flipped[bit / 8] = (uint8_t)(flipped[bit / 8] ^ 1U << (bit % 8));
    }

    close_scene(&scene);
}

TEST(refuses_what_is_too_large_or_not_there)
{
    struct scene scene;
    open_scene(&scene);
    const struct wallet_bytes huge = { test_memory(WALLET_STATUS_TOKEN_MAX + 1),
                                       WALLET_STATUS_TOKEN_MAX + 1 };
    const struct list_recipe recipe = { .signer = &scene.signer };
    const struct wallet_bytes token = make_list(&recipe);
    const struct wallet_bytes nothing = { NULL, 1 };

    CHECK_EQUAL(
        wallet_status_snapshot_add_list(scene.snapshot, huge, scene.trust, NOON, NULL, NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(NULL, token, scene.trust, NOON, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(scene.snapshot, token, NULL, NOON, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_snapshot_add_list(scene.snapshot, nothing, scene.trust, NOON, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    close_scene(&scene);
}
