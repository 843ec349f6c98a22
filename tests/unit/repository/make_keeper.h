/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_REPOSITORY_MAKE_KEEPER_H
#define TEST_REPOSITORY_MAKE_KEEPER_H

#include <wallet/repository.h>

#include "database/database.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A new repository for one test: in a file, or where WALLET_TEST_POSTGRESQL names a server, in a schema
 * of its own there.
 */

enum {
    REPOSITORY_NAME_SIZE = 512,
};

struct test_repository {
    char folder[64]; /* "": on a server */
    char schema[64];
    char database[REPOSITORY_NAME_SIZE];
    struct wallet_repository *handle;
    struct wallet_repository_terms terms;
};

static const uint8_t test_secret[WALLET_REPOSITORY_SECRET_SIZE] = { 0x5e, 0xc7, 0xe7 };

static inline void run_on_server(const char *server, const char *sql)
{
    struct wlt_database *database = NULL;

    CHECK_EQUAL(wlt_database_open(server, &database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, sql, NULL), WALLET_OK);
    wlt_database_close(database);
}

/** A schema that only this test uses, and the name of the server with it. */
static inline void place_on_server(struct test_repository *store, const char *server)
{
    static unsigned number = 0;
    char sql[128];

    (void)snprintf(store->schema, sizeof store->schema, "service_%d_%u", (int)getpid(), ++number);
    (void)snprintf(sql, sizeof sql, "CREATE SCHEMA %s", store->schema);
    run_on_server(server, sql);
    (void)snprintf(
        store->database,
        sizeof store->database,
        "%s%coptions=-csearch_path%%3D%s",
        server,
        strchr(server, '?') ? '&' : '?',
        store->schema);
}

static inline void place_in_file(struct test_repository *store)
{
    (void)snprintf(store->folder, sizeof store->folder, "/tmp/wallet-service-test-XXXXXX");
    CHECK(mkdtemp(store->folder));
    (void)snprintf(store->database, sizeof store->database, "%s/licences.db", store->folder);
}

static inline struct wallet_repository *open_handle(const struct test_repository *store)
{
    struct wallet_repository *handle = NULL;
    struct wallet_error error = { .message = "" };

    if (wallet_repository_open(&store->terms, &handle, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    return handle;
}

static inline void open_repository(
    struct test_repository *store, const struct wallet_catalogue *catalogue, const char *id)
{
    const char *server = getenv("WALLET_TEST_POSTGRESQL");
    struct wallet_error error = { .message = "" };

    *store = (struct test_repository){ .folder = "" };
    if (server) {
        place_on_server(store, server);
    } else {
        place_in_file(store);
    }

    store->terms = (struct wallet_repository_terms){
        .database = store->database,
        .secret = test_secret,
        .catalogue = catalogue,
    };
    if (wallet_repository_create(&store->terms, id, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    store->handle = open_handle(store);
}

static inline void close_repository(struct test_repository *store)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char path[REPOSITORY_NAME_SIZE + 8];

    wallet_repository_close(store->handle);
    if (!store->folder[0]) {
        (void)snprintf(path, sizeof path, "DROP SCHEMA %s CASCADE", store->schema);
        run_on_server(getenv("WALLET_TEST_POSTGRESQL"), path);
        return;
    }

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        (void)snprintf(path, sizeof path, "%s%s", store->database, ends[i]);
        (void)unlink(path);
    }

    CHECK_EQUAL(rmdir(store->folder), 0);
}

#endif
