/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_LOG_H
#define WALLET_TEST_MAKE_LOG_H

#include <wallet/wallet.h>

#include "audit/log.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A log in a database of its own, an audit key and who trusts it.  With a PostgreSQL server at hand
 * (tests/support/postgres.py) the database is a schema there, else a file.
 */

#define LOG_ORIGIN  "11360500000000019F"
#define LOG_WITNESS "913605020000000194"

enum {
    LOG_NOW = 1795420800,  /* 2026-11-23T08:00:00Z */
    LOG_MARK = 0x574c7464, /* "WLtd" */
};

static const uint8_t log_secret[32] = "a secret of thirty-two bytes...";

struct log_place {
    char folder[64];
    char name[320]; /* of the database */
    char schema[32];
};

static inline const char *log_server(void)
{
    return getenv("WALLET_TEST_POSTGRESQL");
}

static inline void log_check(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(status), error->message);
    }
}

static inline void log_run(const char *name, const char *sql)
{
    struct wlt_database *database = NULL;
    struct wallet_error error = { .message = "" };
    log_check(wlt_database_open(name, &database, &error), &error);
    log_check(wlt_database_run(database, sql, &error), &error);
    wlt_database_close(database);
}

static inline enum wallet_status log_fill(
    __attribute__((unused)) void *context,
    struct wlt_database *database,
    struct wallet_error *error)
{
    return wlt_log_create(database, LOG_ORIGIN, error);
}

static inline void log_choose_schema(struct log_place *place)
{
    static unsigned count;
    char sql[96];

    (void)snprintf(place->schema, sizeof place->schema, "log_%d_%u", (int)getpid(), count++);
    (void)snprintf(sql, sizeof sql, "CREATE SCHEMA %s", place->schema);
    log_run(log_server(), sql);
    (void)snprintf(
        place->name,
        sizeof place->name,
        "%s%soptions=-csearch_path%%3D%s",
        log_server(),
        strchr(log_server(), '?') ? "&" : "?",
        place->schema);
}

static inline struct log_place log_make(void)
{
    static const struct wlt_database_mark mark = { LOG_MARK, 1, "log for a test" };
    struct log_place place = { .folder =
                                   "/dev/shm/wallet-log-test-XXXXXX" }; /* no disk to wait for */
    struct wallet_error error = { .message = "" };

    if (access("/dev/shm", W_OK) != 0) {
        (void)snprintf(place.folder, sizeof place.folder, "/tmp/wallet-log-test-XXXXXX");
    }

    CHECK(mkdtemp(place.folder));
    (void)snprintf(place.name, sizeof place.name, "%s/log", place.folder);
    if (log_server()) {
        log_choose_schema(&place);
    }

    log_check(wlt_database_create(place.name, &mark, log_fill, NULL, &error), &error);
    return place;
}

static inline void log_remove(const struct log_place *place)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

    if (log_server()) {
        char sql[96];
        (void)snprintf(sql, sizeof sql, "DROP SCHEMA %s CASCADE", place->schema);
        log_run(log_server(), sql);
    }

    for (size_t i = 0; !log_server() && i < sizeof ends / sizeof *ends; i++) {
        char path[352];
        (void)snprintf(path, sizeof path, "%s%s", place->name, ends[i]);
        (void)unlink(path);
    }

    CHECK_EQUAL(rmdir(place->folder), 0);
}

/** Somebody with a key. */
struct log_signer {
    struct wallet_key *key;
    struct wallet_signer signer;
};

static inline struct log_signer log_signer_make(const char *id)
{
    const struct wallet_key_owner owner = { .issuer = id };
    struct log_signer made;
    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &made.key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(made.key, &made.signer, NULL), WALLET_OK);
    return made;
}

/** What a trust list says of a signer; nothing but id, roles and key. */
static inline void log_trust(
    struct wallet_trust *trust,
    const struct log_signer *signer,
    unsigned roles,
    enum wallet_trust_state state,
    int64_t state_unix)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_buffer cose = { 0 };

    CHECK_EQUAL(wallet_key_write_cose(signer->key, &cose, NULL), WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = signer->signer.issuer,
        .name_zh = "",
        .name_en = "",
        .roles = roles,
        .key = wallet_buffer_bytes(&cose),
        .region = "",
        .state = state,
        .state_unix = state_unix,
    };
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
}

struct log_kit {
    struct log_place place;
    struct wlt_database *database;
    struct wlt_log *log;
    struct log_signer auditor;
    struct wallet_trust *trust;
};

static inline void log_kit_open(struct log_kit *kit)
{
    uint8_t key[WLT_LOG_KEY_SIZE];
    struct wallet_error error = { .message = "" };

    kit->place = log_make();
    wlt_log_key(log_secret, key);
    log_check(wlt_database_open(kit->place.name, &kit->database, &error), &error);
    log_check(wlt_log_open(kit->database, key, &kit->log, &error), &error);
    kit->auditor = log_signer_make(LOG_ORIGIN);
    CHECK_EQUAL(wallet_trust_new(&kit->trust, NULL), WALLET_OK);
    log_trust(kit->trust, &kit->auditor, WALLET_ROLE_AUDIT, WALLET_TRUST_ACTIVE, 0);
}

static inline void log_kit_close(struct log_kit *kit)
{
    wallet_trust_free(kit->trust);
    wallet_key_free(kit->auditor.key);
    wlt_log_close(kit->log);
    wlt_database_close(kit->database);
    log_remove(&kit->place);
}

/**
 * $WALLET_TEST_EVERY_BIT: of how many entries a log is of which each single bit is changed, in values,
 * tiles and file, on either back end; that takes minutes to an hour.  0: not asked for.
 */
static inline unsigned log_every_bit(void)
{
    const char *text = getenv("WALLET_TEST_EVERY_BIT");
    return text ? (unsigned)strtoul(text, NULL, 10) : 0;
}

/** The holder, licence and details of entry `number`; every third entry is no use. */
static inline struct wlt_act log_act(uint64_t number)
{
    static uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    static uint8_t licence[WALLET_AUDIT_HASH_SIZE];
    static uint8_t details[] = { 0xa2, 0x06, 0x64, 's', 'h', 'o', 'w', 0x0c, 0x00 };

    memset(holder, (int)(number % 5 + 1), sizeof holder);
    memset(licence, (int)(number % 11), sizeof licence);
    details[sizeof details - 1] = (uint8_t)(number % 24);
    return (struct wlt_act){
        .act = number % 3 == 0 ? WALLET_ACT_LOAD : WALLET_ACT_RELEASE,
        .at_unix = LOG_NOW + (int64_t)number,
        .holder = holder,
        .is_use = number % 3 != 0,
        .licence = { licence, sizeof licence },
        .details = { details, sizeof details },
    };
}

/** Appends within a transaction that is open; `from` is the number that the first will have. */
static inline void log_append_some(struct wlt_log *log, uint64_t from, uint64_t count)
{
    struct wallet_error error = { .message = "" };
    for (uint64_t i = from; i < from + count; i++) {
        const struct wlt_act act = log_act(i);
        uint64_t number = 0;
        log_check(wlt_log_append(log, &act, &number, &error), &error);
        CHECK_EQUAL(number, i);
    }
}

/** Appends in one transaction, and signs a checkpoint if there is a signer. */
static inline void log_grow(
    struct wlt_database *database,
    struct wlt_log *log,
    uint64_t from,
    uint64_t count,
    const struct wallet_signer *signer)
{
    struct wallet_error error = { .message = "" };
    log_check(wlt_database_begin(database, &error), &error);
    log_append_some(log, from, count);
    log_check(wlt_log_settle(log, &error), &error);
    if (signer) {
        log_check(
            wlt_log_checkpoint(log, signer, LOG_NOW + (int64_t)(from + count), &error), &error);
    }
    log_check(wlt_database_commit(database, &error), &error);
}

static inline void log_kit_grow(struct log_kit *kit, uint64_t from, uint64_t count)
{
    log_grow(kit->database, kit->log, from, count, &kit->auditor.signer);
}

#endif
