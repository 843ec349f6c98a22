/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Entries appended to a log a second, in transactions of a thousand, beside what they cannot do without:
 * one hash of as many bytes, and one bare INSERT of as many into a table of the same database.
 */
#include "crypto/digest.h"
#include "unit/audit/make_log.h"

#include <time.h>

enum {
    ENTRIES = 200000,
    AT_ONCE = 1000,
    BODY_SIZE = 150,
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double rate_since(double start)
{
    return ENTRIES / (now() - start);
}

static double hash(void)
{
    uint8_t message[BODY_SIZE] = { 0 };
    uint8_t digest[32];

    const double start = now();
    for (uint64_t i = 0; i < ENTRIES; i++) {
        memcpy(message, &i, sizeof i);
        wlt_sha256((struct wallet_bytes){ message, sizeof message }, digest);
    }

    return rate_since(start);
}

static double insert(struct log_kit *kit)
{
    struct wlt_statement *statement = NULL;
    uint8_t body[BODY_SIZE] = { 0 };

    log_check(
        wlt_database_run(
            kit->database,
            log_server()
                ? "CREATE TABLE bare (number BIGINT PRIMARY KEY, body BYTEA NOT NULL)"
                : "CREATE TABLE bare (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
            NULL),
        NULL);
    CHECK_EQUAL(
        wlt_database_prepare(kit->database, "INSERT INTO bare VALUES ($1, $2)", &statement, NULL),
        WALLET_OK);
    const double start = now();
    for (int64_t i = 0; i < ENTRIES; i++) {
        if (i % AT_ONCE == 0) {
            CHECK_EQUAL(wlt_database_begin(kit->database, NULL), WALLET_OK);
        }
        wlt_bind_int(statement, 1, i);
        wlt_bind_bytes(statement, 2, (struct wallet_bytes){ body, sizeof body });
        CHECK_EQUAL(wlt_statement_post(statement, NULL), WALLET_OK);
        if (i % AT_ONCE == AT_ONCE - 1) {
            CHECK_EQUAL(wlt_database_commit(kit->database, NULL), WALLET_OK);
        }
    }

    const double rate = rate_since(start);
    wlt_statement_free(statement);
    return rate;
}

static double append(struct log_kit *kit, bool is_use)
{
    uint64_t size = 0;

    CHECK_EQUAL(wlt_log_size(kit->log, &size, NULL), WALLET_OK);
    const double start = now();
    for (int64_t i = 0; i < ENTRIES; i += AT_ONCE) {
        CHECK_EQUAL(wlt_database_begin(kit->database, NULL), WALLET_OK);
        for (int64_t j = 0; j < AT_ONCE; j++) {
            struct wlt_act act = log_act(size++);
            act.is_use = is_use;
            CHECK_EQUAL(wlt_log_append(kit->log, &act, NULL, NULL), WALLET_OK);
        }
        CHECK_EQUAL(wlt_log_settle(kit->log, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_log_checkpoint(kit->log, &kit->auditor.signer, LOG_NOW, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_database_commit(kit->database, NULL), WALLET_OK);
    }

    return rate_since(start);
}

static double verify(struct log_kit *kit)
{
    const struct wallet_audit_evidence evidence = { .trust = kit->trust };
    struct wallet_audit_report report;

    const double start = now();
    CHECK_EQUAL(wlt_log_verify(kit->log, &evidence, NULL, NULL, &report, NULL), WALLET_OK);
    CHECK_EQUAL(report.damage_count, 0);
    return (double)report.entry_count / (now() - start);
}

TEST(entries_a_second)
{
    struct log_kit kit = { 0 };

    log_kit_open(&kit);
    const double hashes = hash();
    const double inserts = insert(&kit);
    const double appends = append(&kit, false);
    const double uses = append(&kit, true);
    const double verified = verify(&kit);
    printf(
        "# log on %s, %d at once, a second: SHA-256 %.0f, bare INSERT %.0f, append %.0f (%.2f of "
        "an "
        "INSERT), append with a use %.0f, verified %.0f\n",
        log_server() ? "PostgreSQL" : "SQLite",
        AT_ONCE,
        hashes,
        inserts,
        appends,
        appends / inserts,
        uses,
        verified);
    log_kit_close(&kit);
}
