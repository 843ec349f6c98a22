/* SPDX-License-Identifier: Apache-2.0 */

/* Statements, parameters and columns; runs against both kinds. */
#include "place.h"

#include <string.h>

#define INSERT "INSERT INTO things (id, bytes, text, number) VALUES ($1, $2, $3, $4)"
#define COUNT  "SELECT count(*) FROM things"

TEST(what_is_bound_comes_back)
{
    static const int64_t numbers[] = { 0, 1, -1, 255, -256, INT64_MAX, INT64_MIN };
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, INSERT);
    struct wlt_statement *find =
        prepare(database, "SELECT bytes, text, number FROM things WHERE id = $1");
    bool is_row = false;

    for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++) {
        uint8_t bytes[3] = { 0, (uint8_t)i, 0xff };
        wlt_bind_int(insert, 1, 10 + i);
        wlt_bind_bytes(insert, 2, (struct wallet_bytes){ bytes, sizeof bytes });
        wlt_bind_text(insert, 3, test_text("\xe8\xaf\x81\xe7\x85\xa7"));
        wlt_bind_int(insert, 4, numbers[i]);
        CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);

        wlt_bind_int(find, 1, 10 + i);
        CHECK_EQUAL(wlt_statement_next(find, &is_row, NULL), WALLET_OK);
        CHECK(is_row);
        CHECK_BYTES(wlt_column_bytes(find, 0), ((struct wallet_bytes){ bytes, sizeof bytes }));
        CHECK_BYTES(wlt_column_bytes(find, 1), test_text("\xe8\xaf\x81\xe7\x85\xa7"));
        CHECK_EQUAL(wlt_column_int(find, 2), numbers[i]);
        CHECK_EQUAL(wlt_statement_next(find, &is_row, NULL), WALLET_OK);
        CHECK(!is_row);
    }

    wlt_statement_free(insert);
    wlt_statement_free(find);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_is_empty_is_not_null)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, INSERT);
    struct wlt_statement *find =
        prepare(database, "SELECT bytes, text, number FROM things WHERE id > 0 ORDER BY id");
    bool is_row = false;

    wlt_bind_int(insert, 1, 1);
    wlt_bind_bytes(insert, 2, (struct wallet_bytes){ NULL, 0 });
    wlt_bind_text(insert, 3, (struct wallet_bytes){ NULL, 0 });
    wlt_bind_int(insert, 4, 5);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);
    wlt_bind_int(insert, 1, 2);
    for (int i = 2; i <= 4; i++) {
        wlt_bind_null(insert, i);
    }
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);

    for (int row = 1; row <= 2; row++) {
        CHECK_EQUAL(wlt_statement_next(find, &is_row, NULL), WALLET_OK);
        CHECK(is_row);
        for (int column = 0; column < 3; column++) {
            CHECK_EQUAL(wlt_column_is_null(find, column), row == 2);
        }
        CHECK_EQUAL(wlt_column_bytes(find, 0).size, 0);
        CHECK_EQUAL(wlt_column_bytes(find, 1).size, 0);
        CHECK_EQUAL(wlt_column_int(find, 2), row == 1 ? 5 : 0);
    }

    wlt_statement_free(insert);
    wlt_statement_free(find);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(parameters_keep_their_values)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *add =
        prepare(database, "UPDATE things SET number = number + $1 WHERE id = $2 AND $1 > 0");
    int64_t changes = -1;

    wlt_bind_int(add, 1, 7);
    wlt_bind_int(add, 2, 0);
    CHECK_EQUAL(wlt_statement_run(add, &changes, NULL), WALLET_OK);
    CHECK_EQUAL(changes, 1);
    CHECK_EQUAL(wlt_statement_run(add, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, "SELECT number FROM things WHERE id = 0"), 14);
    wlt_bind_int(add, 2, 99);
    CHECK_EQUAL(wlt_statement_run(add, &changes, NULL), WALLET_OK);
    CHECK_EQUAL(changes, 0);

    wlt_statement_free(add);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(changes_are_rows_that_were_changed_and_not_read)
{
    static const struct {
        const char *sql;
        int64_t wanted;
    } rows[] = {
        { "INSERT INTO things (id) VALUES (1), (2), (3)", 3 },
        { "INSERT INTO things (id) VALUES (1) ON CONFLICT DO NOTHING", 0 },
        { "SELECT id FROM things", 0 },
        { "INSERT INTO things (id) VALUES (4) RETURNING id", 1 },
        { "UPDATE things SET number = 1 WHERE id > 1", 3 },
        { "SELECT id FROM things WHERE id < 0", 0 },
        { "DELETE FROM things", 5 },
    };
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wlt_statement *statement = prepare(database, rows[i].sql);
        int64_t changes = -1;
        CHECK_EQUAL(wlt_statement_run(statement, &changes, NULL), WALLET_OK);
        CHECK_ROW(rows[i].sql, changes, rows[i].wanted);
        wlt_statement_free(statement);
    }

    wlt_database_close(database);
    remove_place(&place);
}

TEST(a_key_that_is_there_is_told)
{
    static const char *const statements[] = {
        "INSERT INTO things (id) VALUES ($1)",
        "INSERT INTO things (id, bytes) SELECT $1 + 5, bytes FROM things WHERE id = 1",
    };
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, INSERT);
    struct wallet_error error = { 0 };

    wlt_bind_int(insert, 1, 1);
    wlt_bind_bytes(insert, 2, test_text("secret"));
    wlt_bind_null(insert, 3);
    wlt_bind_null(insert, 4);
    CHECK_EQUAL(wlt_statement_run(insert, NULL, NULL), WALLET_OK);
    wlt_statement_free(insert);

    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        struct wlt_statement *again = prepare(database, statements[i]);
        wlt_bind_int(again, 1, 1);
        CHECK_ROW(statements[i], wlt_statement_run(again, NULL, &error), WALLET_ERR_VALUE);
        CHECK(strstr(error.message, "a row with this key is there"));
        CHECK(!strstr(error.message, "secret"));
        wlt_statement_free(again);
    }

    wlt_database_close(database);
    remove_place(&place);
}

TEST(other_statements_run_between_two_rows)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    CHECK_EQUAL(
        wlt_database_run(database, "INSERT INTO things (id) VALUES (1), (2), (3)", NULL),
        WALLET_OK);
    struct wlt_statement *all = prepare(database, "SELECT id FROM things WHERE id > 0 ORDER BY id");
    struct wlt_statement *mark = prepare(database, "UPDATE things SET number = $1 WHERE id = $2");
    bool is_row = true;

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    for (int64_t id = 1; id <= 3; id++) {
        CHECK_EQUAL(wlt_statement_next(all, &is_row, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_column_int(all, 0), id);
        wlt_bind_int(mark, 1, 10 * id);
        wlt_bind_int(mark, 2, id);
        CHECK_EQUAL(wlt_statement_run(mark, NULL, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_column_int(all, 0), id);
    }
    CHECK_EQUAL(wlt_statement_next(all, &is_row, NULL), WALLET_OK);
    CHECK(!is_row);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, "SELECT CAST(sum(number) AS BIGINT) FROM things"), 60);

    /* Ended before its last row, and run from the first again. */
    CHECK_EQUAL(wlt_statement_next(all, &is_row, NULL), WALLET_OK);
    wlt_statement_reset(all);
    CHECK_EQUAL(wlt_statement_next(all, &is_row, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_column_int(all, 0), 1);
    wlt_statement_free(all);
    wlt_statement_free(mark);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(a_number_that_is_not_there_is_unknown)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *find = prepare(database, "SELECT number FROM things WHERE id = $1");
    int64_t number = 5;

    wlt_bind_int(find, 1, 99);
    CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(number, 5);
    wlt_bind_int(find, 1, 0);
    CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_OK);
    CHECK_EQUAL(number, 0);
    wlt_statement_free(find);
    wlt_database_close(database);
    remove_place(&place);
}

/** Posts rows with these identifiers, in a transaction. */
static enum wallet_status post_rows(
    struct wlt_statement *insert, int from, int until, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (int id = from; status == WALLET_OK && id < until; id++) {
        char text[32];
        const int size = snprintf(text, sizeof text, "row %d", id);
        wlt_bind_int(insert, 1, id);
        wlt_bind_bytes(insert, 2, (struct wallet_bytes){ (const uint8_t *)text, (size_t)size });
        wlt_bind_null(insert, 3);
        wlt_bind_int(insert, 4, -id);
        status = wlt_statement_post(insert, error);
        memset(text, 'x', sizeof text); /* it was copied */
    }

    return status;
}

TEST(what_is_posted_is_there_in_its_order)
{
    enum {
        ROWS = 2000
    };
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, INSERT);
    struct wlt_statement *count = prepare(database, COUNT);
    int64_t number = 0;

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(post_rows(insert, 1, ROWS / 2, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_number(count, &number, NULL), WALLET_OK);
    CHECK_EQUAL(number, ROWS / 2);
    CHECK_EQUAL(post_rows(insert, ROWS / 2, ROWS, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, COUNT), ROWS);
    CHECK_EQUAL(
        ask(database, "SELECT count(*) FROM things WHERE number = -id AND length(bytes) > 4"),
        ROWS - 1);

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(post_rows(insert, ROWS, ROWS + 10, NULL), WALLET_OK);
    wlt_database_rollback(database);
    CHECK_EQUAL(ask(database, COUNT), ROWS);
    wlt_statement_free(insert);
    wlt_statement_free(count);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_goes_wrong_with_a_post_is_told_by_the_commit_at_the_latest)
{
    enum {
        ROWS = 1000
    };
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, INSERT);

    for (int more = 0; more <= ROWS; more += ROWS / 2) {
        struct wallet_error error = { 0 };
        CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
        CHECK_EQUAL(post_rows(insert, 1, 20, NULL), WALLET_OK);
        enum wallet_status status = post_rows(insert, 0, 1, &error); /* which is there */
        if (status == WALLET_OK) {
            status = post_rows(insert, 20, 20 + more, &error);
        }
        CHECK(status == WALLET_OK || status == WALLET_ERR_VALUE);
        CHECK_EQUAL(wlt_database_commit(database, &error), WALLET_ERR_VALUE);
        CHECK(strstr(error.message, "a row with this key is there"));
        CHECK_EQUAL(ask(database, COUNT), 1);
    }

    wlt_statement_free(insert);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(parameters_out_of_order_are_refused)
{
    static const struct {
        const char *sql;
        enum wallet_status on_file;
        enum wallet_status on_server;
    } rows[] = {
        { "SELECT id FROM things WHERE id = $2 AND number = $1", WALLET_ERR_ARGUMENT, WALLET_OK },
        { "SELECT id FROM things WHERE id = $2", WALLET_ERR_ARGUMENT, WALLET_ERR_ARGUMENT },
        { "SELECT id FROM things WHERE id = ?", WALLET_ERR_ARGUMENT, WALLET_ERR_MALFORMED },
        { "SELECT sum(number) FROM things", WALLET_OK, WALLET_ERR_ARGUMENT },
        { "SELECT id FROM things WHERE id = $1 AND number = $2 AND id < $1", WALLET_OK, WALLET_OK },
    };
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wlt_statement *statement = NULL;
        CHECK_ROW(
            rows[i].sql,
            wlt_database_prepare(database, rows[i].sql, &statement, NULL),
            is_on_server() ? rows[i].on_server : rows[i].on_file);
        wlt_statement_free(statement);
    }

    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_is_no_value_of_its_column_is_refused)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, INSERT);
    const enum wallet_status wanted = is_on_server() ? WALLET_ERR_ARGUMENT : WALLET_ERR_MALFORMED;

    for (int wrong = 2; wrong <= 4; wrong++) {
        wlt_bind_int(insert, 1, wrong);
        for (int i = 2; i <= 4; i++) {
            wlt_bind_null(insert, i);
        }
        if (wrong == 4) {
            wlt_bind_bytes(insert, wrong, test_text("1"));
        } else {
            wlt_bind_int(insert, wrong, 1);
        }
        /* A strict table of SQLite takes a number for a text. */
        CHECK_EQUAL(
            wlt_statement_run(insert, NULL, NULL),
            wrong == 3 && !is_on_server() ? WALLET_OK : wanted);
    }

    wlt_statement_free(insert);
    wlt_database_close(database);
    remove_place(&place);
}
