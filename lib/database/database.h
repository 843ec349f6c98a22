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
 *
 * Beside what each call names, all that touch the database may return
 *
 *     WALLET_ERR_FILE       disk full, read-only, locked for too long, no permission, connection lost
 *     WALLET_ERR_VALUE      a row with this key is there (UNIQUE, PRIMARY KEY), or, from PostgreSQL, a
 *                           value that its column cannot hold
 *     WALLET_ERR_MALFORMED  damaged, or its tables are not those that the statement names
 *     WALLET_ERR_ARGUMENT   a parameter's type is not its column's (PostgreSQL)
 *     WALLET_ERR_TOO_LARGE  more than a row or statement may hold
 *     WALLET_ERR_MEMORY
 *
 * and messages hold neither values of rows nor passwords.  What fails within a transaction spoils it:
 * until it is rolled back all calls return that same error.
 */

enum {
    WLT_DATABASE_PATIENCE =
        60000, /* milliseconds that others may keep it locked; as it is opened */
};

enum wlt_database_kind {
    WLT_DATABASE_SQLITE,
    WLT_DATABASE_POSTGRESQL,
};

/**
 * One connection: for one thread at a time, not across fork().  One to a server that was lost fails once,
 * with the transaction that was open; what is begun after that connects again, if there is a server.
 */
struct wlt_database;

/** What tells one use of databases from others; kept in each and never reused. */
struct wlt_database_mark {
    int64_t application; /**< four ASCII letters as a number, such as 0x574c7270; fits in 31 bits */
    int64_t version;     /**< of the tables, from 1 */
    const char *noun;    /**< what it is, for messages: "store of codes that were seen" */
};

/** One module's tables, in the words of each kind: statements, separated by ';'. */
struct wlt_schema {
    const char *sqlite;
    const char *postgresql;
};

/** Fills a database that is being made, within the transaction that makes it. */
typedef enum wallet_status wlt_database_fill(
    void *context, struct wlt_database *database, struct wallet_error *error);

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

/**
 * Makes a database that is there whole or not at all, whoever else makes it at the same time and
 * whenever a process dies: a file of mode 0600, or tables in a database of the server that has none of
 * ours.  It is not open afterwards.
 *
 * \param fill  makes the tables (wlt_schema_make()) and first rows, of as many modules as there are
 *
 * \retval WALLET_ERR_FILE         something of that name is there, or it cannot be made
 * \retval WALLET_ERR_UNSUPPORTED  "postgresql://" in a build without it
 */
enum wallet_status wlt_database_create(
    const char *name,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error);

enum wallet_status wlt_schema_make(
    const struct wlt_schema *schema, struct wlt_database *database, struct wallet_error *error);

/**
 * Whether it is what `mark` says; for whoever opened it.
 *
 * \retval WALLET_ERR_STRUCTURE    it is something else
 * \retval WALLET_ERR_UNSUPPORTED  it is, of another version
 */
enum wallet_status wlt_database_check(
    struct wlt_database *database,
    const struct wlt_database_mark *mark,
    struct wallet_error *error);

void wlt_database_close(struct wlt_database *database);
WLT_DEFINE_AUTO(database, struct wlt_database, wlt_database_close)

enum wlt_database_kind wlt_database_kind(const struct wlt_database *database);

/**
 * Reads the first `size` bytes of a file through the memory, for who looks up much: it halves the time
 * and counts as the process's resident memory.  Nothing is mapped until it is called; nothing happens
 * under PostgreSQL.
 */
void wlt_database_map(struct wlt_database *database, int64_t size);

/** Runs statements without parameters, separated by ';', whose rows mean nothing. */
enum wallet_status wlt_database_run(
    struct wlt_database *database, const char *sql, struct wallet_error *error);

/** For who has somebody waiting: at least 1 millisecond instead of WLT_DATABASE_PATIENCE. */
void wlt_database_set_patience(struct wlt_database *database, int milliseconds);

/**
 * Begins a transaction that writes: waits until it has the right to.  Under SQLite nobody else writes
 * then (BEGIN IMMEDIATE); under PostgreSQL others do, and rows are locked where it matters
 * (SELECT ... FOR UPDATE, see wlt_database_for_update()).
 */
enum wallet_status wlt_database_begin(struct wlt_database *database, struct wallet_error *error);

/** Begins one that only reads: all its statements see the same moment. */
enum wallet_status wlt_database_begin_reading(
    struct wlt_database *database, struct wallet_error *error);

/**
 * After WALLET_OK it is on the disk, whatever happens to process or machine.  Otherwise it is rolled
 * back; only where the connection to a server was lost it may have been done all the same.
 */
enum wallet_status wlt_database_commit(struct wlt_database *database, struct wallet_error *error);

/** Gives up what was begun; nothing happens if nothing was. */
void wlt_database_rollback(struct wlt_database *database);

/** " FOR UPDATE" under PostgreSQL; "" under SQLite, where the transaction has the whole lock. */
const char *wlt_database_for_update(const struct wlt_database *database);

/**
 * Compiles one statement.
 *
 * What both kinds understand alike: numbers are BIGINT, bytes BYTEA or BLOB, texts TEXT.  PostgreSQL
 * gives a sum of BIGINT as a type that is refused here: CAST(SUM(x) AS BIGINT).
 *
 * \param sql  borrowed for the call only
 *
 * \retval WALLET_ERR_ARGUMENT  parameters are not $1, $2, ... in this order, or a column of the result is
 *                              neither a number, bytes nor a text
 */
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

/**
 * Runs it to its end; rows are dropped.  Outside of a transaction it is one by itself, and on the disk
 * when it returns.
 *
 * \param out_changes  how many rows were changed; may be NULL
 */
enum wallet_status wlt_statement_run(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error);

/**
 * Runs it without waiting for the outcome, where many alike follow each other (pipeline mode of libpq;
 * at once under SQLite); only within a transaction.  What goes wrong is told by this call, by a later
 * one, or by the commit, and then the transaction can only be rolled back.  Bytes and texts are copied
 * here.  However many are posted, memory stays the same.
 */
enum wallet_status wlt_statement_post(struct wlt_statement *statement, struct wallet_error *error);

/**
 * Sends it ahead of the wlt_statement_next() or wlt_statement_run() that wants its outcome: the first of
 * them with the same values takes what was found, or changed, as it was sent.  So many are asked before
 * anybody waits, and one round trip answers all; under SQLite, where nobody waits, that later call does
 * it.  What the outcome depends on must not change in between, and who asks for changes takes them.
 *
 * Only within a transaction; its end forgets what was not taken.  Bytes and texts are copied here, and the
 * outcomes are kept in memory.
 */
enum wallet_status wlt_statement_ask(struct wlt_statement *statement, struct wallet_error *error);

/**
 * The next row; the first call runs the statement.  After the last row it is ready to be run again.
 * Other statements may be run between two rows.
 *
 * PostgreSQL's rows are all held in memory from the first call on: who reads many pages through them,
 * with a key and LIMIT.
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
