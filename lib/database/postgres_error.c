/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/postgres.h"

#include <string.h>

/** "PostgreSQL Error Codes", appendix A of its manual: the first line whose beginning fits. */
static const struct {
    const char *sqlstate;
    enum wallet_status status;
    const char *story;
} stories[] = {
    { "08", WALLET_ERR_FILE, "the connection to the server was lost" },
    { "22", WALLET_ERR_VALUE, "a value is none that its column can hold" },
    { "23505", WALLET_ERR_VALUE, "a row with this key is there" },
    { "23", WALLET_ERR_MALFORMED, "a row breaks the rules of its table" },
    { "25006", WALLET_ERR_FILE, "the database cannot be written: it is read-only" },
    { "40", WALLET_ERR_FILE, "another transaction was in the way" },
    { "42501", WALLET_ERR_FILE, "the server gives this user no permission" },
    { "42P07", WALLET_ERR_FILE, "a table of this name is there" },
    { "42P18", WALLET_ERR_ARGUMENT, "the type of a parameter is not known" },
    { "42", WALLET_ERR_MALFORMED, "the tables are not what they should be" },
    { "53100", WALLET_ERR_FILE, "the disk is full" },
    { "53200", WALLET_ERR_FILE, "the server is out of memory" },
    { "53300", WALLET_ERR_FILE, "the server has too many connections" },
    { "54", WALLET_ERR_TOO_LARGE, "it is more than the server takes" },
    { "55P03", WALLET_ERR_FILE, "another process keeps the row locked" },
    { "57014", WALLET_ERR_FILE, "the server was told to give it up" },
    { "57", WALLET_ERR_FILE, "the server is being stopped or started" },
    { "58", WALLET_ERR_FILE, "the server cannot read or write its files" },
    { "XX001", WALLET_ERR_MALFORMED, "the server finds its data damaged" },
    { "XX002", WALLET_ERR_MALFORMED, "the server finds its data damaged" },
    { "", WALLET_ERR_FILE, "the server failed" },
};

static enum wallet_status fail_as(const char *sqlstate, struct wallet_error *error)
{
    size_t i = 0;

    while (strncmp(sqlstate, stories[i].sqlstate, strlen(stories[i].sqlstate)) != 0) {
        i++;
    }

    return wlt_fail(
        error, stories[i].status, WALLET_NO_OFFSET, "%s (SQLSTATE %s)", stories[i].story, sqlstate);
}

enum wallet_status wlt_postgres_fail(
    const struct wlt_postgres *postgres, const PGresult *result, struct wallet_error *error)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    if (sqlstate) {
        return fail_as(sqlstate, error);
    }

    /* What has no SQLSTATE is libpq's: while there is a connection, only memory may be wanting. */
    return PQstatus(postgres->connection) == CONNECTION_OK
               ? wlt_fail_memory(error)
               : wlt_fail(
                     error,
                     WALLET_ERR_FILE,
                     WALLET_NO_OFFSET,
                     "the connection to the server was lost");
}
