/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/postgres.h"

#include <stdio.h>

enum {
    STEP = 64,         /* the server is asked for results each time that so many were sent */
    PENDING_MAX = 256, /* and so many may be under way: a few kilobytes of results */
};

enum wallet_status wlt_postgres_sent(
    struct wlt_postgres *postgres, int is_sent, struct wallet_error *error)
{
    if (!is_sent) {
        return wlt_postgres_fail(postgres, NULL, error);
    }

    postgres->pending++;
    postgres->sent++;
    return WALLET_OK;
}

/** A result that is no error; one that was skipped follows an error, which has been told. */
static bool is_fine(const PGresult *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
           status == PGRES_PIPELINE_ABORTED;
}

/** The next result, and the NULL that ends it. */
static enum wallet_status take(
    struct wlt_postgres *postgres, PGresult **out, struct wallet_error *error)
{
    PGresult **asked = wlt_postgres_next_awaited(postgres);
    WLT_AUTO(result) PGresult *result = PQgetResult(postgres->connection);
    const enum wallet_status status =
        is_fine(result) ? WALLET_OK : wlt_postgres_fail(postgres, result, error);

    postgres->pending--;
    if (result) {
        PQclear(PQgetResult(postgres->connection));
    }

    if (asked) {
        *asked = WLT_TAKE(result);
    } else if (out) {
        *out = WLT_TAKE(result);
    }

    return status;
}

enum wallet_status wlt_postgres_posted(
    struct wlt_postgres *postgres, int is_sent, struct wallet_error *error)
{
    enum wallet_status status = wlt_postgres_sent(postgres, is_sent, error);

    if (status == WALLET_OK && postgres->pending % STEP == 0 &&
        !PQsendFlushRequest(postgres->connection)) {
        status = wlt_postgres_fail(postgres, NULL, error);
    }

    /* The oldest ones: the server was asked for them long ago. */
    if (postgres->pending >= PENDING_MAX) {
        for (int i = 0; status == WALLET_OK && i < STEP; i++) {
            status = take(postgres, NULL, error);
        }
    }

    return status;
}

void wlt_postgres_deallocate(struct wlt_postgres *postgres, const char *name)
{
    char sql[64];

    (void)snprintf(sql, sizeof sql, "DEALLOCATE %s", name);
    (void)wlt_postgres_posted(
        postgres, PQsendQueryParams(postgres->connection, sql, 0, NULL, NULL, NULL, NULL, 1), NULL);
}

/** Reads the mark that ends what was sent, so that the server goes on after an error. */
static enum wallet_status take_mark(struct wlt_postgres *postgres, struct wallet_error *error)
{
    WLT_AUTO(result) PGresult *result = PQgetResult(postgres->connection);

    return PQresultStatus(result) == PGRES_PIPELINE_SYNC
               ? WALLET_OK
               : wlt_postgres_fail(postgres, result, error);
}

enum wallet_status wlt_postgres_finish(
    struct wlt_postgres *postgres, PGresult **out, struct wallet_error *error)
{
    WLT_AUTO(result) PGresult *last = NULL;
    enum wallet_status first = WALLET_OK;

    if (!PQpipelineSync(postgres->connection)) {
        first = wlt_postgres_fail(postgres, NULL, error);
        postgres->pending = 0;
        return first;
    }

    while (postgres->pending > 0) {
        PQclear(last);
        last = NULL;
        const enum wallet_status status = take(postgres, &last, first == WALLET_OK ? error : NULL);
        first = first == WALLET_OK ? status : first;
    }

    const enum wallet_status status = take_mark(postgres, first == WALLET_OK ? error : NULL);
    first = first == WALLET_OK ? status : first;
    if (first == WALLET_OK && out) {
        *out = WLT_TAKE(last);
    }

    return first;
}
