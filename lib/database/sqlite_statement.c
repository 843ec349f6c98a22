/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "database/sqlite.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

struct compiled {
    struct wlt_statement base;
    sqlite3_stmt *handle;
};

static sqlite3_stmt *handle_of(const struct wlt_statement *statement)
{
    return ((const struct compiled *)statement)->handle;
}

static sqlite3 *database_of(const struct wlt_statement *statement)
{
    return wlt_sqlite_of(statement->database)->handle;
}

/** To SQLite "$1" is a name, numbered by its first appearance; to PostgreSQL it is the number. */
static bool are_parameters_in_order(sqlite3_stmt *handle)
{
    const int count = sqlite3_bind_parameter_count(handle);
    bool is_right = true;

    for (int i = 1; is_right && i <= count; i++) {
        char wanted[16];
        const char *name = sqlite3_bind_parameter_name(handle, i);
        (void)snprintf(wanted, sizeof wanted, "$%d", i);
        is_right = name && strcmp(name, wanted) == 0;
    }

    return is_right;
}

static enum wallet_status compile(
    struct wlt_statement *statement, const char *sql, struct wallet_error *error)
{
    struct compiled *compiled = (struct compiled *)statement;
    const int result = sqlite3_prepare_v3(
        database_of(statement), sql, -1, SQLITE_PREPARE_PERSISTENT, &compiled->handle, NULL);

    if (result != SQLITE_OK) {
        return wlt_sqlite_fail(database_of(statement), result, error);
    }

    return are_parameters_in_order(compiled->handle)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_ARGUMENT,
                     WALLET_NO_OFFSET,
                     "parameters are not $1, $2, ... in the order of their first appearance");
}

enum wallet_status wlt_sqlite_prepare(
    struct wlt_database *database,
    const char *sql,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    struct compiled *compiled = wlt_alloc(1, sizeof *compiled);
    if (!compiled) {
        return wlt_fail_memory(error);
    }

    WLT_AUTO(statement) struct wlt_statement *statement = &compiled->base;
    statement->database = database;
    const enum wallet_status status = compile(statement, sql, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(statement);
    }

    return status;
}

void wlt_sqlite_free(struct wlt_statement *statement)
{
    (void)sqlite3_finalize(handle_of(statement));
    wlt_free(statement);
}

/** Nothing is copied by a binding, so only a wrong index makes it fail. */
static void check_bound(int result)
{
    assert(result == SQLITE_OK);
    (void)result;
}

/** For SQLite no pointer is NULL, whatever the size. */
static const void *content(struct wallet_bytes value)
{
    return value.size > 0 ? (const void *)value.data : "";
}

void wlt_sqlite_bind_int(struct wlt_statement *statement, int index, int64_t value)
{
    check_bound(sqlite3_bind_int64(handle_of(statement), index, value));
}

void wlt_sqlite_bind_bytes(struct wlt_statement *statement, int index, struct wallet_bytes value)
{
    check_bound(sqlite3_bind_blob64(
        handle_of(statement), index, content(value), value.size, SQLITE_STATIC));
}

void wlt_sqlite_bind_text(struct wlt_statement *statement, int index, struct wallet_bytes value)
{
    check_bound(sqlite3_bind_text64(
        handle_of(statement), index, content(value), value.size, SQLITE_STATIC, SQLITE_UTF8));
}

void wlt_sqlite_bind_null(struct wlt_statement *statement, int index)
{
    check_bound(sqlite3_bind_null(handle_of(statement), index));
}

static enum wallet_status step_to_end(struct wlt_statement *statement, struct wallet_error *error)
{
    sqlite3_stmt *handle = handle_of(statement);
    int result = SQLITE_ROW;

    while (result == SQLITE_ROW) {
        result = sqlite3_step(handle);
    }

    const enum wallet_status status =
        result == SQLITE_DONE ? WALLET_OK : wlt_sqlite_fail(database_of(statement), result, error);
    (void)sqlite3_reset(handle);
    return status;
}

enum wallet_status wlt_sqlite_run_statement(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error)
{
    sqlite3 *database = database_of(statement);
    const int64_t before = sqlite3_total_changes64(database);
    const enum wallet_status status = step_to_end(statement, error);

    *out_changes = sqlite3_total_changes64(database) - before;
    return status;
}

enum wallet_status wlt_sqlite_post(struct wlt_statement *statement, struct wallet_error *error)
{
    return step_to_end(statement, error);
}

/** Nothing is far away here: whoever wants the outcome runs it. */
enum wallet_status wlt_sqlite_ask(
    __attribute__((unused)) struct wlt_statement *statement,
    __attribute__((unused)) struct wallet_error *error)
{
    return WALLET_OK;
}

enum wallet_status wlt_sqlite_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error)
{
    sqlite3_stmt *handle = handle_of(statement);
    const int result = sqlite3_step(handle);

    if (result == SQLITE_ROW) {
        *out_row = true;
        return WALLET_OK;
    }

    enum wallet_status status = WALLET_OK;
    if (result == SQLITE_DONE) {
        *out_row = false;
    } else {
        status = wlt_sqlite_fail(database_of(statement), result, error);
    }

    (void)sqlite3_reset(handle);
    return status;
}

void wlt_sqlite_reset(struct wlt_statement *statement)
{
    (void)sqlite3_reset(handle_of(statement));
}

int64_t wlt_sqlite_column_int(const struct wlt_statement *statement, int column)
{
    return sqlite3_column_int64(handle_of(statement), column);
}

struct wallet_bytes wlt_sqlite_column_bytes(const struct wlt_statement *statement, int column)
{
    /* In this order: the first call may convert, the second counts. */
    const void *data = sqlite3_column_blob(handle_of(statement), column);
    return (struct wallet_bytes){ data,
                                  (size_t)sqlite3_column_bytes(handle_of(statement), column) };
}

bool wlt_sqlite_column_is_null(const struct wlt_statement *statement, int column)
{
    return sqlite3_column_type(handle_of(statement), column) == SQLITE_NULL;
}
