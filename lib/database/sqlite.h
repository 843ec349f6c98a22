/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_DATABASE_SQLITE_H
#define WLT_DATABASE_SQLITE_H

#include "database/driver.h"

#include <sqlite3.h>

/* What the files of the driver for SQLite share. */

struct wlt_sqlite {
    struct wlt_database base;
    sqlite3 *handle;
    int64_t patience;      /* milliseconds */
    int64_t waiting_since; /* microseconds of the monotonic clock, as all below */
    int64_t begun;         /* when the last transaction that wrote had its turn */
    int64_t ended;         /* and when it was committed */
};

static inline struct wlt_sqlite *wlt_sqlite_of(struct wlt_database *database)
{
    return (struct wlt_sqlite *)database;
}

/** What a result code means: FILE, VALUE, MALFORMED or MEMORY. */
enum wallet_status wlt_sqlite_fail(sqlite3 *handle, int result, struct wallet_error *error);

/**
 * Opens a file that is there.
 *
 * \param path  absolute, or begins with "./": SQLite has a meaning of its own for some names
 */
enum wallet_status wlt_sqlite_open(
    const char *path, struct wlt_database **out, struct wallet_error *error);

/** The name under which SQLite takes `path` for a file: ":memory:" and "file:..." are files here. */
enum wallet_status wlt_sqlite_name(
    const char *path, struct wallet_buffer *out, struct wallet_error *error);

/* The functions of the driver that sqlite.c does not hold itself; see struct wlt_driver. */

enum wallet_status wlt_sqlite_create(
    const char *path,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error);

enum wallet_status wlt_sqlite_prepare(
    struct wlt_database *database,
    const char *sql,
    struct wlt_statement **out,
    struct wallet_error *error);
void wlt_sqlite_free(struct wlt_statement *statement);

void wlt_sqlite_bind_int(struct wlt_statement *statement, int index, int64_t value);
void wlt_sqlite_bind_bytes(struct wlt_statement *statement, int index, struct wallet_bytes value);
void wlt_sqlite_bind_text(struct wlt_statement *statement, int index, struct wallet_bytes value);
void wlt_sqlite_bind_null(struct wlt_statement *statement, int index);

enum wallet_status wlt_sqlite_run_statement(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error);
enum wallet_status wlt_sqlite_post(struct wlt_statement *statement, struct wallet_error *error);
enum wallet_status wlt_sqlite_ask(struct wlt_statement *statement, struct wallet_error *error);
enum wallet_status wlt_sqlite_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error);
void wlt_sqlite_reset(struct wlt_statement *statement);

int64_t wlt_sqlite_column_int(const struct wlt_statement *statement, int column);
struct wallet_bytes wlt_sqlite_column_bytes(const struct wlt_statement *statement, int column);
bool wlt_sqlite_column_is_null(const struct wlt_statement *statement, int column);

#endif
