/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

TEST(stores_a_licence_and_finds_it_by_its_holder)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(find_all(&town, 2, true).count, 0);

    const struct found found = find_all(&town, 1, false);
    CHECK_EQUAL(found.count, 1);
    CHECK_TEXT(found.items[0].identifier, identifier_of(licence));
    CHECK_TEXT(found.items[0].type_code, AGENCY_TYPE);
    CHECK_TEXT(found.items[0].issuer, AGENCY_ISSUER);
    CHECK_EQUAL(found.items[0].version, 1);
    CHECK_EQUAL(found.items[0].state, WALLET_STATE_VALID);
    CHECK(found.items[0].is_live && !found.items[0].is_erased && !found.items[0].has_key);
    CHECK(found.items[0].has_until);
    CHECK_EQUAL(found.items[0].until_unix, AGENCY_NOW + AGENCY_A_YEAR);
    CHECK_EQUAL(found.items[0].loaded_unix, AGENCY_NOW);
    check_whole(&town);
    town_close(&town);
}

TEST(stores_the_same_licence_once)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_KNOWN);
    CHECK_EQUAL(find_all(&town, 1, true).count, 1);
    town_close(&town);
}

TEST(stores_what_was_made_from_the_same_row_once)
{
    struct town town;
    town_open(&town);
    uint8_t row[WALLET_REPOSITORY_ROW_SIZE] = { 1 };
    const struct wallet_type *type =
        wallet_catalogue_find(town.agency.catalogue, test_text("id-card"));
    struct wallet_repository_item item = {
        .licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }),
        .row = row,
        .at_unix = AGENCY_NOW,
        .is_issue = true,
    };
    bool is_known = true;

    CHECK_EQUAL(
        wallet_repository_row_known(town.repository, type, holder_of(1), row, &is_known, NULL),
        WALLET_OK);
    CHECK(!is_known);
    CHECK_EQUAL(put_item(&town, &item), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        wallet_repository_row_known(town.repository, type, holder_of(1), row, &is_known, NULL),
        WALLET_OK);
    CHECK(is_known);

    item.licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A2" });
    CHECK_EQUAL(put_item(&town, &item), WALLET_DEPOSIT_KNOWN);
    row[0] = 2;
    CHECK_EQUAL(put_item(&town, &item), WALLET_DEPOSIT_LIVE);
    town_close(&town);
}

TEST(a_newer_version_takes_the_place_of_the_older_one)
{
    struct town town;
    town_open(&town);

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1", .version = 3 }),
        WALLET_DEPOSIT_NEWER_VERSION);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1", .version = 2 }),
        WALLET_DEPOSIT_OLDER_VERSION);

    const struct found live = find_all(&town, 1, false);
    CHECK_EQUAL(live.count, 1);
    CHECK_EQUAL(live.items[0].version, 3);

    const struct found all = find_all(&town, 1, true);
    CHECK_EQUAL(all.count, 3);
    CHECK_EQUAL(all.items[0].version, 3); /* the one in force, then the latest */
    CHECK_EQUAL(all.items[1].version, 2);
    CHECK_EQUAL(all.items[2].version, 1);
    CHECK_EQUAL(all.items[1].state, WALLET_STATE_LAPSED);
    CHECK_EQUAL(all.items[2].state, WALLET_STATE_LAPSED);
    check_whole(&town);
    town_close(&town);
}

TEST(keeps_one_in_force_of_a_type_that_a_holder_has_one_of)
{
    struct town town;
    town_open(&town);
    struct wallet_repository_item other = {
        .licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "B1" }),
        .at_unix = AGENCY_NOW,
    };

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(put_item(&town, &other), WALLET_DEPOSIT_LIVE);
    CHECK_EQUAL(find_all(&town, 1, true).count, 1);

    other.replace = true;
    CHECK_EQUAL(put_item(&town, &other), WALLET_DEPOSIT_NEWER_VERSION);
    CHECK_EQUAL(find_all(&town, 1, false).count, 1);
    CHECK_EQUAL(find_all(&town, 1, true).count, 2);
    check_whole(&town);
    town_close(&town);
}

TEST(what_is_over_gives_way)
{
    struct town town;
    town_open(&town);

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1", .until_unix = AGENCY_NOW }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "B1" }),
        WALLET_DEPOSIT_NEWER_VERSION);
    check_whole(&town);
    town_close(&town);
}

TEST(a_holder_may_have_several_of_some_types)
{
    struct town town;
    town_open(&town);

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .type = "vehicle-licence", .person = 1, .serial = "V1" }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .type = "vehicle-licence", .person = 1, .serial = "V2" }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(
            &town,
            &(struct paper){
                .type = "vehicle-licence", .person = 1, .serial = "V1", .version = 2 }),
        WALLET_DEPOSIT_NEWER_VERSION);
    CHECK_EQUAL(find_all(&town, 1, false).count, 2);
    CHECK_EQUAL(find_all(&town, 1, true).count, 3);
    check_whole(&town);
    town_close(&town);
}

TEST(an_identifier_is_of_one_licence)
{
    struct town town;
    town_open(&town);

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 2, .serial = "A1" }), WALLET_DEPOSIT_LIVE);
    CHECK_EQUAL(find_all(&town, 2, true).count, 0);
    CHECK_EQUAL(/* the transaction is none the worse */
                put_paper(&town, &(struct paper){ .person = 2, .serial = "A2" }),
                WALLET_DEPOSIT_NEW);
    check_whole(&town);
    town_close(&town);
}

TEST(what_was_rolled_back_is_not_there)
{
    struct town town;
    town_open(&town);
    const struct wallet_repository_item item = {
        .licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }),
        .at_unix = AGENCY_NOW,
    };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;

    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_put(town.repository, &item, &deposit, NULL), WALLET_OK);
    wallet_repository_rollback(town.repository);
    CHECK_EQUAL(find_all(&town, 1, true).count, 0);

    CHECK_EQUAL(put_item(&town, &item), WALLET_DEPOSIT_NEW);
    check_whole(&town);
    town_close(&town);
}

TEST(refuses_what_is_no_licence_and_what_is_outside_of_a_transaction)
{
    struct town town;
    town_open(&town);
    struct wallet_repository_item item = { .licence = test_text("?"), .at_unix = AGENCY_NOW };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;

    CHECK_EQUAL(wallet_repository_put(town.repository, &item, &deposit, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_ERR_ARGUMENT);
    CHECK(wallet_repository_put(town.repository, &item, &deposit, NULL) != WALLET_OK);

    item.licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    CHECK_EQUAL(wallet_repository_put(town.repository, &item, &deposit, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(find_all(&town, 1, true).count, 1);
    town_close(&town);
}

TEST(stores_what_was_prepared_while_another_is_stored)
{
    struct town town;
    town_open(&town);
    struct wallet_prepared *prepared = NULL;
    const struct wallet_repository_item item = {
        .licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }),
        .at_unix = AGENCY_NOW,
    };
    const struct wallet_repository_item nothing = { .licence = test_text("?") };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;

    CHECK_EQUAL(wallet_prepared_new(&prepared, NULL), WALLET_OK);
    CHECK(wallet_repository_prepare(town.repository, &nothing, prepared, NULL) != WALLET_OK);
    CHECK_EQUAL(wallet_repository_prepare(town.repository, &item, prepared, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_repository_put_prepared(town.repository, prepared, &deposit, NULL),
        WALLET_ERR_ARGUMENT);

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 2, .serial = "A2" }), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_repository_put_prepared(town.repository, prepared, &deposit, NULL), WALLET_OK);
    CHECK_EQUAL(deposit, WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);
    CHECK_EQUAL(find_all(&town, 1, false).count, 1);
    check_whole(&town);

    wallet_prepared_free(prepared);
    wallet_prepared_free(NULL);
    town_close(&town);
}
