/* SPDX-License-Identifier: Apache-2.0 */

/* Mobile documents whose issuer publishes whether they are in force, as it does of all its licences. */
#include "../status/make_list.h"
#include "../status/town.h"
#include "crypto/deflate.h"
#include "make_mdoc.h"

/** A document of an agency that keeps a register. */
struct scene {
    struct town town;
    struct mdoc_world world;
    struct wallet_status_snapshot *snapshot;
    char identifier[WALLET_IDENTIFIER_SIZE];
    const char *status; /* of the security object, in hex */
};

static const char *to_hex(struct wallet_bytes bytes)
{
    char *hex = test_memory(2 * bytes.size + 1);

    for (size_t i = 0; i < bytes.size; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", bytes.data[i]);
    }

    return hex;
}

/** {"status_list": {"idx": index, "uri": uri}} */
static const char *status_at(uint64_t index, const char *uri)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 1);
    write_key(&writer, "status_list");
    wlt_write_map(&writer, 2);
    write_key(&writer, "idx");
    wlt_write_unsigned(&writer, index);
    write_text(&writer, "uri", uri);
    return to_hex(kept(&buffer));
}

static void open_scene(struct scene *scene, enum wallet_licence_state state)
{
    const struct recipe signer = { .name = "Utopia DS",
                                   .country = "UT",
                                   .organisation = AGENCY_ISSUER,
                                   .extensions = { DOCUMENT_EXTENSIONS } };
    *scene = (struct scene){ .snapshot = NULL };
    open_world_with(&scene->world, &signer, "P-256");
    town_open(&scene->town);
    town_issue(&scene->town, scene->identifier);
    const struct wallet_terms *terms = wallet_record_terms(scene->town.agency.record);
    scene->status = status_at(terms->status_index, terms->status_uri);
    CHECK_EQUAL(
        wallet_status_register_set(scene->town.reg, scene->identifier, state, "x", NOON, NULL),
        WALLET_OK);
    town_publish(&scene->town, NOON);
    CHECK_EQUAL(wallet_status_snapshot_new(&scene->snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(town_add(&scene->town, scene->snapshot, NULL), WALLET_OK);
    wallet_verifier_set_status(scene->world.verifier, scene->snapshot);
}

static void close_scene(struct scene *scene)
{
    wallet_status_snapshot_free(scene->snapshot);
    town_close(&scene->town);
    close_world(&scene->world);
}

static void check_state(enum wallet_licence_state state, enum wallet_reason wanted)
{
    struct scene scene;
    int64_t age = 0;
    open_scene(&scene, state);
    const struct mdoc_recipe recipe = { .status = scene.status };

    const struct wallet_verdict *verdict =
        verdict_of(&scene.world, make_mdoc(&scene.world, &recipe));
    CHECK_EQUAL(wallet_verdict_reason(verdict), wanted);
    CHECK(wallet_verdict_status_age(verdict, &age));
    CHECK_EQUAL(age, 0);
    close_scene(&scene);
}

TEST(what_is_in_force_is_accepted)
{
    check_state(WALLET_STATE_VALID, WALLET_REASON_NONE);
}

TEST(what_is_revoked_or_suspended_is_refused)
{
    check_state(WALLET_STATE_REVOKED, WALLET_REASON_REVOKED);
    check_state(WALLET_STATE_SUSPENDED, WALLET_REASON_SUSPENDED);
}

TEST(a_place_beyond_the_list_is_refused)
{
    struct scene scene;
    open_scene(&scene, WALLET_STATE_VALID);
    const struct wallet_terms *terms = wallet_record_terms(scene.town.agency.record);
    const struct mdoc_recipe recipe = { .status = status_at(1U << 30, terms->status_uri) };

    const struct wallet_verdict *verdict =
        verdict_of(&scene.world, make_mdoc(&scene.world, &recipe));
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_STATUS_MISSING);
    CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_REFUSED);
    close_scene(&scene);
}

TEST(a_status_of_another_kind_beside_it_is_not_passed_over)
{
    struct scene scene;
    open_scene(&scene, WALLET_STATE_VALID);
    char *both = test_memory(strlen(scene.status) + 64);

    /* One more member: {"identifier_list": {}} */
    (void)stpcpy(stpcpy(both, scene.status), "6f6964656e7469666965725f6c697374a0");
    memcpy(both, "a2", 2);
    const struct mdoc_recipe recipe = { .status = both };
    const struct wallet_verdict *verdict =
        verdict_of(&scene.world, make_mdoc(&scene.world, &recipe));
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_STATUS_MISSING);
    CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_UNKNOWN);
    close_scene(&scene);
}

/** A status list of a full shard, by itself, of which each entry says the same, in so many bits. */
static const char *entries_of(uint8_t byte, unsigned width)
{
    const size_t size = WALLET_STATUS_SHARD_ENTRIES / 8 * width;
    uint8_t *bits = test_memory(size);
    struct wallet_buffer stream = { 0 };
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    memset(bits, byte, size);
    CHECK_EQUAL(wlt_deflate((struct wallet_bytes){ bits, size }, &stream, NULL), WALLET_OK);

    wlt_write_map(&writer, 2);
    write_key(&writer, "lst");
    wlt_write_bytes(&writer, wallet_buffer_bytes(&stream));
    write_key(&writer, "bits");
    wlt_write_unsigned(&writer, width);
    wallet_buffer_clear(&stream);
    return to_hex(kept(&buffer));
}

/* A manifest and a list by itself may have the same URI: the worse counts, of a suspension unless it is older. */
static const struct {
    const char *what;
    enum wallet_licence_state state;
    uint8_t byte;
    unsigned width;
    int64_t issued_unix;
    enum wallet_reason reason;
} rows[] = {
    { "by neither", WALLET_STATE_VALID, 0, 1, NOON, WALLET_REASON_NONE },
    { "by the list", WALLET_STATE_VALID, 0xff, 1, NOON, WALLET_REASON_REVOKED },
    { "by an old list", WALLET_STATE_VALID, 0xff, 1, NOON - 1, WALLET_REASON_REVOKED },
    { "by the manifest", WALLET_STATE_REVOKED, 0, 1, NOON, WALLET_REASON_REVOKED },
    { "suspended by the manifest", WALLET_STATE_SUSPENDED, 0, 1, NOON, WALLET_REASON_SUSPENDED },
    { "suspended and revoked", WALLET_STATE_SUSPENDED, 0xff, 1, NOON, WALLET_REASON_REVOKED },
    { "suspended by the list", WALLET_STATE_VALID, 0xaa, 2, NOON, WALLET_REASON_SUSPENDED },
    { "restored since the list", WALLET_STATE_VALID, 0xaa, 2, NOON - 1, WALLET_REASON_NONE },
    { "revoked and suspended", WALLET_STATE_REVOKED, 0xaa, 2, NOON, WALLET_REASON_REVOKED },
    { "suspended and who knows", WALLET_STATE_SUSPENDED, 0xff, 2, NOON, WALLET_REASON_SUSPENDED },
    { "who knows by the list", WALLET_STATE_VALID, 0xff, 2, NOON, WALLET_REASON_STATUS_MISSING },
};

TEST(what_is_revoked_or_suspended_by_a_manifest_or_by_a_list_is_refused)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct scene scene;
        open_scene(&scene, rows[i].state);
        struct identity publisher = make_certificate(&list_signer, &scene.world.iaca);
        const struct mdoc_recipe document = { .status = scene.status };
        const struct list_recipe list = {
            .signer = &publisher,
            .typ = WLT_TYP_STATUS_LIST,
            .uri = wallet_record_terms(scene.town.agency.record)->status_uri,
            .identifiers = "",
            .entries = entries_of(rows[i].byte, rows[i].width),
            .issued_unix = rows[i].issued_unix,
        };
        CHECK_EQUAL(add_list(scene.snapshot, scene.world.trust, &list), WALLET_OK);
        const struct wallet_verdict *verdict =
            verdict_of(&scene.world, make_mdoc(&scene.world, &document));
        CHECK_ROW(rows[i].what, wallet_verdict_reason(verdict), rows[i].reason);
        release_identity(&publisher);
        close_scene(&scene);
    }
}
