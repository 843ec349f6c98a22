/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/sqlite.h"

#include <errno.h>
#include <string.h>

static enum wallet_status fail_file(struct wallet_error *error, const char *story)
{
    return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "%s", story);
}

/** A quota, or a file that may not grow: to SQLite only ENOSPC is a full disk. */
static bool is_full(int problem)
{
    return problem == ENOSPC || problem == EDQUOT || problem == EFBIG;
}

/** The system's own words, where SQLite has kept them; of commits it keeps none. */
static enum wallet_status fail_system(sqlite3 *handle, int result, struct wallet_error *error)
{
    const int problem = handle ? sqlite3_system_errno(handle) : 0;

    if (is_full(problem) || (problem == 0 && is_full(errno))) {
        return fail_file(error, "the disk is full");
    }

    return fail_file(error, problem != 0 ? strerror(problem) : sqlite3_errstr(result));
}

static enum wallet_status fail_constraint(int result, struct wallet_error *error)
{
    switch (result) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_UNIQUE:
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a row with this key is there");
    default: break;
    }

    return wlt_fail(
        error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "a row breaks the rules of its table");
}

enum wallet_status wlt_sqlite_fail(sqlite3 *handle, int result, struct wallet_error *error)
{
    switch (result & 0xff) {
    case SQLITE_NOMEM: return wlt_fail_memory(error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: return fail_file(error, "another process keeps the file locked");
    case SQLITE_READONLY: return fail_file(error, "the file cannot be written");
    case SQLITE_FULL: return fail_file(error, "the disk is full");
    case SQLITE_CONSTRAINT: return fail_constraint(result, error);
    case SQLITE_TOOBIG:
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%s", sqlite3_errstr(result));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our own statements are right, so what they name is missing */
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "the file is damaged, or is no database: %s",
            sqlite3_errstr(result));
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR: return fail_system(handle, result, error);
    default: return fail_file(error, sqlite3_errstr(result));
    }
}
