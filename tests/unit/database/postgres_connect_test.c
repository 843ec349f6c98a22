/* SPDX-License-Identifier: Apache-2.0 */

/* Addresses of servers that are not there: no server is needed. */
#include "place.h"

#include <string.h>

TEST(no_part_of_a_password_is_told)
{
    static const struct {
        const char *name;
        enum wallet_status wanted;
    } rows[] = {
        { "postgresql://wallet:hush@127.0.0.1:1/x", WALLET_ERR_FILE },
        { "postgres://wallet:hush@127.0.0.1:1/x", WALLET_ERR_FILE },
        { "postgresql://wallet@127.0.0.1:1/x?password=hush", WALLET_ERR_FILE },
        { "postgresql://wallet:127.0.0.1@127.0.0.1:1/hush", WALLET_ERR_FILE },
        { "postgresql://wallet:a%40hush@127.0.0.1:1/x", WALLET_ERR_FILE },
        { "postgresql://wallet:a@hush@127.0.0.1:1/x", WALLET_ERR_VALUE },
        { "postgresql://wallet:hush/b@127.0.0.1:1/x", WALLET_ERR_VALUE },
        { "postgresql://wallet:1/hush@127.0.0.1:1/x", WALLET_ERR_VALUE },
        { "postgresql://wallet:hush?b@127.0.0.1:1/x", WALLET_ERR_FILE },
        { "postgresql://wallet:hush%zz@127.0.0.1:1/x", WALLET_ERR_VALUE },
        { "postgresql://wallet:hush@[::1/x", WALLET_ERR_VALUE },
        { "postgresql://127.0.0.1:1/x?no_such_word=hush", WALLET_ERR_VALUE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wlt_database *database = NULL;
        struct wallet_error error = { 0 };
        CHECK_ROW(rows[i].name, wlt_database_open(rows[i].name, &database, &error), rows[i].wanted);
        CHECK(!database);
        CHECK(error.message[0] && !strchr(error.message, '\n'));
        CHECK(!strstr(error.message, "hush"));
    }
}

TEST(a_server_that_is_not_there_is_told)
{
    struct wlt_database *database = NULL;
    struct wallet_error error = { 0 };

    CHECK_EQUAL(
        wlt_database_open("postgresql://127.0.0.1:1/x", &database, &error), WALLET_ERR_FILE);
    CHECK(strstr(error.message, "Connection refused"));
    CHECK_EQUAL(
        wlt_database_open("postgresql:///x?host=/nowhere", &database, &error), WALLET_ERR_FILE);
    CHECK(strstr(error.message, "No such file or directory"));
    CHECK_EQUAL(
        wlt_database_create(
            "postgresql:///x?host=/nowhere", &place_mark, fill_things, NULL, &error),
        WALLET_ERR_FILE);
}
