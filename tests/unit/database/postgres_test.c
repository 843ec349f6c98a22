/* SPDX-License-Identifier: Apache-2.0 */

/* What servers have that files have not; runs where there is one. */
#include "place.h"

#include <string.h>

/** Runs what must fail, outside of a transaction. */
static enum wallet_status run_faulty(
    struct wlt_database *database, const char *sql, struct wallet_error *error)
{
    return wlt_database_run(database, sql, error);
}

TEST(each_failure_of_the_server_has_its_status_and_hides_the_values)
{
    static const struct {
        const char *sqlstate;
        enum wallet_status status;
        const char *story;
    } rows[] = {
        { "22P02", WALLET_ERR_VALUE, "a value is none that its column can hold" },
        { "22003", WALLET_ERR_VALUE, "a value is none that its column can hold" },
        { "23505", WALLET_ERR_VALUE, "a row with this key is there" },
        { "23514", WALLET_ERR_MALFORMED, "a row breaks the rules of its table" },
        { "25006", WALLET_ERR_FILE, "the database cannot be written: it is read-only" },
        { "40001", WALLET_ERR_FILE, "another transaction was in the way" },
        { "40P01", WALLET_ERR_FILE, "another transaction was in the way" },
        { "42501", WALLET_ERR_FILE, "the server gives this user no permission" },
        { "42P01", WALLET_ERR_MALFORMED, "the tables are not what they should be" },
        { "53100", WALLET_ERR_FILE, "the disk is full" },
        { "53200", WALLET_ERR_FILE, "the server is out of memory" },
        { "53300", WALLET_ERR_FILE, "the server has too many connections" },
        { "54000", WALLET_ERR_TOO_LARGE, "it is more than the server takes" },
        { "55P03", WALLET_ERR_FILE, "another process keeps the row locked" },
        { "57014", WALLET_ERR_FILE, "the server was told to give it up" },
        { "57P01", WALLET_ERR_FILE, "the server is being stopped or started" },
        { "58030", WALLET_ERR_FILE, "the server cannot read or write its files" },
        { "XX000", WALLET_ERR_FILE, "the server failed" },
        { "XX001", WALLET_ERR_MALFORMED, "the server finds its data damaged" },
    };
    struct wlt_database *database = NULL;
    CHECK_EQUAL(wlt_database_open(getenv("WALLET_TEST_POSTGRESQL"), &database, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wallet_error error = { 0 };
        char sql[128];
        char wanted[128];
        (void)snprintf(
            sql,
            sizeof sql,
            "DO $$ BEGIN RAISE EXCEPTION 'a secret' USING ERRCODE = '%s'; END $$",
            rows[i].sqlstate);
        (void)snprintf(wanted, sizeof wanted, "%s (SQLSTATE %s)", rows[i].story, rows[i].sqlstate);
        CHECK_ROW(rows[i].sqlstate, run_faulty(database, sql, &error), rows[i].status);
        CHECK_TEXT(error.message, wanted);
    }

    wlt_database_close(database);
}

TEST(a_database_that_is_read_only_is_told)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wallet_error error = { 0 };

    CHECK_EQUAL(
        wlt_database_run(database, "SET default_transaction_read_only = on", NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_database_run(database, "UPDATE things SET number = 1", &error), WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "the database cannot be written: it is read-only (SQLSTATE 25006)");
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_ERR_FILE);
    CHECK_EQUAL(ask(database, "SELECT number FROM things"), 0);
    wlt_database_close(database);
    remove_place(&place);
}

/** Ends the server's side of a connection, as a server that is stopped does. */
static void end_connection(struct wlt_database *of, struct wlt_database *by)
{
    char sql[64];

    (void)snprintf(
        sql,
        sizeof sql,
        "SELECT pg_terminate_backend(%d, 10000)",
        (int)ask(of, "SELECT pg_backend_pid()"));
    CHECK_EQUAL(wlt_database_run(by, sql, NULL), WALLET_OK);
}

TEST(a_connection_that_is_lost_takes_its_transaction_along_and_is_made_again)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_database *other = open_database(place.name);
    struct wlt_statement *insert = prepare(database, "INSERT INTO things (id) VALUES ($1)");
    struct wlt_statement *find = prepare(database, "SELECT id FROM things WHERE id = $1");
    struct wlt_statement *patience = prepare(database, "SELECT current_setting('lock_timeout')");
    struct wallet_error error = { 0 };
    int64_t number = 0;
    bool is_row = false;

    wlt_database_set_patience(database, 1234);
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    wlt_bind_int(insert, 1, 1);
    wlt_bind_int(find, 1, 0);
    CHECK_EQUAL(wlt_statement_post(insert, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_ask(find, NULL), WALLET_OK);
    end_connection(database, other);
    CHECK_EQUAL(wlt_database_run(database, "SELECT 1", &error), WALLET_ERR_FILE);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, &error), WALLET_ERR_FILE);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_ERR_FILE);

    CHECK_EQUAL(wlt_database_begin(database, &error), WALLET_OK);
    CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(other, "SELECT count(*) FROM things"), 2);
    CHECK_EQUAL(wlt_statement_next(patience, &is_row, NULL), WALLET_OK);
    CHECK_BYTES(wlt_column_bytes(patience, 0), test_text("1234ms"));

    /* Where nothing is under way, nothing fails. */
    wlt_statement_reset(patience);
    end_connection(database, other);
    CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_OK);

    wlt_statement_free(patience);
    wlt_statement_free(insert);
    wlt_statement_free(find);
    wlt_database_close(database);
    wlt_database_close(other);
    remove_place(&place);
}

TEST(what_is_posted_is_not_seen_by_others_before_the_commit)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_database *other = open_database(place.name);
    struct wlt_statement *insert = prepare(database, "INSERT INTO things (id) VALUES ($1)");

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    for (int id = 1; id <= 1000; id++) {
        wlt_bind_int(insert, 1, id);
        CHECK_EQUAL(wlt_statement_post(insert, NULL), WALLET_OK);
    }
    CHECK_EQUAL(ask(other, "SELECT count(*) FROM things"), 1);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(other, "SELECT count(*) FROM things"), 1001);
    wlt_statement_free(insert);
    wlt_database_close(database);
    wlt_database_close(other);
    remove_place(&place);
}

TEST(a_server_that_answers_before_it_has_written_is_told_to_write)
{
    const struct place place = make_place();
    char name[PLACE_NAME_SIZE + 64];
    struct wlt_database *database = NULL;
    struct wlt_statement *show = NULL;
    bool is_row = false;

    (void)snprintf(
        name,
        sizeof name,
        "%s&options=-csynchronous_commit%%3Doff",
        getenv("WALLET_TEST_POSTGRESQL"));
    CHECK_EQUAL(wlt_database_open(name, &database, NULL), WALLET_OK);
    show = prepare(database, "SHOW synchronous_commit");
    CHECK_EQUAL(wlt_statement_next(show, &is_row, NULL), WALLET_OK);
    CHECK_BYTES(wlt_column_bytes(show, 0), test_text("on"));
    wlt_statement_free(show);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(small_numbers_keep_their_sign_and_refuse_what_is_too_large)
{
    static const struct {
        const char *type;
        int64_t least;
        int64_t most;
    } rows[] = {
        { "SMALLINT", INT16_MIN, INT16_MAX },
        { "INTEGER", INT32_MIN, INT32_MAX },
        { "BIGINT", INT64_MIN, INT64_MAX },
    };
    struct wlt_database *database = NULL;
    CHECK_EQUAL(wlt_database_open(getenv("WALLET_TEST_POSTGRESQL"), &database, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char sql[64];
        int64_t number = 0;
        (void)snprintf(sql, sizeof sql, "SELECT CAST($1 AS %s)", rows[i].type);
        struct wlt_statement *same = prepare(database, sql);
        wlt_bind_int(same, 1, rows[i].least);
        CHECK_EQUAL(wlt_statement_number(same, &number, NULL), WALLET_OK);
        CHECK_EQUAL(number, rows[i].least);
        wlt_bind_int(same, 1, rows[i].most);
        CHECK_EQUAL(wlt_statement_number(same, &number, NULL), WALLET_OK);
        CHECK_EQUAL(number, rows[i].most);
        if (rows[i].most < INT64_MAX) {
            wlt_bind_int(same, 1, rows[i].most + 1);
            CHECK_EQUAL(wlt_statement_number(same, &number, NULL), WALLET_ERR_VALUE);
            wlt_bind_int(same, 1, rows[i].least - 1);
            CHECK_EQUAL(wlt_statement_number(same, &number, NULL), WALLET_ERR_VALUE);
        }
        wlt_statement_free(same);
    }

    wlt_database_close(database);
}

TEST(a_truth_is_nought_or_one)
{
    struct wlt_database *database = NULL;
    int64_t number = 0;
    CHECK_EQUAL(wlt_database_open(getenv("WALLET_TEST_POSTGRESQL"), &database, NULL), WALLET_OK);
    struct wlt_statement *same = prepare(database, "SELECT CAST($1 AS BOOLEAN)");

    for (int64_t truth = 0; truth <= 1; truth++) {
        wlt_bind_int(same, 1, truth);
        CHECK_EQUAL(wlt_statement_number(same, &number, NULL), WALLET_OK);
        CHECK_EQUAL(number, truth);
    }
    wlt_bind_int(same, 1, 2);
    CHECK_EQUAL(wlt_statement_number(same, &number, NULL), WALLET_ERR_VALUE);
    wlt_statement_free(same);
    wlt_database_close(database);
}

TEST(a_wrong_password_is_not_told_on)
{
    const char *loopback = getenv("WALLET_TEST_POSTGRESQL_LOOPBACK");
    const char *host = strchr(loopback, '@');
    struct wlt_database *database = NULL;
    struct wallet_error error = { 0 };
    char name[PLACE_NAME_SIZE];

    CHECK_EQUAL(wlt_database_open(loopback, &database, NULL), WALLET_OK);
    wlt_database_close(WLT_TAKE(database));

    (void)snprintf(name, sizeof name, "postgresql://wallet:hushhush%s", host);
    CHECK_EQUAL(wlt_database_open(name, &database, &error), WALLET_ERR_FILE);
    CHECK(strstr(error.message, "password authentication failed"));
    CHECK(!strstr(error.message, "hushhush"));
}
