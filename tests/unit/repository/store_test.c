/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memmem() */
#include "make_repository.h"

TEST(a_repository_is_made_once_and_by_its_secret_alone_opened)
{
    struct town town;
    town_open(&town);
    struct wallet_repository *other = NULL;
    struct wallet_error error = { .message = "" };

    CHECK_TEXT(wallet_repository_id(town.repository), REPOSITORY_ID);
    CHECK_EQUAL(wallet_repository_create(&town.terms, REPOSITORY_ID, &error), WALLET_ERR_FILE);
    town.secret[31] = (uint8_t)(town.secret[31] ^ 1U);
    CHECK_EQUAL(wallet_repository_open(&town.terms, &other, &error), WALLET_ERR_KEY);
    CHECK(other == NULL);
    town.secret[31] = (uint8_t)(town.secret[31] ^ 1U);
    town_reopen(&town);
    town_close(&town);
}

TEST(refuses_who_keeps_it_if_that_is_nobody)
{
    struct town town;
    town_open(&town);

    CHECK_EQUAL(
        wallet_repository_create(&town.terms, "11360500000000019X", NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_repository_create(&town.terms, NULL, NULL), WALLET_ERR_ARGUMENT);
    town_close(&town);
}

TEST(refuses_what_is_no_repository)
{
    struct town town;
    town_open(&town);
    struct wallet_repository *other = NULL;
    struct wallet_repository_terms terms = town.terms;

    terms.database = "/tmp/wallet-repository-that-is-not-there/licences.db";
    CHECK_EQUAL(wallet_repository_open(&terms, &other, NULL), WALLET_ERR_FILE);
    terms.database = test_root_path("meson.build");
    CHECK(wallet_repository_open(&terms, &other, NULL) != WALLET_OK);
    CHECK(other == NULL);
    town_close(&town);
}

static void check_absent(const char *path, const char *text)
{
    FILE *file = fopen(path, "rb");

    if (!file) {
        return;
    }
    CHECK_EQUAL(fseek(file, 0, SEEK_END), 0);
    const size_t size = (size_t)ftell(file);
    rewind(file);
    uint8_t *content = test_memory(size + 1);
    CHECK_EQUAL(fread(content, 1, size, file), size);
    (void)fclose(file);
    if (memmem(content, size, text, strlen(text))) {
        fail_msg("'%s' stands in %s", text, path);
    }
}

TEST(nothing_in_the_files_tells_whose_licences_they_are)
{
    struct town town;
    town_open(&town);
    struct wallet_repository_problem problem = {
        .kind = WALLET_PROBLEM_MISSING,
        .at_unix = AGENCY_NOW,
        .holder = holder_of(2),
        .type = AGENCY_TYPE,
        .clerk = "李样例",
        .note = "缺少证照",
    };
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];
    char wal[600];

    /* Some agencies take the holder's number for the licence's. */
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = citizen_number(1) }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(
            &town,
            &(struct paper){ .person = 2, .serial = "NOBODYSEESTHIS", .holder = town.holder }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_report(town.repository, &problem, receipt, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);
    if (!town.is_file) {
        town_close(&town);
        return;
    }

    const char *const texts[] = { citizen_number(1), citizen_number(2), "简素心",  "样例路",
                                  "NOBODYSEESTHIS",  "李样例",          "缺少证照" };
    (void)snprintf(wal, sizeof wal, "%s-wal", town.database);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_absent(town.database, texts[i]);
        check_absent(wal, texts[i]);
    }
    wallet_repository_close(town.repository); /* all is moved from the log to the file */
    town.repository = NULL;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_absent(town.database, texts[i]);
    }
    town_close(&town);
}
