/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_DATABASE_H
#define WLT_PRESENT_DATABASE_H

#include <wallet/error.h>

#include "base/cleanup.h"

#include <sqlite3.h>

#include <stdint.h>

enum {
    WLT_DATABASE_PATIENCE = 3000, /* milliseconds that another process may keep it locked */
};

WLT_DEFINE_AUTO(database, sqlite3, (void)sqlite3_close_v2)

/**
 * Opens an existing database for reading and writing.  What a foreign file might bring along is off:
 * no triggers, no views, no functions with side effects in its schema.
 *
 * \param path  absolute, or begins with "./": SQLite has a meaning of its own for some names
 *
 * \retval WALLET_ERR_FILE       it cannot be opened, or be read only
 * \retval WALLET_ERR_MALFORMED  it is no database
 */
enum wallet_status wlt_database_open(const char *path, sqlite3 **out, struct wallet_error *error);

/** Compiles a statement that is kept; sqlite3_finalize(). */
enum wallet_status wlt_database_prepare(
    sqlite3 *database, const char *sql, sqlite3_stmt **out, struct wallet_error *error);

/** Runs a statement whose rows, if any, mean nothing. */
enum wallet_status wlt_database_run(sqlite3 *database, const char *sql, struct wallet_error *error);

/** Runs a statement that gives one row, and takes the number in it. */
enum wallet_status wlt_database_number(
    sqlite3 *database, const char *sql, int64_t *out, struct wallet_error *error);

/** What a result code of SQLite means: FILE, MALFORMED or MEMORY. */
enum wallet_status wlt_database_fail(sqlite3 *database, int result, struct wallet_error *error);

#endif
