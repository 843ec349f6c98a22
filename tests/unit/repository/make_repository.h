/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_REPOSITORY_MAKE_REPOSITORY_H
#define TEST_REPOSITORY_MAKE_REPOSITORY_H

#include <wallet/wallet.h>

#include "agency.h"
#include "database/database.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REPOSITORY_ID "11360500000000027A"

/** An empty repository of its own for one test: a file, or a schema of $WALLET_TEST_POSTGRESQL. */
struct town {
    struct agency agency;
    struct wallet_key *holder;
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE];
    char folder[64];
    char database[512];
    bool is_file;
    struct wallet_repository_terms terms;
    struct wallet_repository *repository;
};

/** What is to be in a licence. */
struct paper {
    const char *type; /* its name; NULL: an ID card */
    unsigned person;  /* whose; each number is another citizen number */
    const char *serial;
    unsigned version;          /* 0: 1 */
    int64_t until_unix;        /* 0: a year from now */
    struct wallet_key *holder; /* bound to this key; NULL: printed */
};

static inline void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(status), error->message);
    }
}

/** An invented citizen number, with its check character (GB 11643). */
static inline const char *citizen_number(unsigned person)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    char *number = test_memory(19);
    int sum = 0;

    (void)snprintf(
        number,
        19,
        "3605021990%02u%02u%03u",
        1 + person / 1000 % 12,
        1 + person / 12000 % 28,
        person % 1000);
    for (int i = 0; i < 17; i++) {
        sum += (number[i] - '0') * weights[i];
    }
    number[17] = "10X98765432"[sum % 11];
    number[18] = '\0';
    return number;
}

static inline const char *holder_of(unsigned person)
{
    char *holder = test_memory(32);
    (void)snprintf(holder, 32, "111:%s", citizen_number(person));
    return holder;
}

static inline void town_place(struct town *town)
{
    const char *server = getenv("WALLET_TEST_POSTGRESQL");
    WLT_AUTO(database) struct wlt_database *database = NULL;
    static unsigned count;
    struct wallet_error error = { .message = "" };
    char sql[64];

    town->is_file = server == NULL;
    if (town->is_file) {
        (void)snprintf(town->folder, sizeof town->folder, "/tmp/wallet-repository-test-XXXXXX");
        CHECK(mkdtemp(town->folder));
        (void)snprintf(town->database, sizeof town->database, "%s/licences.db", town->folder);
        return;
    }

    (void)snprintf(sql, sizeof sql, "CREATE SCHEMA town_%d_%u", (int)getpid(), ++count);
    demand(wlt_database_open(server, &database, &error), &error);
    demand(wlt_database_run(database, sql, &error), &error);
    (void)snprintf(
        town->database,
        sizeof town->database,
        "%s%coptions=-csearch_path%%3Dtown_%d_%u",
        server,
        strchr(server, '?') ? '&' : '?',
        (int)getpid(),
        count);
}

static inline void town_reopen(struct town *town)
{
    struct wallet_error error = { .message = "" };

    wallet_repository_close(town->repository);
    town->repository = NULL;
    demand(wallet_repository_open(&town->terms, &town->repository, &error), &error);
}

static inline void town_open(struct town *town)
{
    struct wallet_error error = { .message = "" };

    *town = (struct town){ .is_file = false };
    agency_open(&town->agency, WALLET_ALGORITHM_ED25519);
    town->holder = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    for (size_t i = 0; i < sizeof town->secret; i++) {
        town->secret[i] = (uint8_t)rand();
    }
    town_place(town);
    town->terms = (struct wallet_repository_terms){
        .database = town->database,
        .secret = town->secret,
        .catalogue = town->agency.catalogue,
    };
    demand(wallet_repository_create(&town->terms, REPOSITORY_ID, &error), &error);
    town_reopen(town);
}

static inline void town_close(struct town *town)
{
    static const char *const ends[] = { "", "-wal", "-shm" };

    wallet_repository_close(town->repository);
    wallet_key_free(town->holder);
    agency_close(&town->agency);
    for (size_t i = 0; town->is_file && i < sizeof ends / sizeof ends[0]; i++) {
        char path[600];
        (void)snprintf(path, sizeof path, "%s%s", town->database, ends[i]);
        (void)unlink(path);
    }
    if (town->is_file) {
        CHECK_EQUAL(rmdir(town->folder), 0);
    }
}

static inline void set(struct wallet_record *record, const char *field, const char *text)
{
    struct wallet_error error = { .message = "" };
    demand(wallet_record_set(record, field, test_text(text), &error), &error);
}

static inline struct wallet_record *write_id_card(const struct wallet_type *type, unsigned person)
{
    struct wallet_record *record = NULL;

    CHECK_EQUAL(wallet_record_new(type, &record, NULL), WALLET_OK);
    set(record, "name", "简素心");
    set(record, "sex", "女");
    set(record, "ethnic_group", "汉");
    set(record, "birth_date", "1990-03-07");
    set(record, "address", "江西省新余市渝水区样例路1号");
    set(record, "citizen_number", citizen_number(person));
    set(record, "issuing_authority", "新余市公安局渝水分局");
    set(record, "valid_from", "2026-01-01");
    set(record, "valid_until", "2046-01-01");
    return record;
}

/** Of a type of which a holder may have several. */
static inline struct wallet_record *write_vehicle(const struct wallet_type *type, unsigned person)
{
    struct wallet_record *record = NULL;

    CHECK_EQUAL(wallet_record_new(type, &record, NULL), WALLET_OK);
    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        const char *text = "";
        switch (wallet_field_kind(field)) {
        case WALLET_FIELD_DATE: text = "2020-01-02"; break;
        case WALLET_FIELD_NUMBER: text = "5"; break;
        case WALLET_FIELD_CODE: (void)wallet_field_code_at(field, 0, WALLET_CHINESE, &text); break;
        case WALLET_FIELD_TEXT: text = "样例"; break;
        case WALLET_FIELD_CITIZEN_NUMBER:
        case WALLET_FIELD_USCC:
        case WALLET_FIELD_DIVISION:
        case WALLET_FIELD_PORTRAIT:
        case WALLET_FIELD_MEMBERS: break;
        }
        if (text[0] != '\0') {
            set(record, wallet_field_name(field), text);
        }
    }
    set(record, "holder_number", citizen_number(person));
    return record;
}

/** Issues it; the bytes live until the test ends. */
static inline struct wallet_bytes issue_paper(const struct town *town, const struct paper *paper)
{
    const char *name = paper->type ? paper->type : "id-card";
    const struct wallet_type *type = wallet_catalogue_find(town->agency.catalogue, test_text(name));
    struct wallet_record *record =
        paper->type ? write_vehicle(type, paper->person) : write_id_card(type, paper->person);
    struct wallet_terms *terms = wallet_record_terms(record);
    struct wallet_buffer licence = { 0 };
    struct wallet_error error = { .message = "" };

    terms->serial = paper->serial;
    terms->version = paper->version == 0 ? 1 : paper->version;
    terms->until_unix = paper->until_unix == 0 ? AGENCY_NOW + AGENCY_A_YEAR : paper->until_unix;
    terms->accept_findings = true;
    const int64_t issued = paper->until_unix == 0 ? AGENCY_NOW : paper->until_unix - AGENCY_A_YEAR;
    demand(
        paper->holder ? wallet_issue_bound(
                            record, paper->holder, &town->agency.signer, issued, &licence, &error)
                      : wallet_issue(record, &town->agency.signer, issued, &licence, &error),
        &error);

    uint8_t *copy = test_memory(licence.size);
    const size_t size = licence.size;
    memcpy(copy, licence.data, size);
    wallet_buffer_clear(&licence);
    wallet_record_free(record);
    return (struct wallet_bytes){ copy, size };
}

/** Stores one in a transaction of its own. */
static inline enum wallet_deposit put_item(
    struct town *town, const struct wallet_repository_item *item)
{
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
    struct wallet_error error = { .message = "" };

    demand(wallet_repository_begin(town->repository, &error), &error);
    demand(wallet_repository_put(town->repository, item, &deposit, &error), &error);
    demand(wallet_repository_commit(town->repository, AGENCY_NOW, &error), &error);
    return deposit;
}

static inline enum wallet_deposit put_licence(struct town *town, struct wallet_bytes licence)
{
    const struct wallet_repository_item item = { .licence = licence, .at_unix = AGENCY_NOW };
    return put_item(town, &item);
}

static inline enum wallet_deposit put_paper(struct town *town, const struct paper *paper)
{
    return put_licence(town, issue_paper(town, paper));
}

enum {
    FOUND_MAX = 16,
};

/** What a search told. */
struct found {
    size_t count;
    struct wallet_holding items[FOUND_MAX];
};

static inline bool note_found(void *context, const struct wallet_holding *holding)
{
    struct found *found = context;

    CHECK(found->count < FOUND_MAX);
    found->items[found->count++] = *holding;
    return true;
}

/** All that a holder has, or had. */
static inline struct found find_all(struct town *town, unsigned person, bool history)
{
    const struct wallet_repository_query query = { .history = history };
    struct found found = { .count = 0 };
    struct wallet_error error = { .message = "" };

    demand(
        wallet_repository_find(
            town->repository, holder_of(person), &query, note_found, &found, &error),
        &error);
    return found;
}

/** The identifier of a licence. */
static inline const char *identifier_of(struct wallet_bytes licence)
{
    char *identifier = test_memory(WALLET_IDENTIFIER_SIZE);
    CHECK_EQUAL(wallet_issue_identifier(licence, identifier, NULL), WALLET_OK);
    return identifier;
}

/** Everything is as it should be. */
static inline void check_whole(struct town *town)
{
    struct wallet_error error = { .message = "" };
    demand(wallet_repository_verify(town->repository, NULL, NULL, NULL, &error), &error);
}

#endif
