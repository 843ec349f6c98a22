/* SPDX-License-Identifier: Apache-2.0 */
#include "database/sqlite.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"

#include <stdio.h>
#include <time.h>

WLT_DEFINE_AUTO(handle, sqlite3, (void)sqlite3_close_v2)
WLT_DEFINE_AUTO(compiled, sqlite3_stmt, (void)sqlite3_finalize)

/** "https://www.sqlite.org/security.html", section 1.1: what to do for files of unknown origin. */
static const struct {
    int option;
    int value;
} guards[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },        { SQLITE_DBCONFIG_DQS_DML, 0 },
};

/*
 * A log of 50,000 pages (200 MB) before they go to their places doubles the rate of loading: pages that
 * are written again and again meanwhile go once.
 */
static const char settings[] = "PRAGMA cell_size_check = ON;"
                               "PRAGMA mmap_size = 0;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA cache_size = -32768;"
                               "PRAGMA wal_autocheckpoint = 50000;"
                               "PRAGMA journal_size_limit = 268435456;";

enum {
    PAUSE_FIRST = 50, /* microseconds: a short transaction, without its sync */
    PAUSE_LAST = 500,
    GAP_SHARE = 32, /* of the time that a transaction took */
    GAP_MAX = 1000, /* microseconds: more than one pause of who waits */
    MILLISECOND = 1000,
};

/** Microseconds of the monotonic clock. */
static int64_t now(void)
{
    struct timespec time = { 0 };
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void pause_for(int64_t microseconds)
{
    const struct timespec time = { .tv_nsec = (long)microseconds * 1000 };
    (void)nanosleep(&time, NULL);
}

/*
 * SQLite's own waits grow to 100 ms, so whoever has waited long loses each time to those who come fresh.
 * With short ones all have the same chance.
 */
static int wait_for_others(void *context, int count)
{
    struct wlt_sqlite *sqlite = context;
    int64_t pause = PAUSE_FIRST;

    if (count == 0) {
        sqlite->waiting_since = now();
    } else if (now() - sqlite->waiting_since >= sqlite->patience * MILLISECOND) {
        return 0;
    }

    for (int i = 0; i < count && pause < PAUSE_LAST; i++) {
        pause *= 2;
    }
    pause_for(pause < PAUSE_LAST ? pause : PAUSE_LAST);
    return 1;
}

/*
 * Whoever loads a million rows begins again as soon as it has committed, and would shut out all others:
 * they ask from time to time only.  So it leaves a gap, in which they do, after long transactions.
 */
static void let_others_in(const struct wlt_sqlite *sqlite)
{
    const int64_t share = (sqlite->ended - sqlite->begun) / GAP_SHARE;
    const int64_t gap = share < GAP_MAX ? share : GAP_MAX;
    const int64_t rest = sqlite->ended + gap - now();

    if (rest > 0 && rest <= GAP_MAX) {
        pause_for(rest);
    }
}

static enum wallet_status run_first(
    sqlite3 *handle, const char *sql, const char **out_rest, struct wallet_error *error)
{
    WLT_AUTO(compiled) sqlite3_stmt *compiled = NULL;
    int result = sqlite3_prepare_v2(handle, sql, -1, &compiled, out_rest);

    if (result == SQLITE_OK && compiled) {
        do {
            result = sqlite3_step(compiled);
        } while (result == SQLITE_ROW);
    }

    return result == SQLITE_DONE || result == SQLITE_OK ? WALLET_OK
                                                        : wlt_sqlite_fail(handle, result, error);
}

static enum wallet_status run(
    struct wlt_database *database, const char *sql, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK && *sql) {
        status = run_first(wlt_sqlite_of(database)->handle, sql, &sql, error);
    }

    return status;
}

/** The number in the only row of a statement. */
static enum wallet_status number(
    sqlite3 *handle, const char *sql, int64_t *out, struct wallet_error *error)
{
    WLT_AUTO(compiled) sqlite3_stmt *compiled = NULL;
    int result = sqlite3_prepare_v2(handle, sql, -1, &compiled, NULL);

    if (result == SQLITE_OK) {
        result = sqlite3_step(compiled);
    }

    if (result != SQLITE_ROW) {
        return wlt_sqlite_fail(handle, result == SQLITE_DONE ? SQLITE_CORRUPT : result, error);
    }

    *out = sqlite3_column_int64(compiled, 0);
    return WALLET_OK;
}

static enum wallet_status set_up(struct wlt_sqlite *sqlite, struct wallet_error *error)
{
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++) {
        const int result =
            sqlite3_db_config(sqlite->handle, guards[i].option, guards[i].value, (int *)NULL);
        if (result != SQLITE_OK) {
            return wlt_sqlite_fail(sqlite->handle, result, error);
        }
    }

    return run(&sqlite->base, settings, error);
}

static void close_file(struct wlt_database *database)
{
    (void)sqlite3_close_v2(wlt_sqlite_of(database)->handle);
    wlt_free(database);
}

enum wallet_status wlt_sqlite_open(
    const char *path, struct wlt_database **out, struct wallet_error *error)
{
    WLT_AUTO(handle) sqlite3 *handle = NULL;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;

    /* A handle comes back even where it fails, with the system's error in it. */
    const int result = sqlite3_open_v2(path, &handle, flags, NULL);
    if (result != SQLITE_OK) {
        return wlt_sqlite_fail(handle, result, error);
    }

    if (sqlite3_db_readonly(handle, "main") != 0) {
        return wlt_sqlite_fail(handle, SQLITE_READONLY, error);
    }

    struct wlt_sqlite *sqlite = wlt_alloc(1, sizeof *sqlite);
    if (!sqlite) {
        return wlt_fail_memory(error);
    }

    WLT_AUTO(database) struct wlt_database *database = &sqlite->base;
    sqlite->base.driver = &wlt_driver_sqlite;
    sqlite->handle = WLT_TAKE(handle);
    sqlite->patience = WLT_DATABASE_PATIENCE;
    (void)sqlite3_extended_result_codes(sqlite->handle, 1);
    (void)sqlite3_busy_handler(sqlite->handle, wait_for_others, sqlite);

    const enum wallet_status status = set_up(sqlite, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(database);
    }

    return status;
}

enum wallet_status wlt_sqlite_name(
    const char *path, struct wallet_buffer *out, struct wallet_error *error)
{
    return wlt_buffer_append_text(out, path[0] == '/' ? "" : "./") &&
                   wlt_buffer_append_text(out, path)
               ? WALLET_OK
               : wlt_fail_memory(error);
}

static enum wallet_status open_file(
    const char *path, struct wlt_database **out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer name = { 0 };
    const enum wallet_status status = wlt_sqlite_name(path, &name, error);

    return status == WALLET_OK ? wlt_sqlite_open((const char *)name.data, out, error) : status;
}

static enum wallet_status write_mark(
    struct wlt_database *database, const struct wlt_database_mark *mark, struct wallet_error *error)
{
    char sql[128];

    (void)snprintf(
        sql,
        sizeof sql,
        "PRAGMA application_id = %d; PRAGMA user_version = %d",
        (int)mark->application,
        (int)mark->version);
    return run(database, sql, error);
}

static enum wallet_status read_mark(
    struct wlt_database *database, struct wlt_database_mark *out, struct wallet_error *error)
{
    sqlite3 *handle = wlt_sqlite_of(database)->handle;
    const enum wallet_status status =
        number(handle, "PRAGMA application_id", &out->application, error);

    return status == WALLET_OK ? number(handle, "PRAGMA user_version", &out->version, error)
                               : status;
}

static void set_patience(struct wlt_database *database, int milliseconds)
{
    wlt_sqlite_of(database)->patience = milliseconds;
}

static void map(struct wlt_database *database, int64_t size)
{
    char sql[64];

    /* Where it cannot be mapped it is read, as before. */
    (void)snprintf(sql, sizeof sql, "PRAGMA mmap_size = %lld", (long long)size);
    (void)run(database, sql, NULL);
}

static enum wallet_status begin(
    struct wlt_database *database, bool is_writing, struct wallet_error *error)
{
    struct wlt_sqlite *sqlite = wlt_sqlite_of(database);

    if (!is_writing) {
        return run(database, "BEGIN", error);
    }

    let_others_in(sqlite);
    const enum wallet_status status = run(database, "BEGIN IMMEDIATE", error);
    sqlite->begun = now();
    return status;
}

static enum wallet_status commit(struct wlt_database *database, struct wallet_error *error)
{
    const enum wallet_status status = run(database, "COMMIT", error);

    wlt_sqlite_of(database)->ended = now();
    return status;
}

static void rollback(struct wlt_database *database)
{
    /* Full disks, for one, have ended it already. */
    if (sqlite3_get_autocommit(wlt_sqlite_of(database)->handle) == 0) {
        (void)run(database, "ROLLBACK", NULL);
    }
}

const struct wlt_driver wlt_driver_sqlite = {
    .kind = WLT_DATABASE_SQLITE,
    .for_update = "",
    .open = open_file,
    .close = close_file,
    .create = wlt_sqlite_create,
    .write_mark = write_mark,
    .read_mark = read_mark,
    .set_patience = set_patience,
    .map = map,
    .run = run,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = wlt_sqlite_prepare,
    .free_statement = wlt_sqlite_free,
    .bind_int = wlt_sqlite_bind_int,
    .bind_bytes = wlt_sqlite_bind_bytes,
    .bind_text = wlt_sqlite_bind_text,
    .bind_null = wlt_sqlite_bind_null,
    .run_statement = wlt_sqlite_run_statement,
    .post = wlt_sqlite_post,
    .ask = wlt_sqlite_ask,
    .next = wlt_sqlite_next,
    .reset = wlt_sqlite_reset,
    .column_int = wlt_sqlite_column_int,
    .column_bytes = wlt_sqlite_column_bytes,
    .column_is_null = wlt_sqlite_column_is_null,
};
