/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_DATABASE_DRIVER_H
#define WLT_DATABASE_DRIVER_H

#include "database/database.h"

/*
 * What a kind of database is made of.  Adding one: a file with its table, a line in database.c.
 *
 * database.c and statement.c keep the promises that are the same for all (what is spoiled stays
 * spoiled; a transaction is begun before it is ended), so drivers need not.
 */

struct wlt_driver {
    enum wlt_database_kind kind;
    const char *for_update;

    enum wallet_status (*open)(
        const char *name, struct wlt_database **out, struct wallet_error *error);
    void (*close)(struct wlt_database *database);

    /** See wlt_database_create(); calls wlt_database_found() on what it opened. */
    enum wallet_status (*create)(
        const char *name,
        const struct wlt_database_mark *mark,
        wlt_database_fill *fill,
        void *context,
        struct wallet_error *error);

    enum wallet_status (*write_mark)(
        struct wlt_database *database,
        const struct wlt_database_mark *mark,
        struct wallet_error *error);

    /** Application 0: there is none. */
    enum wallet_status (*read_mark)(
        struct wlt_database *database, struct wlt_database_mark *out, struct wallet_error *error);

    void (*set_patience)(struct wlt_database *database, int milliseconds);
    void (*map)(struct wlt_database *database, int64_t size);
    enum wallet_status (*run)(
        struct wlt_database *database, const char *sql, struct wallet_error *error);
    enum wallet_status (*begin)(
        struct wlt_database *database, bool is_writing, struct wallet_error *error);
    enum wallet_status (*commit)(struct wlt_database *database, struct wallet_error *error);
    void (*rollback)(struct wlt_database *database);

    enum wallet_status (*prepare)(
        struct wlt_database *database,
        const char *sql,
        struct wlt_statement **out,
        struct wallet_error *error);
    void (*free_statement)(struct wlt_statement *statement);

    void (*bind_int)(struct wlt_statement *statement, int index, int64_t value);
    void (*bind_bytes)(struct wlt_statement *statement, int index, struct wallet_bytes value);
    void (*bind_text)(struct wlt_statement *statement, int index, struct wallet_bytes value);
    void (*bind_null)(struct wlt_statement *statement, int index);

    /** `out_changes` is not NULL. */
    enum wallet_status (*run_statement)(
        struct wlt_statement *statement, int64_t *out_changes, struct wallet_error *error);
    enum wallet_status (*post)(struct wlt_statement *statement, struct wallet_error *error);
    enum wallet_status (*ask)(struct wlt_statement *statement, struct wallet_error *error);
    enum wallet_status (*next)(
        struct wlt_statement *statement, bool *out_row, struct wallet_error *error);
    void (*reset)(struct wlt_statement *statement);

    int64_t (*column_int)(const struct wlt_statement *statement, int column);
    struct wallet_bytes (*column_bytes)(const struct wlt_statement *statement, int column);
    bool (*column_is_null)(const struct wlt_statement *statement, int column);
};

/** The first member of each driver's own. */
struct wlt_database {
    const struct wlt_driver *driver;
    bool is_begun;
    struct wallet_error
        spoiled; /**< why the transaction can only be rolled back; WALLET_OK: it is not */
};

/** The first member of each driver's own. */
struct wlt_statement {
    struct wlt_database *database;
};

extern const struct wlt_driver wlt_driver_sqlite;
extern const struct wlt_driver wlt_driver_postgres;

/** Begins, writes the mark, fills and commits: what all creations have in common. */
enum wallet_status wlt_database_found(
    struct wlt_database *database,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error);

/** The error that spoiled the transaction, or WALLET_OK. */
enum wallet_status wlt_database_tell(
    const struct wlt_database *database, struct wallet_error *error);

/** Hands on what a driver `found`; within a transaction, it is spoiled from then on. */
enum wallet_status wlt_database_note(
    struct wlt_database *database,
    enum wallet_status status,
    const struct wallet_error *found,
    struct wallet_error *error);

#endif
