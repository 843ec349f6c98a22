/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_DATABASE_PLACE_H
#define TEST_DATABASE_PLACE_H

#include "database/database.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * Where a test has its database: a folder of its own, or, with WALLET_TEST_POSTGRESQL in the environment
 * (tests/support/postgres.py), a schema of its own on that server.
 */

enum {
    PLACE_NAME_SIZE = 256,
    PLACE_FOLDER_SIZE = 64,
};

struct place {
    char folder[PLACE_FOLDER_SIZE]; /**< or the schema's name */
    char name[PLACE_NAME_SIZE];     /**< for wlt_database_create() and wlt_database_open() */
};

static inline bool is_on_server(void)
{
    return getenv("WALLET_TEST_POSTGRESQL") != NULL;
}

static inline void run_on_server(const char *format, const char *schema)
{
    struct wlt_database *database = NULL;
    char sql[PLACE_NAME_SIZE];

    (void)snprintf(sql, sizeof sql, "%s %s %s", format, schema, format[0] == 'D' ? "CASCADE" : "");
    CHECK_EQUAL(wlt_database_open(getenv("WALLET_TEST_POSTGRESQL"), &database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, sql, NULL), WALLET_OK);
    wlt_database_close(database);
}

static inline struct place make_place(void)
{
    static unsigned count;
    struct place place = { .folder = "/tmp/wallet-database-test-XXXXXX" };

    if (is_on_server()) {
        (void)snprintf(place.folder, sizeof place.folder, "t%d_%u", (int)getpid(), count++);
        run_on_server("CREATE SCHEMA", place.folder);
        (void)snprintf(
            place.name,
            sizeof place.name,
            "%s&options=-csearch_path%%3D%s",
            getenv("WALLET_TEST_POSTGRESQL"),
            place.folder);
    } else {
        CHECK(mkdtemp(place.folder));
        (void)snprintf(place.name, sizeof place.name, "%s/things", place.folder);
    }

    return place;
}

/** Removes it all; fails the test where something else is left in the folder. */
static inline void remove_place(const struct place *place)
{
    static const char *const ends[] = { "", "-wal", "-shm" };

    if (is_on_server()) {
        run_on_server("DROP SCHEMA", place->folder);
        return;
    }

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char path[PLACE_NAME_SIZE + 8];
        (void)snprintf(path, sizeof path, "%s%s", place->name, ends[i]);
        (void)unlink(path);
    }
    CHECK_EQUAL(rmdir(place->folder), 0);
}

static const struct wlt_database_mark place_mark = {
    .application = 0x574c7474, /* "WLtt" */
    .version = 1,
    .noun = "store of things",
};

static inline enum wallet_status fill_things(
    __attribute__((unused)) void *context,
    struct wlt_database *database,
    struct wallet_error *error)
{
    static const struct wlt_schema schema = {
        .sqlite = "CREATE TABLE things"
                  " (id INTEGER PRIMARY KEY, bytes BLOB UNIQUE, text TEXT, number INTEGER) STRICT;"
                  "INSERT INTO things (id, number) VALUES (0, 0)",
        .postgresql = "CREATE TABLE things"
                      " (id BIGINT PRIMARY KEY, bytes BYTEA UNIQUE, text TEXT, number BIGINT);"
                      "INSERT INTO things (id, number) VALUES (0, 0)",
    };

    return wlt_schema_make(&schema, database, error);
}

static inline struct wlt_database *open_database(const char *name)
{
    struct wlt_database *database = NULL;

    CHECK_EQUAL(wlt_database_open(name, &database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_check(database, &place_mark, NULL), WALLET_OK);
    return database;
}

/** A database with the table `things`, in which row 0 has the number 0. */
static inline struct wlt_database *make_things(const struct place *place)
{
    CHECK_EQUAL(wlt_database_create(place->name, &place_mark, fill_things, NULL, NULL), WALLET_OK);
    return open_database(place->name);
}

static inline struct wlt_statement *prepare(struct wlt_database *database, const char *sql)
{
    struct wlt_statement *statement = NULL;
    struct wallet_error error = { 0 };

    if (wlt_database_prepare(database, sql, &statement, &error) != WALLET_OK) {
        print_message("%s: %s\n", sql, error.message);
    }
    CHECK(statement);
    return statement;
}

/** The number that a statement without parameters gives. */
static inline int64_t ask(struct wlt_database *database, const char *sql)
{
    struct wlt_statement *statement = prepare(database, sql);
    int64_t number = 0;

    CHECK_EQUAL(wlt_statement_number(statement, &number, NULL), WALLET_OK);
    wlt_statement_free(statement);
    return number;
}

#endif
