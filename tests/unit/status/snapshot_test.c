/* SPDX-License-Identifier: Apache-2.0 */
#include "status/snapshot.h"

#include "status/register.h"
#include "town.h"

static struct wallet_status_snapshot *empty(void)
{
    struct wallet_status_snapshot *snapshot = NULL;
    CHECK_EQUAL(wallet_status_snapshot_new(&snapshot, NULL), WALLET_OK);
    return snapshot;
}

/** What the snapshot says of the entry at this place in the register. */
static unsigned value_of(
    const struct town *town, const struct wallet_status_snapshot *snapshot, size_t entry)
{
    struct wallet_status_entry line;
    struct wlt_status_answer answer = { 0 };
    wallet_status_register_at(town->reg, entry, &line);
    CHECK_EQUAL(
        wlt_status_snapshot_find(
            snapshot,
            test_text(AGENCY_ISSUER),
            test_text(line.place.uri),
            line.place.index,
            &answer),
        WALLET_OK);
    return answer.value;
}

/** Draws a place, enters a licence of this serial, and gives it a state. */
static void enter(struct town *town, const char *serial, enum wallet_licence_state state)
{
    char identifier[WALLET_IDENTIFIER_SIZE];
    wallet_record_terms(town->agency.record)->serial = serial;
    town_issue(town, identifier);
    CHECK_EQUAL(
        wallet_status_register_set(town->reg, identifier, state, "x", AGENCY_NOW, NULL), WALLET_OK);
}

TEST(knows_each_licence_of_a_publication)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    uint64_t version = 0;
    int64_t issued = 0;
    town_open(&town);
    enter(&town, "A", WALLET_STATE_VALID);
    enter(&town, "B", WALLET_STATE_SUSPENDED);
    enter(&town, "C", WALLET_STATE_LAPSED);
    town_publish(&town, AGENCY_NOW);

    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(value_of(&town, snapshot, 0), WALLET_STATUS_VALID);
    CHECK_EQUAL(value_of(&town, snapshot, 1), WALLET_STATUS_SUSPENDED);
    CHECK_EQUAL(value_of(&town, snapshot, 2), WALLET_STATUS_INVALID);
    CHECK(wallet_status_snapshot_age(snapshot, AGENCY_ISSUER, &version, &issued));
    CHECK_EQUAL(version, 1);
    CHECK_EQUAL(issued, AGENCY_NOW);
    CHECK(!wallet_status_snapshot_age(snapshot, "113605000000000280", &version, &issued));
    CHECK_EQUAL(wallet_status_snapshot_count(snapshot), 1);

    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(answers_only_for_the_issuer_and_the_lists_it_has)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    struct wlt_status_answer answer;
    town_open(&town);
    enter(&town, "A", WALLET_STATE_VALID);
    town_publish(&town, AGENCY_NOW);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    const struct {
        const char *what;
        const char *issuer;
        const char *uri;
        uint64_t index;
        enum wallet_status wanted;
    } rows[] = {
        { "the last entry", AGENCY_ISSUER, TOWN_URI "/0000.cwt", 1048575, WALLET_OK },
        { "one beyond", AGENCY_ISSUER, TOWN_URI "/0000.cwt", 1048576, WALLET_ERR_REFUSED },
        { "far beyond", AGENCY_ISSUER, TOWN_URI "/0000.cwt", UINT64_MAX, WALLET_ERR_REFUSED },
        { "another list", AGENCY_ISSUER, TOWN_URI "/0001.cwt", 0, WALLET_ERR_UNKNOWN },
        { "the twin", AGENCY_ISSUER, TOWN_URI "/0000-suspended.cwt", 0, WALLET_ERR_UNKNOWN },
        { "another issuer", "113605000000000280", TOWN_URI "/0000.cwt", 0, WALLET_ERR_UNKNOWN },
        { "nobody", "", TOWN_URI "/0000.cwt", 0, WALLET_ERR_UNKNOWN },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            wlt_status_snapshot_find(
                snapshot,
                test_text(rows[i].issuer),
                test_text(rows[i].uri),
                rows[i].index,
                &answer),
            rows[i].wanted);
    }

    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(goes_forward_and_never_back)
{
    struct town town;
    struct town_files old = { 0 };
    struct wallet_status_snapshot *snapshot = empty();
    struct wallet_status_snapshot *fresh = empty();
    struct wallet_status_manifest seen;
    town_open(&town);
    enter(&town, "A", WALLET_STATE_VALID);
    town_publish(&town, AGENCY_NOW);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK); /* the same again */
    old = town.files;
    town.files = (struct town_files){ 0 };
    enter(&town, "B", WALLET_STATE_REVOKED);
    town_publish(&town, AGENCY_NOW + 9);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_manifest_read(town_manifest(&town), town.agency.trust, &seen, NULL),
        WALLET_OK);

    const struct town_files now = town.files;
    town.files = old;
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(town_add(&town, fresh, &seen), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_status_snapshot_count(fresh), 0);
    CHECK_EQUAL(value_of(&town, snapshot, 1), WALLET_STATUS_INVALID);
    town_clear_files(&town.files);
    town.files = now;

    wallet_status_snapshot_free(fresh);
    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(refuses_another_manifest_of_the_same_version)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    struct wallet_status_snapshot *fresh = empty();
    struct wallet_status_manifest seen;
    town_open(&town);
    enter(&town, "A", WALLET_STATE_REVOKED);
    town_publish(&town, AGENCY_NOW);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_manifest_read(town_manifest(&town), town.agency.trust, &seen, NULL),
        WALLET_OK);
    CHECK_EQUAL(town_add(&town, fresh, &seen), WALLET_OK);

    /* The register was restored from a copy, and the version is used again. */
    struct wallet_status_register *copy = NULL;
    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &copy, NULL), WALLET_OK);
    wallet_status_register_free(town.reg);
    town.reg = copy;
    enter(&town, "A", WALLET_STATE_VALID);
    town_publish(&town, AGENCY_NOW);
    CHECK_EQUAL(wallet_status_register_version(town.reg), 1);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(town_add(&town, fresh, &seen), WALLET_ERR_REFUSED);

    wallet_status_snapshot_free(fresh);
    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(refuses_files_that_do_not_belong_together)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    struct wallet_buffer old = { 0 };
    town_open(&town);
    enter(&town, "A", WALLET_STATE_VALID);
    town_publish(&town, AGENCY_NOW);
    struct wallet_buffer *shard = town_file(&town.files, "0000.cwt");
    CHECK(wlt_buffer_append(&old, wallet_buffer_bytes(shard)));
    enter(&town, "B", WALLET_STATE_REVOKED);
    town_publish(&town, AGENCY_NOW + 9);

    /* One shard is from yesterday, though rightly signed. */
    const struct wallet_buffer now = *shard;
    *shard = old;
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_status_snapshot_count(snapshot), 0);
    *shard = now;

    /* The twin in the place of the list: its digest is another. */
    const struct wallet_buffer *twin = town_file(&town.files, "0000-suspended.cwt");
    *shard = *twin;
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_ERR_REFUSED);
    *shard = now;

    /* A file is missing. */
    town.files.count--;
    (void)snprintf(town.files.names[0], WALLET_STATUS_NAME_SIZE, "other");
    town.files.count++;
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_ERR_FILE);

    wallet_buffer_clear(&old);
    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(refuses_a_manifest_from_the_future_when_told_the_time)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    town_open(&town);
    town_publish(&town, AGENCY_NOW);
    const struct {
        int64_t at_unix;
        enum wallet_status wanted;
    } rows[] = {
        { AGENCY_NOW - 121, WALLET_ERR_REFUSED },
        { AGENCY_NOW - 120, WALLET_OK },
        { AGENCY_NOW + 100 * 86400, WALLET_OK },
        { INT64_MIN, WALLET_ERR_REFUSED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_EQUAL(
            wallet_status_snapshot_add(
                snapshot,
                town_manifest(&town),
                town.agency.trust,
                NULL,
                rows[i].at_unix,
                &(struct wallet_status_loader){ town_load, &town.files },
                NULL),
            rows[i].wanted);
    }

    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

static enum wallet_status add_hot(struct town *town, struct wallet_status_snapshot *snapshot)
{
    return wallet_status_snapshot_add_hot(
        snapshot,
        wallet_buffer_bytes(town_file(&town->files, WALLET_STATUS_HOT_NAME)),
        town->agency.trust,
        NULL,
        NULL);
}

TEST(a_hot_list_takes_out_of_force_what_the_snapshot_does_not_know_yet)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    town_open(&town);
    enter(&town, "A", WALLET_STATE_VALID);
    enter(&town, "B", WALLET_STATE_VALID);
    enter(&town, "C", WALLET_STATE_VALID);
    town_publish(&town, AGENCY_NOW);
    CHECK_EQUAL(add_hot(&town, snapshot), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);

    enter(&town, "A", WALLET_STATE_REVOKED);
    enter(&town, "B", WALLET_STATE_SUSPENDED);
    town_publish(&town, AGENCY_NOW + 60);
    CHECK_EQUAL(value_of(&town, snapshot, 0), WALLET_STATUS_VALID);
    CHECK_EQUAL(add_hot(&town, snapshot), WALLET_OK);
    CHECK_EQUAL(value_of(&town, snapshot, 0), WALLET_STATUS_INVALID);
    CHECK_EQUAL(value_of(&town, snapshot, 1), WALLET_STATUS_SUSPENDED);
    CHECK_EQUAL(value_of(&town, snapshot, 2), WALLET_STATUS_VALID);

    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(refuses_a_hot_list_that_is_older_or_somebody_elses)
{
    struct town town;
    struct agency other;
    struct wallet_status_snapshot *snapshot = empty();
    struct wallet_buffer old = { 0 };
    town_open(&town);
    agency_open(&other, WALLET_ALGORITHM_ED25519);
    town_publish(&town, AGENCY_NOW);
    CHECK(wlt_buffer_append(
        &old, wallet_buffer_bytes(town_file(&town.files, WALLET_STATUS_HOT_NAME))));
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    town_publish(&town, AGENCY_NOW);
    CHECK_EQUAL(add_hot(&town, snapshot), WALLET_OK); /* newer than the manifest */

    const struct wallet_bytes bytes = wallet_buffer_bytes(&old);
    CHECK_EQUAL(
        wallet_status_snapshot_add_hot(snapshot, bytes, town.agency.trust, NULL, NULL),
        WALLET_ERR_REFUSED); /* older than the hot list */
    CHECK_EQUAL(town_add(&town, snapshot, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_status_snapshot_add_hot(snapshot, bytes, town.agency.trust, NULL, NULL),
        WALLET_ERR_REFUSED); /* older than the manifest */
    CHECK_EQUAL(
        wallet_status_snapshot_add_hot(snapshot, bytes, other.trust, NULL, NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        wallet_status_snapshot_add_hot(
            snapshot, town_manifest(&town), town.agency.trust, NULL, NULL),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        wallet_status_snapshot_add_hot(NULL, bytes, other.trust, NULL, NULL), WALLET_ERR_ARGUMENT);

    wallet_buffer_clear(&old);
    wallet_status_snapshot_free(snapshot);
    agency_close(&other);
    town_close(&town);
}

TEST(the_hot_list_keeps_the_latest_changes)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    town_open(&town);
    town_publish(&town, AGENCY_NOW);
    for (int i = 0; i < WALLET_STATUS_HOT_MAX + 20; i++) {
        char serial[WALLET_SERIAL_MAX];
        (void)snprintf(serial, sizeof serial, "S%d", i);
        enter(&town, serial, WALLET_STATE_REVOKED);
        town.reg->entries[i].changed_unix = AGENCY_NOW + i;
    }

    town_publish(&town, AGENCY_NOW + 1000);
    struct wallet_buffer *hot = town_file(&town.files, WALLET_STATUS_HOT_NAME);
    struct wlt_check_context *context = NULL;
    struct wlt_hot read;
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_hot_open(wallet_buffer_bytes(hot), town.agency.trust, context, &read, NULL), WALLET_OK);
    CHECK_EQUAL(read.count, WALLET_STATUS_HOT_MAX);
    for (size_t i = 0; i < WALLET_STATUS_HOT_MAX + 20; i++) {
        const uint32_t index = town.reg->entries[i].index;
        CHECK_EQUAL(wlt_hot_find(&read, 0, index) == WALLET_STATUS_INVALID, i >= 20);
    }

    wlt_check_context_free(context);
    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}

TEST(asks_for_what_it_needs)
{
    struct town town;
    struct wallet_status_snapshot *snapshot = empty();
    town_open(&town);
    const struct wallet_bytes nothing = { 0 };

    CHECK_EQUAL(wallet_status_snapshot_new(NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_snapshot_add(
            snapshot,
            nothing,
            NULL,
            NULL,
            0,
            &(struct wallet_status_loader){ town_load, &town.files },
            NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_snapshot_add(snapshot, nothing, town.agency.trust, NULL, 0, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_register_publish(
            town.reg,
            &town.agency.signer,
            "1136",
            0,
            0,
            &(struct wallet_status_taker){ town_take, &town.files },
            NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_register_publish(
            town.reg,
            &town.agency.signer,
            NULL,
            INT64_MAX,
            0,
            &(struct wallet_status_taker){ town_take, &town.files },
            NULL),
        WALLET_ERR_ARGUMENT);
    wallet_status_snapshot_free(snapshot);
    town_close(&town);
}
