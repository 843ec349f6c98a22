/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

static enum wallet_status set_state(
    struct town *town, const char *identifier, enum wallet_licence_state state, const char *note)
{
    CHECK_EQUAL(wallet_repository_begin(town->repository, NULL), WALLET_OK);
    const enum wallet_status status = wallet_repository_set_state(
        town->repository, identifier, state, note, AGENCY_NOW + 60, NULL);
    CHECK_EQUAL(wallet_repository_commit(town->repository, AGENCY_NOW + 60, NULL), WALLET_OK);
    return status;
}

TEST(a_state_is_kept_with_its_time)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    const char *identifier = identifier_of(licence);

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(set_state(&town, identifier, WALLET_STATE_SUSPENDED, "unpaid"), WALLET_OK);

    struct found found = find_all(&town, 1, false);
    CHECK_EQUAL(found.count, 1); /* suspended, it keeps its place */
    CHECK_EQUAL(found.items[0].state, WALLET_STATE_SUSPENDED);
    CHECK_EQUAL(found.items[0].state_unix, AGENCY_NOW + 60);

    CHECK_EQUAL(set_state(&town, identifier, WALLET_STATE_REVOKED, NULL), WALLET_OK);
    CHECK_EQUAL(find_all(&town, 1, false).count, 0);
    found = find_all(&town, 1, true);
    CHECK_EQUAL(found.items[0].state, WALLET_STATE_REVOKED);
    CHECK(!found.items[0].is_live);

    CHECK_EQUAL(set_state(&town, identifier, WALLET_STATE_VALID, NULL), WALLET_OK);
    CHECK_EQUAL(find_all(&town, 1, false).count, 1);
    check_whole(&town);
    town_close(&town);
}

TEST(what_was_revoked_gives_its_place_up_and_does_not_get_it_back)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes first =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });

    CHECK_EQUAL(put_licence(&town, first), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(set_state(&town, identifier_of(first), WALLET_STATE_CANCELLED, NULL), WALLET_OK);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "B1" }), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        set_state(&town, identifier_of(first), WALLET_STATE_VALID, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(find_all(&town, 1, false).count, 1);
    check_whole(&town);
    town_close(&town);
}

TEST(of_one_serial_never_two_versions_are_in_force)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes first = issue_paper(
        &town, &(struct paper){ .type = "vehicle-licence", .person = 1, .serial = "V1" });

    CHECK_EQUAL(put_licence(&town, first), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(
            &town,
            &(struct paper){
                .type = "vehicle-licence", .person = 1, .serial = "V1", .version = 2 }),
        WALLET_DEPOSIT_NEWER_VERSION);
    CHECK_EQUAL(
        set_state(&town, identifier_of(first), WALLET_STATE_VALID, NULL), WALLET_ERR_REFUSED);
    check_whole(&town);
    town_close(&town);
}

TEST(refuses_states_that_are_none_and_others_without_a_note)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    const char *identifier = identifier_of(licence);
    char *note = test_memory(WALLET_REPOSITORY_NOTE_MAX + 2);

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        set_state(&town, identifier, (enum wallet_licence_state)77, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(set_state(&town, identifier, WALLET_STATE_OTHER, ""), WALLET_ERR_VALUE);
    CHECK_EQUAL(set_state(&town, identifier, WALLET_STATE_OTHER, "moved"), WALLET_OK);
    memset(note, 'x', WALLET_REPOSITORY_NOTE_MAX + 1);
    note[WALLET_REPOSITORY_NOTE_MAX + 1] = '\0';
    CHECK_EQUAL(set_state(&town, identifier, WALLET_STATE_LAPSED, note), WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_repository_set_state(
            town.repository, identifier, WALLET_STATE_LAPSED, NULL, AGENCY_NOW, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        set_state(
            &town,
            identifier_of(issue_paper(&town, &(struct paper){ .person = 1, .serial = "Z9" })),
            WALLET_STATE_LAPSED,
            NULL),
        WALLET_ERR_UNKNOWN);
    town_close(&town);
}
