/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

TEST(finds_by_identifier_with_and_without_its_root)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    const char *identifier = identifier_of(licence);
    struct wallet_holding holding;

    CHECK_EQUAL(
        wallet_repository_find_identifier(town.repository, identifier, &holding, NULL),
        WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        wallet_repository_find_identifier(town.repository, identifier, &holding, NULL), WALLET_OK);
    CHECK_TEXT(holding.identifier, identifier);
    CHECK_EQUAL(
        wallet_repository_find_identifier(
            town.repository, identifier + strlen("1.2.156.3005.2."), &holding, NULL),
        WALLET_OK);
    town_close(&town);
}

TEST(finds_by_identifier_what_has_a_serial_of_our_own)
{
    struct town town;
    town_open(&town);
    const struct wallet_repository_item item = {
        .licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "B000000000001" }),
        .at_unix = AGENCY_NOW,
        .is_own_serial = true,
    };
    const char *identifier = identifier_of(item.licence);
    struct wallet_holding holding;

    CHECK_EQUAL(put_item(&town, &item), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        wallet_repository_find_identifier(town.repository, identifier, &holding, NULL), WALLET_OK);
    CHECK_TEXT(holding.identifier, identifier);

    /* However the next version's serial is kept, it is the same serial. */
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "B000000000001", .version = 2 }),
        WALLET_DEPOSIT_NEWER_VERSION);
    check_whole(&town);
    town_close(&town);
}

TEST(refuses_an_identifier_that_was_mistyped)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    struct wallet_holding holding;

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    char *identifier = (char *)test_memory(WALLET_IDENTIFIER_SIZE);
    (void)snprintf(identifier, WALLET_IDENTIFIER_SIZE, "%s", identifier_of(licence));
    char *last = identifier + strlen(identifier) - 1;
    *last = *last == 'A' ? 'B' : 'A';
    CHECK_EQUAL(
        wallet_repository_find_identifier(town.repository, identifier, &holding, NULL),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_repository_find_identifier(town.repository, "A1", &holding, NULL), WALLET_ERR_VALUE);
    town_close(&town);
}

TEST(finds_by_the_holders_key_and_never_by_that_of_the_repository)
{
    struct town town;
    town_open(&town);
    struct wallet_key *custody = agency_stranger(WALLET_ALGORITHM_ED25519, REPOSITORY_ID);
    struct found found = { .count = 0 };

    town.terms.custody = wallet_key_id(custody).data;
    town_reopen(&town);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1", .holder = town.holder }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 2, .serial = "A2", .holder = custody }),
        WALLET_DEPOSIT_NEW);

    CHECK_EQUAL(
        wallet_repository_find_key(
            town.repository, wallet_key_id(town.holder).data, NULL, note_found, &found, NULL),
        WALLET_OK);
    CHECK_EQUAL(found.count, 1);
    CHECK(found.items[0].has_key && !found.items[0].is_custody);
    CHECK_BYTES(
        ((struct wallet_bytes){ found.items[0].key_id, WALLET_KEY_ID_SIZE }),
        wallet_key_id(town.holder));

    /* All licences of that holder are found by what the log has of it. */
    const struct wallet_holding holding = found.items[0];
    found.count = 0;
    CHECK_EQUAL(
        wallet_repository_find_hash(
            town.repository, holding.holder, NULL, note_found, &found, NULL),
        WALLET_OK);
    CHECK_EQUAL(found.count, 1);

    found.count = 0;
    CHECK_EQUAL(
        wallet_repository_find_key(
            town.repository, wallet_key_id(custody).data, NULL, note_found, &found, NULL),
        WALLET_OK);
    CHECK_EQUAL(found.count, 0);
    CHECK(find_all(&town, 2, false).items[0].is_custody);
    check_whole(&town);
    wallet_key_free(custody);
    town_close(&town);
}

TEST(finds_licences_of_one_type)
{
    struct town town;
    town_open(&town);
    struct wallet_repository_query query = { .history = true };
    struct found found = { .count = 0 };

    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .type = "vehicle-licence", .person = 1, .serial = "V1" }),
        WALLET_DEPOSIT_NEW);

    query.type = wallet_catalogue_find(town.agency.catalogue, test_text("vehicle-licence"));
    CHECK_EQUAL(
        wallet_repository_find(town.repository, holder_of(1), &query, note_found, &found, NULL),
        WALLET_OK);
    CHECK_EQUAL(found.count, 1);
    CHECK(found.items[0].type == query.type);

    found.count = 0; /* of which there is none at all */
    query.type = wallet_catalogue_find(town.agency.catalogue, test_text("marriage-certificate"));
    CHECK_EQUAL(
        wallet_repository_find(town.repository, holder_of(1), &query, note_found, &found, NULL),
        WALLET_OK);
    CHECK_EQUAL(found.count, 0);
    town_close(&town);
}

static bool stop(void *context, const struct wallet_holding *holding)
{
    (void)holding;
    (*(int *)context)++;
    return false;
}

TEST(stops_when_it_is_told_to_and_goes_on_afterwards)
{
    struct town town;
    town_open(&town);
    int count = 0;

    for (unsigned i = 0; i < 3; i++) {
        char serial[] = { 'V', (char)('1' + i), '\0' };
        CHECK_EQUAL(
            put_paper(
                &town, &(struct paper){ .type = "vehicle-licence", .person = 1, .serial = serial }),
            WALLET_DEPOSIT_NEW);
    }
    CHECK_EQUAL(
        wallet_repository_find(town.repository, holder_of(1), NULL, stop, &count, NULL), WALLET_OK);
    CHECK_EQUAL(count, 1);
    CHECK_EQUAL(find_all(&town, 1, false).count, 3);
    town_close(&town);
}

TEST(refuses_a_holder_that_is_none)
{
    static const char *const rows[] = {
        "",
        "111",
        "111:",
        "11:360502199003070024",
        "1111:360502199003070024",
        "111:3605 0219",
        "111:\n",
        "abc:1",
        "111:0123456789012345678901234567890123456789012345678901234567890123456789",
    };
    struct town town;
    town_open(&town);
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i],
            wallet_repository_holder(town.repository, rows[i], hash, NULL),
            WALLET_ERR_VALUE);
    }
    CHECK_EQUAL(
        wallet_repository_holder(town.repository, "001:11360500000000019F", hash, NULL), WALLET_OK);
    town_close(&town);
}
