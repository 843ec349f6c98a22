/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_REPOSITORY_MAKE_DATABASE_H
#define TEST_REPOSITORY_MAKE_DATABASE_H

#include "database/database.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A database with the tables of one module, for one test: a file, or a schema of its own on the server
 * that WALLET_TEST_POSTGRESQL names.
 */
struct test_database {
    char folder[64]; /* "": on a server */
    char name[512];
    struct wlt_database *database;
};

typedef enum wallet_status make_tables(struct wlt_database *database, struct wallet_error *error);

struct fill_context {
    make_tables *make;
};

static inline enum wallet_status fill_database(
    void *context, struct wlt_database *database, struct wallet_error *error)
{
    const struct fill_context *fill = context;
    return fill->make(database, error);
}

static inline void make_in_file(struct test_database *place, make_tables *make)
{
    static const struct wlt_database_mark mark = { 0x74657374, 1, "test" };
    struct fill_context fill = { make };
    struct wallet_error error = { .message = "" };

    (void)snprintf(place->folder, sizeof place->folder, "/tmp/wallet-table-test-XXXXXX");
    CHECK(mkdtemp(place->folder));
    (void)snprintf(place->name, sizeof place->name, "%s/db", place->folder);
    if (wlt_database_create(place->name, &mark, fill_database, &fill, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    CHECK_EQUAL(wlt_database_open(place->name, &place->database, NULL), WALLET_OK);
}

static inline void make_on_server(
    struct test_database *place, const char *server, make_tables *make)
{
    static unsigned number = 0;
    char sql[1200];

    (void)snprintf(place->name, sizeof place->name, "table_%d_%u", (int)getpid(), ++number);
    CHECK_EQUAL(wlt_database_open(server, &place->database, NULL), WALLET_OK);
    (void)snprintf(
        sql, sizeof sql, "CREATE SCHEMA %s; SET search_path TO %s", place->name, place->name);
    CHECK_EQUAL(wlt_database_run(place->database, sql, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(place->database, NULL), WALLET_OK);
    CHECK_EQUAL(make(place->database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(place->database, NULL), WALLET_OK);
}

static inline struct test_database make_database(make_tables *make)
{
    const char *server = getenv("WALLET_TEST_POSTGRESQL");
    struct test_database place = { .folder = "" };

    if (server) {
        make_on_server(&place, server, make);
    } else {
        make_in_file(&place, make);
    }

    return place;
}

static inline void remove_database(struct test_database *place)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char text[600];

    if (!place->folder[0]) {
        (void)snprintf(text, sizeof text, "DROP SCHEMA %s CASCADE", place->name);
        CHECK_EQUAL(wlt_database_run(place->database, text, NULL), WALLET_OK);
        wlt_database_close(place->database);
        return;
    }

    wlt_database_close(place->database);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        (void)snprintf(text, sizeof text, "%s%s", place->name, ends[i]);
        (void)unlink(text);
    }

    CHECK_EQUAL(rmdir(place->folder), 0);
}

#endif
