/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/replay.h>
#include <wallet/time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "present/replay_file.h"

#include <stdbool.h>

/* What a store does, in the order of one call; all within one transaction, which waits for others'. */
enum step {
    STEP_BEGIN = 0,
    STEP_CLOCK = 1,
    STEP_INSERT = 2,
    STEP_ADVANCE = 3,
    STEP_SWEEP = 4,
    STEP_COMMIT = 5,
    STEP_ROLLBACK = 6,
    STEP_COUNT = 7,
};

static const char *const steps[STEP_COUNT] = {
    [STEP_BEGIN] = "BEGIN IMMEDIATE",
    [STEP_CLOCK] = "SELECT seen FROM clock WHERE id = 0",
    [STEP_INSERT] = "INSERT INTO keys (key, until) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    [STEP_ADVANCE] = "UPDATE clock SET seen = ?1 WHERE seen < ?1",
    /* A few more than one call brings, so that there is an end to them. */
    [STEP_SWEEP] = "DELETE FROM keys WHERE key IN (SELECT key FROM keys WHERE until < ?1 LIMIT 64)",
    [STEP_COMMIT] = "COMMIT",
    [STEP_ROLLBACK] = "ROLLBACK",
};

struct wallet_replay_store {
    sqlite3 *database;
    sqlite3_stmt *statements[STEP_COUNT];
};

WLT_DEFINE_AUTO(store, struct wallet_replay_store, wallet_replay_store_close)

void wallet_replay_store_close(struct wallet_replay_store *store)
{
    if (!store) {
        return;
    }

    for (enum step step = STEP_BEGIN; step < STEP_COUNT; step++) {
        (void)sqlite3_finalize(store->statements[step]);
    }

    (void)sqlite3_close(store->database);
    wlt_free(store);
}

enum wallet_status wallet_replay_store_open(
    const char *path, struct wallet_replay_store **out, struct wallet_error *error)
{
    if (!path || !path[0] || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a path is required");
    }

    WLT_AUTO(store) struct wallet_replay_store *store = wlt_alloc(1, sizeof *store);
    if (!store) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_replay_file_open(path, &store->database, error);
    for (enum step step = STEP_BEGIN; status == WALLET_OK && step < STEP_COUNT; step++) {
        status =
            wlt_database_prepare(store->database, steps[step], &store->statements[step], error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(store);
    }

    return status;
}

/** Runs one step; the number in its row, if it gives one, in `out`. */
static enum wallet_status run(
    struct wallet_replay_store *store, enum step step, int64_t *out, struct wallet_error *error)
{
    sqlite3_stmt *statement = store->statements[step];
    int result = sqlite3_step(statement);

    if (result == SQLITE_ROW && out) {
        *out = sqlite3_column_int64(statement, 0);
        result = SQLITE_OK;
    } else if (result == SQLITE_DONE) {
        result = out ? SQLITE_CORRUPT : SQLITE_OK;
    }

    const enum wallet_status status =
        result == SQLITE_OK ? WALLET_OK : wlt_database_fail(store->database, result, error);
    (void)sqlite3_reset(statement);
    return status;
}

static enum wallet_status check_clock(
    struct wallet_replay_store *store, int64_t at_unix, struct wallet_error *error)
{
    int64_t seen = 0;
    const enum wallet_status status = run(store, STEP_CLOCK, &seen, error);
    if (status != WALLET_OK || at_unix >= seen - WALLET_REPLAY_LEEWAY) {
        return status;
    }

    char then[WALLET_TIME_SIZE];
    char now[WALLET_TIME_SIZE];
    wallet_time_format(seen, then);
    wallet_time_format(at_unix, now);
    return wlt_fail(
        error,
        WALLET_ERR_UNDETERMINED,
        WALLET_NO_OFFSET,
        "the clock went back: it says %s, and said %s before",
        now,
        then);
}

static enum wallet_status insert(
    struct wallet_replay_store *store,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t until_unix,
    struct wallet_error *error)
{
    sqlite3_stmt *statement = store->statements[STEP_INSERT];

    (void)sqlite3_bind_blob(statement, 1, key, WALLET_REPLAY_KEY_SIZE, SQLITE_STATIC);
    (void)sqlite3_bind_int64(statement, 2, until_unix);
    const enum wallet_status status = run(store, STEP_INSERT, NULL, error);
    const bool is_new = status == WALLET_OK && sqlite3_changes(store->database) == 1;
    (void)sqlite3_clear_bindings(statement);
    return status != WALLET_OK || is_new
               ? status
               : wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it was seen before");
}

/** Runs a step that is about a time. */
static enum wallet_status run_at(
    struct wallet_replay_store *store,
    enum step step,
    int64_t unix_time,
    struct wallet_error *error)
{
    (void)sqlite3_bind_int64(store->statements[step], 1, unix_time);
    return run(store, step, NULL, error);
}

static enum wallet_status remember_within(
    struct wallet_replay_store *store,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    enum wallet_status status = check_clock(store, at_unix, error);

    if (status == WALLET_OK) {
        status = insert(store, key, until_unix, error);
    }

    if (status == WALLET_OK) {
        status = run_at(store, STEP_ADVANCE, at_unix, error);
    }

    /* The clock may be believed when it says this much less, so keys are kept as much longer. */
    return status == WALLET_OK ? run_at(store, STEP_SWEEP, at_unix - WALLET_REPLAY_LEEWAY, error)
                               : status;
}

static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    struct wallet_replay_store *store = context;

    if (!store || !key || at_unix < 0 || until_unix < at_unix) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected an end that is not before now");
    }

    enum wallet_status status = run(store, STEP_BEGIN, NULL, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = remember_within(store, key, at_unix, until_unix, error);
    if (status == WALLET_OK) {
        status = run(store, STEP_COMMIT, NULL, error);
    }

    /* A commit that failed may leave the transaction open. */
    if (sqlite3_get_autocommit(store->database) == 0) {
        (void)run(store, STEP_ROLLBACK, NULL, NULL);
    }

    return status;
}

struct wallet_replay wallet_replay_store_replay(struct wallet_replay_store *store)
{
    return (struct wallet_replay){ .remember = remember, .context = store };
}
