/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/driver.h"

#include <assert.h>

enum wallet_status wlt_database_prepare(
    struct wlt_database *database,
    const char *sql,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    struct wallet_error found = { 0 };
    const enum wallet_status spoiled = wlt_database_tell(database, error);
    if (spoiled != WALLET_OK) {
        return spoiled;
    }

    const enum wallet_status status = database->driver->prepare(database, sql, out, &found);
    return wlt_database_note(database, status, &found, error);
}

void wlt_statement_free(struct wlt_statement *statement)
{
    if (statement) {
        statement->database->driver->free_statement(statement);
    }
}

void wlt_bind_int(struct wlt_statement *statement, int index, int64_t value)
{
    statement->database->driver->bind_int(statement, index, value);
}

void wlt_bind_bytes(struct wlt_statement *statement, int index, struct wallet_bytes value)
{
    statement->database->driver->bind_bytes(statement, index, value);
}

void wlt_bind_text(struct wlt_statement *statement, int index, struct wallet_bytes value)
{
    statement->database->driver->bind_text(statement, index, value);
}

void wlt_bind_null(struct wlt_statement *statement, int index)
{
    statement->database->driver->bind_null(statement, index);
}

enum wallet_status wlt_statement_run(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error)
{
    struct wlt_database *database = statement->database;
    struct wallet_error found = { 0 };
    int64_t changes = 0;
    enum wallet_status status = wlt_database_tell(database, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = database->driver->run_statement(statement, &changes, &found);
    if (status == WALLET_OK && out_changes) {
        *out_changes = changes;
    }

    return wlt_database_note(database, status, &found, error);
}

/** Hands it to the driver without waiting for its outcome. */
static enum wallet_status hand_over(
    struct wlt_statement *statement,
    enum wallet_status (*send)(struct wlt_statement *statement, struct wallet_error *error),
    struct wallet_error *error)
{
    struct wlt_database *database = statement->database;
    struct wallet_error found = { 0 };
    enum wallet_status status = wlt_database_tell(database, error);

    assert(database->is_begun); /* elsewhere nobody would be told what went wrong */
    if (status != WALLET_OK) {
        return status;
    }

    status = send(statement, &found);
    return wlt_database_note(database, status, &found, error);
}

enum wallet_status wlt_statement_post(struct wlt_statement *statement, struct wallet_error *error)
{
    return hand_over(statement, statement->database->driver->post, error);
}

enum wallet_status wlt_statement_ask(struct wlt_statement *statement, struct wallet_error *error)
{
    return hand_over(statement, statement->database->driver->ask, error);
}

enum wallet_status wlt_statement_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error)
{
    struct wlt_database *database = statement->database;
    struct wallet_error found = { 0 };
    enum wallet_status status = wlt_database_tell(database, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = database->driver->next(statement, out_row, &found);
    return wlt_database_note(database, status, &found, error);
}

void wlt_statement_reset(struct wlt_statement *statement)
{
    statement->database->driver->reset(statement);
}

int64_t wlt_column_int(const struct wlt_statement *statement, int column)
{
    return statement->database->driver->column_int(statement, column);
}

struct wallet_bytes wlt_column_bytes(const struct wlt_statement *statement, int column)
{
    return statement->database->driver->column_bytes(statement, column);
}

bool wlt_column_is_null(const struct wlt_statement *statement, int column)
{
    return statement->database->driver->column_is_null(statement, column);
}

enum wallet_status wlt_statement_number(
    struct wlt_statement *statement, int64_t *out, struct wallet_error *error)
{
    bool is_row = false;
    const enum wallet_status status = wlt_statement_next(statement, &is_row, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!is_row) {
        return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "there is no such row");
    }

    *out = wlt_column_int(statement, 0);
    wlt_statement_reset(statement);
    return WALLET_OK;
}
