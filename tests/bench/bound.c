/* SPDX-License-Identifier: Apache-2.0 */
#include "bound.h"

#include "database/database.h"

#include <sodium.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    BODY_SIZE = 600,
    HOLDER_SIZE = 16,
    IN_ONE = 1000, /* rows */
};

struct bound {
    struct wlt_database *database;
    struct wlt_statement *insert;
    int64_t next;
    char name[4096];
    uint8_t body[BODY_SIZE];
};

static const struct wlt_database_mark mark = {
    .application = 0x574c6262, /* "WLbb" */
    .version = 1,
    .noun = "benchmark",
};

static const struct wlt_schema schema = {
    .sqlite = "CREATE TABLE bound_row"
              " (id INTEGER PRIMARY KEY, holder BLOB NOT NULL, body BLOB NOT NULL) STRICT;"
              "CREATE INDEX bound_row_holder ON bound_row (holder)",
    .postgresql = "CREATE TABLE bound_row"
                  " (id BIGINT PRIMARY KEY, holder BYTEA NOT NULL, body BYTEA NOT NULL);"
                  "CREATE INDEX bound_row_holder ON bound_row (holder)",
};

static void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fprintf(stderr, "bench: %s\n", error->message);
        exit(EXIT_FAILURE);
    }
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static enum wallet_status fill(
    __attribute__((unused)) void *context,
    struct wlt_database *database,
    struct wallet_error *error)
{
    return wlt_schema_make(&schema, database, error);
}

struct bound *bound_open(const char *name)
{
    struct wallet_error error = { 0 };
    struct bound *bound = calloc(1, sizeof *bound);
    if (!bound) {
        exit(EXIT_FAILURE);
    }

    (void)snprintf(bound->name, sizeof bound->name, "%s", name);
    randombytes_buf(bound->body, sizeof bound->body);
    demand(wlt_database_create(name, &mark, fill, NULL, &error), &error);
    demand(wlt_database_open(name, &bound->database, &error), &error);
    demand(
        wlt_database_prepare(
            bound->database, "INSERT INTO bound_row VALUES ($1, $2, $3)", &bound->insert, &error),
        &error);
    return bound;
}

void bound_close(struct bound *bound)
{
    wlt_statement_free(bound->insert);
    if (wlt_database_kind(bound->database) == WLT_DATABASE_SQLITE) {
        wlt_database_close(bound->database);
        (void)unlink(bound->name); /* the last connection has taken the log with it */
    } else {
        (void)wlt_database_run(bound->database, "DROP TABLE bound_row, wallet_schema", NULL);
        wlt_database_close(bound->database);
    }

    free(bound);
}

/** Binds a row that is not there yet; `holder` must live until it is there. */
static void bind(struct bound *bound, uint8_t holder[HOLDER_SIZE])
{
    randombytes_buf(holder, HOLDER_SIZE);
    wlt_bind_int(bound->insert, 1, bound->next++);
    wlt_bind_bytes(bound->insert, 2, (struct wallet_bytes){ holder, HOLDER_SIZE });
    wlt_bind_bytes(bound->insert, 3, (struct wallet_bytes){ bound->body, BODY_SIZE });
}

/** One transaction with this many rows. */
static void commit_rows(struct bound *bound, int count)
{
    struct wallet_error error = { 0 };
    uint8_t holder[HOLDER_SIZE];

    demand(wlt_database_begin(bound->database, &error), &error);
    for (int i = 0; i < count; i++) {
        bind(bound, holder);
        demand(wlt_statement_post(bound->insert, &error), &error);
    }
    demand(wlt_database_commit(bound->database, &error), &error);
}

double bound_commits(struct bound *bound, int count)
{
    const double before = now();

    for (int i = 0; i < count; i++) {
        commit_rows(bound, 1);
    }

    return count / (now() - before);
}

double bound_rows(struct bound *bound, int count)
{
    const double before = now();

    for (int done = 0; done < count; done += IN_ONE) {
        commit_rows(bound, IN_ONE);
    }

    return count / (now() - before);
}
