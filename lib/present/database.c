/* SPDX-License-Identifier: Apache-2.0 */
#include "present/database.h"

#include "base/error.h"

#include <string.h>

WLT_DEFINE_AUTO(statement, sqlite3_stmt, (void)sqlite3_finalize)

/** "https://www.sqlite.org/security.html", section 1.1: what to do for files of unknown origin. */
static const struct {
    int option;
    int value;
} guards[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
};

static const char *const settings[] = {
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = FULL",
};

enum wallet_status wlt_database_fail(sqlite3 *database, int result, struct wallet_error *error)
{
    const int problem = database ? sqlite3_system_errno(database) : 0;

    switch (result & 0xff) {
    case SQLITE_NOMEM: return wlt_fail_memory(error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return wlt_fail(
            error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "another process keeps the file locked");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our own statements are right, so what they name is missing */
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "the file is damaged, or is no database: %s",
            sqlite3_errstr(result));
    case SQLITE_CANTOPEN:
        if (problem != 0) {
            return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "%s", strerror(problem));
        }
        break;
    default: break;
    }

    return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "%s", sqlite3_errstr(result));
}

enum wallet_status wlt_database_prepare(
    sqlite3 *database, const char *sql, sqlite3_stmt **out, struct wallet_error *error)
{
    const int result = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return result == SQLITE_OK ? WALLET_OK : wlt_database_fail(database, result, error);
}

enum wallet_status wlt_database_run(sqlite3 *database, const char *sql, struct wallet_error *error)
{
    WLT_AUTO(statement) sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

    if (result == SQLITE_OK) {
        do {
            result = sqlite3_step(statement);
        } while (result == SQLITE_ROW);
    }

    return result == SQLITE_DONE ? WALLET_OK : wlt_database_fail(database, result, error);
}

enum wallet_status wlt_database_number(
    sqlite3 *database, const char *sql, int64_t *out, struct wallet_error *error)
{
    WLT_AUTO(statement) sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

    if (result == SQLITE_OK) {
        result = sqlite3_step(statement);
    }

    if (result != SQLITE_ROW) {
        return wlt_database_fail(database, result == SQLITE_DONE ? SQLITE_CORRUPT : result, error);
    }

    *out = sqlite3_column_int64(statement, 0);
    return WALLET_OK;
}

static enum wallet_status set_up(sqlite3 *database, struct wallet_error *error)
{
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++) {
        const int result =
            sqlite3_db_config(database, guards[i].option, guards[i].value, (int *)NULL);
        if (result != SQLITE_OK) {
            return wlt_database_fail(database, result, error);
        }
    }

    enum wallet_status status = WALLET_OK;
    for (size_t i = 0; status == WALLET_OK && i < sizeof settings / sizeof *settings; i++) {
        status = wlt_database_run(database, settings[i], error);
    }

    return status;
}

enum wallet_status wlt_database_open(const char *path, sqlite3 **out, struct wallet_error *error)
{
    WLT_AUTO(database) sqlite3 *database = NULL;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;

    /* A handle comes back even where it fails, with the system's error in it. */
    const int result = sqlite3_open_v2(path, &database, flags, NULL);
    if (result != SQLITE_OK) {
        return wlt_database_fail(database, result, error);
    }

    (void)sqlite3_extended_result_codes(database, 1);
    (void)sqlite3_busy_timeout(database, WLT_DATABASE_PATIENCE);
    if (sqlite3_db_readonly(database, "main") != 0) {
        return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the file cannot be written");
    }

    const enum wallet_status status = set_up(database, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(database);
    }

    return status;
}
