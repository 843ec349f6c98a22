/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_DATABASE_POSTGRES_H
#define WLT_DATABASE_POSTGRES_H

#include "database/driver.h"

#include <libpq-fe.h>

/*
 * What the files of the driver for PostgreSQL share.
 *
 * The connection is in pipeline mode all the time: what is sent waits in the server's queue, and one
 * round trip brings the results of all of it.  So a transaction begins, and statements are posted,
 * without waiting for anybody.
 */

/** What wlt_statement_ask() was told, until its outcome is taken. */
struct wlt_asked;

struct wlt_postgres {
    struct wlt_database base;
    PGconn *connection;
    unsigned pending;     /**< results that were not read yet */
    unsigned names;       /**< statements that were named so far */
    unsigned connections; /**< that were made so far: the last one knows no statement of others */
    int patience;         /**< milliseconds */
    uint64_t sent;        /**< what was sent so far, of whatever kind: the last one's number */
    struct wlt_asked *asked; /**< outcomes that were not taken yet, in the order of their numbers */
    struct wlt_asked *awaited; /**< the first of them that is not there yet */
    struct wlt_asked *newest;
};

/** A statement and the rows that it has found; the first member of what postgres_statement.c keeps. */
struct wlt_running {
    struct wlt_statement base;
    PGresult *rows; /**< NULL: it does not run */
    int row;
};

static inline struct wlt_postgres *wlt_postgres_of(struct wlt_database *database)
{
    return (struct wlt_postgres *)database;
}

WLT_DEFINE_AUTO(result, PGresult, PQclear)

/** What a failure means; `result` may be NULL.  Of the server's words only its SQLSTATE is told. */
enum wallet_status wlt_postgres_fail(
    const struct wlt_postgres *postgres, const PGresult *result, struct wallet_error *error);

/** Connects; messages hold nothing of a password. */
enum wallet_status wlt_postgres_connect(
    const char *address, PGconn **out, struct wallet_error *error);

/**
 * Connects again if the connection was lost, unless within a transaction: that is lost, too.
 *
 * \retval WALLET_ERR_FILE  there is no server now
 */
enum wallet_status wlt_postgres_wake(struct wlt_postgres *postgres, struct wallet_error *error);

/** Counts what was sent by a PQsend...(), which gave `is_sent`. */
enum wallet_status wlt_postgres_sent(
    struct wlt_postgres *postgres, int is_sent, struct wallet_error *error);

/** The same for what nobody waits for: where many are under way, it reads some of their results. */
enum wallet_status wlt_postgres_posted(
    struct wlt_postgres *postgres, int is_sent, struct wallet_error *error);

/** Tells the server of a statement that is done with; it forgets it in its own time. */
void wlt_postgres_deallocate(struct wlt_postgres *postgres, const char *name);

/**
 * Reads the results of all that was sent.
 *
 * \param out  the last one's, the caller's: PQclear(); may be NULL
 */
enum wallet_status wlt_postgres_finish(
    struct wlt_postgres *postgres, PGresult **out, struct wallet_error *error);

/** A statement's parameters as libpq takes them; NULL is a value that is none. */
struct wlt_values {
    int count;
    const char *const *values;
    const int *sizes;
};

/** Keeps a place for the outcome of what is sent next. */
enum wallet_status wlt_postgres_add_asked(
    struct wlt_postgres *postgres,
    const struct wlt_statement *statement,
    struct wlt_values values,
    struct wallet_error *error);

/** Where the oldest result that was not read yet belongs, or NULL: nobody asked for it. */
PGresult **wlt_postgres_next_awaited(struct wlt_postgres *postgres);

/**
 * Takes the outcome of what was asked with these values, once it is there.
 *
 * \param out  NULL: nobody has asked; else the caller's: PQclear()
 */
enum wallet_status wlt_postgres_take_asked(
    struct wlt_postgres *postgres,
    const struct wlt_statement *statement,
    struct wlt_values values,
    PGresult **out,
    struct wallet_error *error);

/** After the end of a transaction, when nothing is under way. */
void wlt_postgres_forget_asked(struct wlt_postgres *postgres);

/* The functions of the driver that postgres.c does not hold itself; see struct wlt_driver. */

enum wallet_status wlt_postgres_prepare(
    struct wlt_database *database,
    const char *sql,
    struct wlt_statement **out,
    struct wallet_error *error);
void wlt_postgres_free(struct wlt_statement *statement);

void wlt_postgres_bind_int(struct wlt_statement *statement, int index, int64_t value);
void wlt_postgres_bind_bytes(struct wlt_statement *statement, int index, struct wallet_bytes value);
void wlt_postgres_bind_text(struct wlt_statement *statement, int index, struct wallet_bytes value);
void wlt_postgres_bind_null(struct wlt_statement *statement, int index);

enum wallet_status wlt_postgres_run_statement(
    struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error);
enum wallet_status wlt_postgres_post(struct wlt_statement *statement, struct wallet_error *error);
enum wallet_status wlt_postgres_ask(struct wlt_statement *statement, struct wallet_error *error);
enum wallet_status wlt_postgres_next(
    struct wlt_statement *statement, bool *out_row, struct wallet_error *error);
void wlt_postgres_reset(struct wlt_statement *statement);

int64_t wlt_postgres_column_int(const struct wlt_statement *statement, int column);
struct wallet_bytes wlt_postgres_column_bytes(const struct wlt_statement *statement, int column);
bool wlt_postgres_column_is_null(const struct wlt_statement *statement, int column);

#endif
