/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/replay.h>
#include <wallet/time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "present/replay_file.h"

#include <stdbool.h>

/* What a store does, in the order of one call; all within one transaction, which waits for others'. */
enum step {
    STEP_CLOCK = 0,
    STEP_INSERT = 1,
    STEP_ADVANCE = 2,
    STEP_SWEEP = 3,
    STEP_COUNT = 4,
};

static const char *const steps[STEP_COUNT] = {
    [STEP_CLOCK] = "SELECT seen FROM clock WHERE id = 0",
    [STEP_INSERT] = "INSERT INTO keys (key, until) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    [STEP_ADVANCE] = "UPDATE clock SET seen = $1 WHERE seen < $1",
    /* A few more than one call brings, so that there is an end to them. */
    [STEP_SWEEP] = "DELETE FROM keys WHERE key IN (SELECT key FROM keys WHERE until < $1 LIMIT 64)",
};

struct wallet_replay_store {
    struct wlt_database *database;
    struct wlt_statement *statements[STEP_COUNT];
};

WLT_DEFINE_AUTO(store, struct wallet_replay_store, wallet_replay_store_close)

void wallet_replay_store_close(struct wallet_replay_store *store)
{
    if (!store) {
        return;
    }

    for (enum step step = STEP_CLOCK; step < STEP_COUNT; step++) {
        wlt_statement_free(store->statements[step]);
    }

    wlt_database_close(store->database);
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
    for (enum step step = STEP_CLOCK; status == WALLET_OK && step < STEP_COUNT; step++) {
        status =
            wlt_database_prepare(store->database, steps[step], &store->statements[step], error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(store);
    }

    return status;
}

/** When the clock was last believed; each store has this row, or somebody took it away. */
static enum wallet_status read_clock(
    struct wallet_replay_store *store, int64_t *out_unix, struct wallet_error *error)
{
    const enum wallet_status status =
        wlt_statement_number(store->statements[STEP_CLOCK], out_unix, error);

    return status == WALLET_ERR_UNKNOWN
               ? wlt_fail(
                     error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "the store has lost its clock")
               : status;
}

static enum wallet_status check_clock(
    struct wallet_replay_store *store, int64_t at_unix, struct wallet_error *error)
{
    int64_t seen = 0;
    const enum wallet_status status = read_clock(store, &seen, error);
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
    struct wlt_statement *statement = store->statements[STEP_INSERT];
    int64_t inserted = 0;

    wlt_bind_bytes(statement, 1, (struct wallet_bytes){ key, WALLET_REPLAY_KEY_SIZE });
    wlt_bind_int(statement, 2, until_unix);
    const enum wallet_status status = wlt_statement_run(statement, &inserted, error);
    return status != WALLET_OK || inserted == 1
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
    wlt_bind_int(store->statements[step], 1, unix_time);
    return wlt_statement_run(store->statements[step], NULL, error);
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

    enum wallet_status status = wlt_database_begin(store->database, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = remember_within(store, key, at_unix, until_unix, error);
    if (status == WALLET_OK) {
        status = wlt_database_commit(store->database, error);
    }

    wlt_database_rollback(store->database);
    return status;
}

struct wallet_replay wallet_replay_store_replay(struct wallet_replay_store *store)
{
    return (struct wallet_replay){ .remember = remember, .context = store };
}
