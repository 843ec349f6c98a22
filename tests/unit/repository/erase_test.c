/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memmem() */
#include "make_repository.h"

static enum wallet_status erase(struct town *town, const char *identifier)
{
    CHECK_EQUAL(wallet_repository_begin(town->repository, NULL), WALLET_OK);
    const enum wallet_status status =
        wallet_repository_erase(town->repository, identifier, AGENCY_NOW, NULL);
    CHECK_EQUAL(wallet_repository_commit(town->repository, AGENCY_NOW, NULL), WALLET_OK);
    return status;
}

static void cancel(struct town *town, const char *identifier)
{
    CHECK_EQUAL(wallet_repository_begin(town->repository, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_repository_set_state(
            town->repository, identifier, WALLET_STATE_CANCELLED, NULL, AGENCY_NOW, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(town->repository, AGENCY_NOW, NULL), WALLET_OK);
}

TEST(erases_what_is_no_longer_in_force_and_keeps_its_digest)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    const char *identifier = identifier_of(licence);
    struct wallet_buffer body = { 0 };

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(erase(&town, identifier), WALLET_ERR_REFUSED);
    const struct found before = find_all(&town, 1, true);
    CHECK_EQUAL(wallet_repository_body(town.repository, &before.items[0], &body, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&body), licence);

    cancel(&town, identifier);
    CHECK_EQUAL(erase(&town, identifier), WALLET_OK);
    CHECK_EQUAL(erase(&town, identifier), WALLET_ERR_UNKNOWN);

    const struct found after = find_all(&town, 1, true);
    CHECK_EQUAL(after.count, 1);
    CHECK(after.items[0].is_erased);
    CHECK_TEXT(after.items[0].identifier, ""); /* a serial may be somebody's number */
    CHECK_BYTES(
        ((struct wallet_bytes){ after.items[0].digest, WALLET_AUDIT_HASH_SIZE }),
        ((struct wallet_bytes){ before.items[0].digest, WALLET_AUDIT_HASH_SIZE }));
    CHECK_EQUAL(
        wallet_repository_body(town.repository, &after.items[0], &body, NULL), WALLET_ERR_MISSING);
    check_whole(&town);
    wallet_buffer_clear(&body);
    town_close(&town);
}

TEST(what_was_erased_is_not_brought_back)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    const char *identifier = identifier_of(licence);

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    cancel(&town, identifier);
    CHECK_EQUAL(erase(&town, identifier), WALLET_OK);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_repository_set_state(
            town.repository, identifier, WALLET_STATE_VALID, NULL, AGENCY_NOW, NULL),
        WALLET_ERR_REFUSED);
    wallet_repository_rollback(town.repository);
    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_KNOWN);
    town_close(&town);
}

/** How often these bytes are in a file; -1: there is no file. */
static int count_in_file(const char *path, struct wallet_bytes bytes)
{
    FILE *file = fopen(path, "rb");
    int count = 0;

    if (!file) {
        return -1;
    }
    CHECK_EQUAL(fseek(file, 0, SEEK_END), 0);
    const size_t size = (size_t)ftell(file);
    rewind(file);
    uint8_t *content = test_memory(size + 1);
    CHECK_EQUAL(fread(content, 1, size, file), size);
    (void)fclose(file);
    for (const uint8_t *at = content;
         (at = memmem(at, (size_t)(content + size - at), bytes.data, bytes.size)) != NULL;
         at++) {
        count++;
    }

    return count;
}

TEST(nothing_of_what_was_erased_stays_in_the_file)
{
    struct town town;
    town_open(&town);
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    WLT_AUTO(database) struct wlt_database *database = NULL;
    WLT_AUTO(statement) struct wlt_statement *select = NULL;
    char wal[600];
    bool is_there = false;

    (void)snprintf(wal, sizeof wal, "%s-wal", town.database);
    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);

    /* As it is stored. */
    CHECK_EQUAL(wlt_database_open(town.database, &database, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_database_prepare(database, "SELECT sealed FROM licence_body", &select, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_statement_next(select, &is_there, NULL), WALLET_OK);
    CHECK(is_there);
    const struct wallet_bytes sealed = wlt_column_bytes(select, 0);
    uint8_t *part = test_memory(64);
    memcpy(part, sealed.data + 32, 64);
    wlt_statement_reset(select);
    const struct wallet_bytes wanted = { part, 64 };
    if (town.is_file) {
        CHECK(count_in_file(town.database, wanted) + count_in_file(wal, wanted) > 0);
    }

    cancel(&town, identifier_of(licence));
    CHECK_EQUAL(erase(&town, identifier_of(licence)), WALLET_OK);
    if (town.is_file) {
        CHECK(count_in_file(town.database, wanted) <= 0);
        CHECK(count_in_file(wal, wanted) <= 0);
    }
    wlt_statement_free(select);
    select = NULL;
    wlt_database_close(database);
    database = NULL;
    town_close(&town);
}
