/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_DATABASE_DATABASE_H
#define WLT_DATABASE_DATABASE_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A database behind one table of functions: a file (SQLite) or a server (PostgreSQL).  Statements are
 * written once, for both: parameters are $1, $2, ... in the order in which they first appear, and what
 * only one of the two understands stands in a schema, of which there is one for each.
 *
 * Nothing here retries, and nobody is told "busy": who writes begins with wlt_database_begin(), which
 * waits for its turn, up to WLT_DATABASE_PATIENCE.
 */

enum wlt_database_kind {
    WLT_DATABASE_SQLITE,
    WLT_DATABASE_POSTGRESQL,
};

/** One connection: for one thread at a time, not across fork(). */
struct wlt_database;

/** One statement, compiled once and run many times; borrows its database. */
struct wlt_statement;

/**
 * Opens what is there; see wlt_database_create() for what is not.
 *
 * \param name  "postgresql://..." (a URI of libpq), or the path of a file
 *
 * \retval WALLET_ERR_FILE         it cannot be reached, read or written
 * \retval WALLET_ERR_MALFORMED    damaged, or no database
 * \retval WALLET_ERR_UNSUPPORTED  "postgresql://" in a build without it
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_database_open(
    const char *name, struct wlt_database **out, struct wallet_error *error);

void wlt_database_close(struct wlt_database *database);
WLT_DEFINE_AUTO(database, struct wlt_database, wlt_database_close)

enum wlt_database_kind wlt_database_kind(const struct wlt_database *database);

/** Runs statements without parameters, separated by ';', whose rows mean nothing. */
enum wallet_status wlt_database_run(
    struct wlt_database *database, const char *sql, struct wallet_error *error);

/**
 * Begins a transaction that writes: waits until it has the right to.  Under SQLite nobody else writes
 * then (BEGIN IMMEDIATE); under PostgreSQL others do, and rows are locked where it matters
 * (SELECT ... FOR UPDATE, see wlt_database_for_update()).
 */
enum wallet_status wlt_database_begin(struct wlt_database *database, struct wallet_error *error);

/** Begins one that only reads: all its statements see the same moment. */
enum wallet_status wlt_database_begin_reading(
    struct wlt_database *database, struct wallet_error *error);

/** After WALLET_OK it is on the disk, whatever happens to process or machine. */
enum wallet_status wlt_database_commit(struct wlt_database *database, struct wallet_error *error);

/** Gives up what was begun; nothing happens if nothing was. */
void wlt_database_rollback(struct wlt_database *database);

/** " FOR UPDATE" under PostgreSQL; "" under SQLite, where the transaction has the whole lock. */
const char *wlt_database_for_update(const struct wlt_database *database);

/** \param sql  one statement; it is borrowed for the call only */
enum wallet_status wlt_database_prepare(
    struct wlt_database *database,
    const char *sql,
    struct wlt_statement **out,
    struct wallet_error *error);

void wlt_statement_free(struct wlt_statement *statement);
WLT_DEFINE_AUTO(statement, struct wlt_statement, wlt_statement_free)

/*
 * Parameters count from 1 and keep their values from run to run.  Bytes and texts are borrowed until
 * the statement has run.
 */
void wlt_bind_int(struct wlt_statement *statement, int index, int64_t value);
void wlt_bind_bytes(struct wlt_statement *statement, int index, struct wallet_bytes value);
void wlt_bind_text(struct wlt_statement *statement, int index, struct wallet_bytes value);
void wlt_bind_null(struct wlt_statement *statement, int index);

/** Runs it to its end; rows are dropped.  `*out_changes`, unless NULL: how many rows were changed. */
enum wallet_status wlt_statement_run(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error);

/**
 * Runs it without waiting for the outcome, where many alike follow each other (pipeline mode of libpq;
 * at once under SQLite).  What goes wrong is told by this call, by a later one, or by the commit, and
 * then the transaction can only be rolled back.  Bytes and texts are copied here.
 */
enum wallet_status wlt_statement_post(struct wlt_statement *statement, struct wallet_error *error);

/**
 * The next row; the first call runs the statement.  After the last row it is ready to be run again.
 *
 * \param out_row  false: there is none
 */
enum wallet_status wlt_statement_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error);

/** Ends it before its last row. */
void wlt_statement_reset(struct wlt_statement *statement);

/* Columns count from 0; bytes are borrowed until the next call with the statement. */
int64_t wlt_column_int(const struct wlt_statement *statement, int column);
struct wallet_bytes wlt_column_bytes(const struct wlt_statement *statement, int column);
bool wlt_column_is_null(const struct wlt_statement *statement, int column);

/**
 * Runs a statement that gives one row at most, and takes the number in it.
 *
 * \retval WALLET_ERR_UNKNOWN  no row
 */
enum wallet_status wlt_statement_number(
    struct wlt_statement *statement, int64_t *out, struct wallet_error *error);

#endif
