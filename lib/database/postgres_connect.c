/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/postgres.h"

#include <string.h>

WLT_DEFINE_AUTO(options, PQconninfoOption, PQconninfoFree)
WLT_DEFINE_AUTO(connection, PGconn, PQfinish)

static const char *find(const PQconninfoOption *options, const char *keyword)
{
    const char *found = NULL;

    for (const PQconninfoOption *option = options; !found && option->keyword; option++) {
        found = strcmp(option->keyword, keyword) == 0 ? option->val : NULL;
    }

    return found ? found : "";
}

/**
 * Whether the parts of an address are where they seem to be.  One '@', '/' or '?' of a password that
 * was not written as "%40" makes the rest of the password a part of host, port or name, which messages
 * name.
 */
static bool is_plain(const PQconninfoOption *options)
{
    const char *port = find(options, "port");

    return !strchr(find(options, "host"), '@') && !strchr(find(options, "dbname"), '@') &&
           port[strspn(port, "0123456789,")] == '\0';
}

/** In libpq's words, their first line, unless they hold the password. */
static enum wallet_status fail_to_connect(
    const PGconn *connection, const char *password, struct wallet_error *error)
{
    const char *story = PQerrorMessage(connection);

    return password[0] && strstr(story, password)
               ? wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the server cannot be reached")
               : wlt_fail(
                     error,
                     WALLET_ERR_FILE,
                     WALLET_NO_OFFSET,
                     "%.*s",
                     (int)strcspn(story, "\n"),
                     story);
}

static void keep_silent(
    __attribute__((unused)) void *context, __attribute__((unused)) const PGresult *notice)
{
}

enum wallet_status wlt_postgres_connect(
    const char *address, PGconn **out, struct wallet_error *error)
{
    /* What stands before "dbname" an address may change, what stands behind it may not. */
    static const char *const keywords[] = {
        "connect_timeout", "fallback_application_name", "dbname", "client_encoding", NULL,
    };
    const char *const values[] = { "10", "wallet", address, "UTF8", NULL };

    WLT_AUTO(options) PQconninfoOption *options = PQconninfoParse(address, NULL);
    if (!options || !is_plain(options)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "expected postgresql://USER@HOST:PORT/NAME, with %%40 for '@' in its parts");
    }

    WLT_AUTO(connection) PGconn *connection = PQconnectdbParams(keywords, values, 1);
    if (!connection) {
        return wlt_fail_memory(error);
    }

    if (PQstatus(connection) != CONNECTION_OK) {
        return fail_to_connect(connection, find(options, "password"), error);
    }

    (void)PQsetNoticeReceiver(connection, keep_silent, NULL);
    *out = WLT_TAKE(connection);
    return WALLET_OK;
}
