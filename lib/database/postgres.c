/* SPDX-License-Identifier: Apache-2.0 */
#include "database/postgres.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

/*
 * A statement is planned once and not for each run, which took longer than running it where tables have
 * partitions.  What is looked up and joined here are few rows by their keys, which are in memory: a server
 * that counts on a disk's arm, or takes a table for small, would read all of it instead.
 *
 * A server that was told to answer before it has written would make our promise void.
 */
static const char settings[] = "SET plan_cache_mode = force_generic_plan;"
                               "SET random_page_cost = 1;"
                               "SET enable_hashjoin = off;"
                               "SET enable_mergejoin = off;"
                               "SELECT set_config('synchronous_commit', 'on', false)"
                               " WHERE current_setting('synchronous_commit') = 'off'";

/** Runs statements in the old way, which alone takes several at once. */
static enum wallet_status run(
    struct wlt_database *database, const char *sql, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(database);
    enum wallet_status status = wlt_postgres_finish(postgres, NULL, error);

    if (status == WALLET_OK && !PQexitPipelineMode(postgres->connection)) {
        status = wlt_postgres_fail(postgres, NULL, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(result) PGresult *result = PQexec(postgres->connection, sql);
    const ExecStatusType ended = PQresultStatus(result);
    if (ended != PGRES_COMMAND_OK && ended != PGRES_TUPLES_OK && ended != PGRES_EMPTY_QUERY) {
        status = wlt_postgres_fail(postgres, result, error);
    }

    (void)PQenterPipelineMode(postgres->connection);
    return status;
}

static void set_patience(struct wlt_database *database, int milliseconds)
{
    char sql[64];

    wlt_postgres_of(database)->patience = milliseconds;
    (void)snprintf(sql, sizeof sql, "SET lock_timeout = %d", milliseconds);
    (void)run(database, sql, NULL);
}

/** Makes of a new connection what all here rely on. */
static enum wallet_status set_up(struct wlt_postgres *postgres, struct wallet_error *error)
{
    (void)PQenterPipelineMode(postgres->connection); /* fails only where something runs */
    postgres->connections++;
    set_patience(&postgres->base, postgres->patience);
    return run(&postgres->base, settings, error);
}

/** Whether the server is still there, as far as the connection says without asking it. */
static bool is_awake(PGconn *connection)
{
    /* The first reads the server's last words, if there are any, and the second that it has hung up. */
    const bool is_heard = PQconsumeInput(connection) != 0;

    return is_heard && PQconsumeInput(connection) && PQstatus(connection) == CONNECTION_OK;
}

enum wallet_status wlt_postgres_wake(struct wlt_postgres *postgres, struct wallet_error *error)
{
    if (postgres->base.is_begun || is_awake(postgres->connection)) {
        return WALLET_OK;
    }

    PQreset(postgres->connection);
    postgres->pending = 0;
    return PQstatus(postgres->connection) == CONNECTION_OK
               ? set_up(postgres, error)
               : wlt_postgres_fail(postgres, NULL, error);
}

static enum wallet_status wake_and_run(
    struct wlt_database *database, const char *sql, struct wallet_error *error)
{
    const enum wallet_status status = wlt_postgres_wake(wlt_postgres_of(database), error);

    return status == WALLET_OK ? run(database, sql, error) : status;
}

static void close_server(struct wlt_database *database)
{
    PQfinish(wlt_postgres_of(database)->connection);
    wlt_free(database);
}

static enum wallet_status open_server(
    const char *name, struct wlt_database **out, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_alloc(1, sizeof *postgres);
    if (!postgres) {
        return wlt_fail_memory(error);
    }

    WLT_AUTO(database) struct wlt_database *database = &postgres->base;
    database->driver = &wlt_driver_postgres;
    enum wallet_status status = wlt_postgres_connect(name, &postgres->connection, error);

    if (status == WALLET_OK) {
        postgres->patience = WLT_DATABASE_PATIENCE;
        status = set_up(postgres, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(database);
    }

    return status;
}

static enum wallet_status create_on_server(
    const char *name,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error)
{
    WLT_AUTO(database) struct wlt_database *database = NULL;
    const enum wallet_status status = open_server(name, &database, error);

    return status == WALLET_OK ? wlt_database_found(database, mark, fill, context, error) : status;
}

/** Where another process makes it at this moment, its name is a key that is taken. */
static enum wallet_status make_mark(struct wlt_database *database, struct wallet_error *error)
{
    const enum wallet_status status =
        run(database,
            "CREATE TABLE wallet_schema (application BIGINT NOT NULL, version BIGINT NOT NULL)",
            error);

    return status == WALLET_ERR_VALUE
               ? wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "a table of this name is there")
               : status;
}

static enum wallet_status write_mark(
    struct wlt_database *database, const struct wlt_database_mark *mark, struct wallet_error *error)
{
    char sql[128];
    const enum wallet_status status = make_mark(database, error);

    (void)snprintf(
        sql,
        sizeof sql,
        "INSERT INTO wallet_schema VALUES (%lld, %lld)",
        (long long)mark->application,
        (long long)mark->version);
    return status == WALLET_OK ? run(database, sql, error) : status;
}

static enum wallet_status has_mark(
    struct wlt_database *database, int64_t *out, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    const enum wallet_status status = wlt_database_prepare(
        database,
        "SELECT CAST(CASE WHEN to_regclass('wallet_schema') IS NULL THEN 0 ELSE 1 END AS BIGINT)",
        &statement,
        error);

    return status == WALLET_OK ? wlt_statement_number(statement, out, error) : status;
}

static enum wallet_status read_mark(
    struct wlt_database *database, struct wlt_database_mark *out, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    int64_t is_there = 0;
    bool is_row = false;
    enum wallet_status status = has_mark(database, &is_there, error);
    if (status != WALLET_OK || !is_there) {
        return status;
    }

    status = wlt_database_prepare(
        database, "SELECT application, version FROM wallet_schema", &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_row, error);
    }

    if (status == WALLET_OK && is_row) {
        out->application = wlt_column_int(statement, 0);
        out->version = wlt_column_int(statement, 1);
    }

    return status;
}

static void map(
    __attribute__((unused)) struct wlt_database *database, __attribute__((unused)) int64_t size)
{
}

static enum wallet_status send_word(
    struct wlt_postgres *postgres, const char *sql, struct wallet_error *error)
{
    return wlt_postgres_sent(
        postgres,
        PQsendQueryParams(postgres->connection, sql, 0, NULL, NULL, NULL, NULL, 1),
        error);
}

static enum wallet_status begin(
    struct wlt_database *database, bool is_writing, struct wallet_error *error)
{
    struct wlt_postgres *postgres = wlt_postgres_of(database);
    const char *sql = is_writing ? "BEGIN ISOLATION LEVEL READ COMMITTED"
                                 : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /* What nobody has waited for would be a part of it. */
    enum wallet_status status = wlt_postgres_wake(postgres, error);
    if (status == WALLET_OK && postgres->pending > 0) {
        status = wlt_postgres_finish(postgres, NULL, error);
    }

    return status == WALLET_OK ? send_word(postgres, sql, error) : status;
}

/** Ends a transaction, and waits for the server's word. */
static enum wallet_status end(
    struct wlt_postgres *postgres, const char *sql, PGresult **out, struct wallet_error *error)
{
    const enum wallet_status status = send_word(postgres, sql, error);

    return status == WALLET_OK ? wlt_postgres_finish(postgres, out, error) : status;
}

static enum wallet_status commit(struct wlt_database *database, struct wallet_error *error)
{
    WLT_AUTO(result) PGresult *result = NULL;
    const enum wallet_status status = end(wlt_postgres_of(database), "COMMIT", &result, error);

    wlt_postgres_forget_asked(wlt_postgres_of(database));
    /* Of a transaction that has failed, the server says so only in this way. */
    return status != WALLET_OK || strcmp(PQcmdStatus(result), "COMMIT") == 0
               ? status
               : wlt_fail(
                     error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the server has rolled it back");
}

static void rollback(struct wlt_database *database)
{
    struct wlt_postgres *postgres = wlt_postgres_of(database);

    (void)wlt_postgres_finish(postgres, NULL, NULL);
    if (PQtransactionStatus(postgres->connection) != PQTRANS_IDLE) {
        (void)end(postgres, "ROLLBACK", NULL, NULL);
    }

    wlt_postgres_forget_asked(postgres);
}

const struct wlt_driver wlt_driver_postgres = {
    .kind = WLT_DATABASE_POSTGRESQL,
    .for_update = " FOR UPDATE",
    .open = open_server,
    .close = close_server,
    .create = create_on_server,
    .write_mark = write_mark,
    .read_mark = read_mark,
    .set_patience = set_patience,
    .map = map,
    .run = wake_and_run,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = wlt_postgres_prepare,
    .free_statement = wlt_postgres_free,
    .bind_int = wlt_postgres_bind_int,
    .bind_bytes = wlt_postgres_bind_bytes,
    .bind_text = wlt_postgres_bind_text,
    .bind_null = wlt_postgres_bind_null,
    .run_statement = wlt_postgres_run_statement,
    .post = wlt_postgres_post,
    .ask = wlt_postgres_ask,
    .next = wlt_postgres_next,
    .reset = wlt_postgres_reset,
    .column_int = wlt_postgres_column_int,
    .column_bytes = wlt_postgres_column_bytes,
    .column_is_null = wlt_postgres_column_is_null,
};
