/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/driver.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *prefix;
    const struct wlt_driver *driver;
} drivers[] = {
    { "postgresql://", &wlt_driver_postgres },
    { "postgres://", &wlt_driver_postgres },
    { "", &wlt_driver_sqlite },
};

static const struct wlt_driver *find_driver(const char *name)
{
    size_t i = 0;

    while (strncmp(name, drivers[i].prefix, strlen(drivers[i].prefix)) != 0) {
        i++;
    }

    return drivers[i].driver;
}

enum wallet_status wlt_database_open(
    const char *name, struct wlt_database **out, struct wallet_error *error)
{
    return find_driver(name)->open(name, out, error);
}

enum wallet_status wlt_database_create(
    const char *name,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error)
{
    return find_driver(name)->create(name, mark, fill, context, error);
}

enum wallet_status wlt_database_found(
    struct wlt_database *database,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_database_begin(database, error);

    if (status == WALLET_OK) {
        status = database->driver->write_mark(database, mark, error);
    }

    if (status == WALLET_OK) {
        status = fill(context, database, error);
    }

    if (status == WALLET_OK) {
        status = wlt_database_commit(database, error);
    }

    wlt_database_rollback(database);
    return status;
}

enum wallet_status wlt_schema_make(
    const struct wlt_schema *schema, struct wlt_database *database, struct wallet_error *error)
{
    const char *sql = NULL;

    switch (database->driver->kind) {
    case WLT_DATABASE_SQLITE: sql = schema->sqlite; break;
    case WLT_DATABASE_POSTGRESQL: sql = schema->postgresql; break;
    }

    return wlt_database_run(database, sql, error);
}

enum wallet_status wlt_database_check(
    struct wlt_database *database, const struct wlt_database_mark *mark, struct wallet_error *error)
{
    struct wlt_database_mark found = { 0 };
    const enum wallet_status status = database->driver->read_mark(database, &found, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (found.application != mark->application) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "the %s is no %s",
            database->driver->kind == WLT_DATABASE_SQLITE ? "file" : "database",
            mark->noun);
    }

    return found.version == mark->version
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_UNSUPPORTED,
                     WALLET_NO_OFFSET,
                     "the store has format %lld, which %s version made",
                     (long long)found.version,
                     found.version > mark->version ? "a later" : "an earlier");
}

void wlt_database_close(struct wlt_database *database)
{
    if (database) {
        wlt_database_rollback(database);
        database->driver->close(database);
    }
}

enum wlt_database_kind wlt_database_kind(const struct wlt_database *database)
{
    return database->driver->kind;
}

void wlt_database_map(struct wlt_database *database, int64_t size)
{
    database->driver->map(database, size);
}

void wlt_database_set_patience(struct wlt_database *database, int milliseconds)
{
    database->driver->set_patience(database, milliseconds);
}

const char *wlt_database_for_update(const struct wlt_database *database)
{
    return database->driver->for_update;
}

enum wallet_status wlt_database_tell(
    const struct wlt_database *database, struct wallet_error *error)
{
    if (error && database->spoiled.status != WALLET_OK) {
        *error = database->spoiled;
    }

    return database->spoiled.status;
}

enum wallet_status wlt_database_note(
    struct wlt_database *database,
    enum wallet_status status,
    const struct wallet_error *found,
    struct wallet_error *error)
{
    if (status == WALLET_OK) {
        return status;
    }

    if (database->is_begun) {
        database->spoiled = *found;
    }

    if (error) {
        *error = *found;
    }

    return status;
}

enum wallet_status wlt_database_run(
    struct wlt_database *database, const char *sql, struct wallet_error *error)
{
    struct wallet_error found = { 0 };
    const enum wallet_status spoiled = wlt_database_tell(database, error);
    if (spoiled != WALLET_OK) {
        return spoiled;
    }

    const enum wallet_status status = database->driver->run(database, sql, &found);
    return wlt_database_note(database, status, &found, error);
}

static enum wallet_status begin(
    struct wlt_database *database, bool is_writing, struct wallet_error *error)
{
    assert(!database->is_begun);
    const enum wallet_status status = database->driver->begin(database, is_writing, error);
    database->is_begun = status == WALLET_OK;
    return status;
}

enum wallet_status wlt_database_begin(struct wlt_database *database, struct wallet_error *error)
{
    return begin(database, true, error);
}

enum wallet_status wlt_database_begin_reading(
    struct wlt_database *database, struct wallet_error *error)
{
    return begin(database, false, error);
}

enum wallet_status wlt_database_commit(struct wlt_database *database, struct wallet_error *error)
{
    assert(database->is_begun);
    enum wallet_status status = wlt_database_tell(database, error);

    if (status == WALLET_OK) {
        status = database->driver->commit(database, error);
    }

    if (status != WALLET_OK) {
        wlt_database_rollback(database);
    }

    database->is_begun = false;
    return status;
}

void wlt_database_rollback(struct wlt_database *database)
{
    if (database->is_begun) {
        database->driver->rollback(database);
    }

    database->is_begun = false;
    database->spoiled.status = WALLET_OK;
}
