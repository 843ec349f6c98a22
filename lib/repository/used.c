/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/used.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

enum {
    NUMBER_MAX = 64,
    FORGET_SECONDS = 600, /* a clock that was put right by less makes nothing fresh again */
    FORGET_COUNT = 64,    /* at a time: more than come in one transaction, on average */
};

static const struct wlt_schema schema = {
    .sqlite =
        "CREATE TABLE used (number BLOB PRIMARY KEY, until_unix INTEGER NOT NULL) WITHOUT ROWID;"
        "CREATE INDEX used_until ON used (until_unix)",
    .postgresql = "CREATE TABLE used (number BYTEA PRIMARY KEY, until_unix BIGINT NOT NULL);"
                  "CREATE INDEX used_until ON used (until_unix)",
};

struct wlt_used {
    struct wlt_statement *insert;
    struct wlt_statement *remove;
    unsigned since; /* numbers that came since some were forgotten */
};

enum wallet_status wlt_used_create(struct wlt_database *database, struct wallet_error *error)
{
    return wlt_schema_make(&schema, database, error);
}

void wlt_used_close(struct wlt_used *used)
{
    if (!used) {
        return;
    }

    wlt_statement_free(used->insert);
    wlt_statement_free(used->remove);
    wlt_free(used);
}

enum wallet_status wlt_used_open(
    struct wlt_database *database, struct wlt_used **out, struct wallet_error *error)
{
    WLT_AUTO(used) struct wlt_used *used = wlt_alloc(1, sizeof *used);
    if (!used) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_database_prepare(
        database,
        "INSERT INTO used (number, until_unix) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        &used->insert,
        error);
    if (status == WALLET_OK) {
        status = wlt_database_prepare(
            database,
            "DELETE FROM used WHERE number IN (SELECT number FROM used WHERE until_unix < $1 "
            "ORDER BY until_unix LIMIT $2)",
            &used->remove,
            error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(used);
    }

    return status;
}

/** Writes the number behind its kind; the statement borrows `tagged`. */
static void start_insert(
    struct wlt_used *used,
    enum wlt_use use,
    struct wallet_bytes number,
    int64_t until_unix,
    uint8_t tagged[1 + NUMBER_MAX])
{
    const size_t size = number.size < NUMBER_MAX ? number.size : NUMBER_MAX;

    tagged[0] = (uint8_t)use;
    memcpy(tagged + 1, number.data, size);
    wlt_bind_bytes(used->insert, 1, (struct wallet_bytes){ tagged, size + 1 });
    wlt_bind_int(used->insert, 2, until_unix);
}

enum wallet_status wlt_used_ask(
    struct wlt_used *used,
    enum wlt_use use,
    struct wallet_bytes number,
    int64_t until_unix,
    struct wallet_error *error)
{
    uint8_t tagged[1 + NUMBER_MAX];

    start_insert(used, use, number, until_unix, tagged);
    return wlt_statement_ask(used->insert, error);
}

enum wallet_status wlt_used_remember(
    struct wlt_used *used,
    enum wlt_use use,
    struct wallet_bytes number,
    int64_t until_unix,
    bool *out_is_new,
    struct wallet_error *error)
{
    uint8_t tagged[1 + NUMBER_MAX];
    int64_t changes = 0;

    start_insert(used, use, number, until_unix, tagged);
    const enum wallet_status status = wlt_statement_run(used->insert, &changes, error);
    *out_is_new = changes == 1;
    used->since++;
    return status;
}

enum wallet_status wlt_used_forget(
    struct wlt_used *used, int64_t at_unix, struct wallet_error *error)
{
    if (used->since < FORGET_COUNT / 2) {
        return WALLET_OK;
    }

    wlt_bind_int(used->remove, 1, at_unix - FORGET_SECONDS);
    wlt_bind_int(used->remove, 2, (int64_t)2 * used->since);
    used->since = 0;
    return wlt_statement_post(used->remove, error);
}
