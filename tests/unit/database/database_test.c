/* SPDX-License-Identifier: Apache-2.0 */

/* What both kinds promise alike; runs against each. */
#include "place.h"

#include <string.h>

#define COUNT "SELECT count(*) FROM things"

static enum wallet_status fill_half(
    void *context, struct wlt_database *database, struct wallet_error *error)
{
    const enum wallet_status status = fill_things(context, database, error);
    return status == WALLET_OK ? wlt_database_run(database, "SELECT no FROM nowhere", error)
                               : status;
}

TEST(what_is_made_is_there_whole_or_not_at_all)
{
    const struct place place = make_place();
    struct wallet_error error = { 0 };

    CHECK_EQUAL(
        wlt_database_create(place.name, &place_mark, fill_half, NULL, &error),
        WALLET_ERR_MALFORMED);
    struct wlt_database *database = make_things(&place);
    CHECK_EQUAL(ask(database, COUNT), 1);

    CHECK_EQUAL(
        wlt_database_create(place.name, &place_mark, fill_things, NULL, &error), WALLET_ERR_FILE);
    CHECK_TEXT(
        error.message,
        is_on_server() ? "a table of this name is there (SQLSTATE 42P07)" : "File exists");
    CHECK_EQUAL(ask(database, COUNT), 1);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(another_use_or_version_is_told)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wallet_error error = { 0 };
    struct wlt_database_mark mark = place_mark;

    mark.application++;
    CHECK_EQUAL(wlt_database_check(database, &mark, &error), WALLET_ERR_STRUCTURE);
    CHECK_TEXT(
        error.message,
        is_on_server() ? "the database is no store of things" : "the file is no store of things");

    mark = place_mark;
    mark.version = 0;
    CHECK_EQUAL(wlt_database_check(database, &mark, &error), WALLET_ERR_UNSUPPORTED);
    CHECK_TEXT(error.message, "the store has format 1, which a later version made");
    mark.version = 2;
    CHECK_EQUAL(wlt_database_check(database, &mark, &error), WALLET_ERR_UNSUPPORTED);
    CHECK_TEXT(error.message, "the store has format 1, which an earlier version made");
    wlt_database_close(database);
    remove_place(&place);
}

TEST(where_there_are_tables_of_others_it_is_no_store)
{
    const struct place place = make_place();

    if (!is_on_server()) {
        FILE *file = fopen(place.name, "we");
        CHECK(file && fclose(file) == 0);
    }

    struct wlt_database *database = NULL;
    CHECK_EQUAL(wlt_database_open(place.name, &database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, "CREATE TABLE things (id INTEGER)", NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_check(database, &place_mark, NULL), WALLET_ERR_STRUCTURE);
    wlt_database_close(database);
    CHECK_EQUAL(
        wlt_database_create(place.name, &place_mark, fill_things, NULL, NULL), WALLET_ERR_FILE);
    remove_place(&place);
}

TEST(what_is_committed_stays_and_what_is_rolled_back_does_not)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, "INSERT INTO things (id) VALUES (1)", NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, "INSERT INTO things (id) VALUES (2)", NULL), WALLET_OK);
    wlt_database_rollback(database);
    wlt_database_rollback(database);
    CHECK_EQUAL(ask(database, COUNT), 2);

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, "INSERT INTO things (id) VALUES (3)", NULL), WALLET_OK);
    wlt_database_close(database);
    database = open_database(place.name);
    CHECK_EQUAL(ask(database, COUNT), 2);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_fails_spoils_the_transaction_until_it_is_rolled_back)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *count = prepare(database, COUNT);
    struct wlt_statement *insert = prepare(database, "INSERT INTO things (id) VALUES ($1)");
    struct wallet_error error = { 0 };
    int64_t number = 0;

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    wlt_bind_int(insert, 1, 1);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_ERR_VALUE);
    wlt_bind_int(insert, 1, 2);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_statement_post(insert, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_statement_number(count, &number, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_database_run(database, COUNT, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_database_commit(database, &error), WALLET_ERR_VALUE);
    CHECK(strstr(error.message, "a row with this key is there"));

    CHECK_EQUAL(wlt_statement_number(count, &number, NULL), WALLET_OK);
    CHECK_EQUAL(number, 1);
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, COUNT), 2);
    wlt_statement_free(count);
    wlt_statement_free(insert);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(who_reads_sees_one_moment)
{
    const struct place place = make_place();
    struct wlt_database *reader = make_things(&place);
    struct wlt_database *writer = open_database(place.name);

    CHECK_EQUAL(wlt_database_begin_reading(reader, NULL), WALLET_OK);
    CHECK_EQUAL(ask(reader, COUNT), 1);
    CHECK_EQUAL(wlt_database_begin(writer, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(writer, "INSERT INTO things (id) VALUES (1)", NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(writer, NULL), WALLET_OK);
    CHECK_EQUAL(ask(reader, COUNT), 1);
    CHECK_EQUAL(wlt_database_commit(reader, NULL), WALLET_OK);
    CHECK_EQUAL(ask(reader, COUNT), 2);

    wlt_database_close(reader);
    wlt_database_close(writer);
    remove_place(&place);
}

TEST(a_table_that_is_missing_is_told)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *statement = NULL;

    CHECK_EQUAL(
        wlt_database_prepare(database, "SELECT id FROM nothing", &statement, NULL),
        WALLET_ERR_MALFORMED);
    CHECK_EQUAL(
        wlt_database_prepare(database, "SELEKT id FROM things", &statement, NULL),
        WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wlt_database_run(database, "DELETE FROM nothing", NULL), WALLET_ERR_MALFORMED);
    CHECK(!statement);
    CHECK_EQUAL(ask(database, COUNT), 1);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(it_knows_its_kind)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);

    CHECK_EQUAL(
        wlt_database_kind(database),
        is_on_server() ? WLT_DATABASE_POSTGRESQL : WLT_DATABASE_SQLITE);
    CHECK_TEXT(wlt_database_for_update(database), is_on_server() ? " FOR UPDATE" : "");
    wlt_database_map(database, 1 << 20);
    CHECK_EQUAL(ask(database, COUNT), 1);
    wlt_database_close(database);
    wlt_database_close(NULL);
    wlt_statement_free(NULL);
    remove_place(&place);
}
