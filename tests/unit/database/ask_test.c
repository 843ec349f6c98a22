/* SPDX-License-Identifier: Apache-2.0 */

/* Statements that are asked ahead of who wants their outcome; runs against both kinds. */
#include "place.h"

#define COUNT "SELECT count(*) FROM things"

TEST(what_was_asked_ahead_is_taken_by_who_wants_it)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert =
        prepare(database, "INSERT INTO things (id) VALUES ($1) ON CONFLICT DO NOTHING");
    struct wlt_statement *find =
        prepare(database, "SELECT number FROM things WHERE id = $1 AND text = $2");
    int64_t changes = -1;
    bool is_row = false;

    CHECK_EQUAL(
        wlt_database_run(
            database,
            "INSERT INTO things (id, text, number) VALUES (1, 'a', 10), (2, 'a', 20)",
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    wlt_bind_text(find, 2, test_text("a"));
    for (int id = 1; id <= 3; id++) {
        wlt_bind_int(find, 1, id);
        CHECK_EQUAL(wlt_statement_ask(find, NULL), WALLET_OK);
    }
    for (int id = 8; id <= 10; id++) {
        wlt_bind_int(insert, 1, id / 2); /* 4, 4, 5 */
        CHECK_EQUAL(wlt_statement_ask(insert, NULL), WALLET_OK);
    }

    /* In another order; of two with the same values the first has made the row. */
    for (int id = 3; id >= 1; id--) {
        wlt_bind_int(find, 1, id);
        CHECK_EQUAL(wlt_statement_next(find, &is_row, NULL), WALLET_OK);
        CHECK_EQUAL(is_row, id < 3);
        CHECK_EQUAL(is_row ? wlt_column_int(find, 0) : 30, 10 * id);
        wlt_statement_reset(find);
    }
    for (int id = 8; id <= 10; id++) {
        wlt_bind_int(insert, 1, id / 2);
        CHECK_EQUAL(wlt_statement_run(insert, &changes, NULL), WALLET_OK);
        CHECK_EQUAL(changes, id != 9);
    }
    CHECK_EQUAL(wlt_statement_run(insert, &changes, NULL), WALLET_OK); /* was taken */
    CHECK_EQUAL(changes, 0);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, COUNT " WHERE id IN (1, 2, 4, 5)"), 4);

    wlt_statement_free(insert);
    wlt_statement_free(find);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(more_may_be_asked_than_is_under_way_at_once)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *find = prepare(database, "SELECT $1 + 0 FROM things WHERE id = 0");
    struct wlt_statement *add = prepare(database, "INSERT INTO things (id) VALUES ($1)");
    int64_t number = 0;

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    for (int i = 1; i <= 1000; i++) {
        wlt_bind_int(find, 1, i);
        wlt_bind_int(add, 1, i);
        CHECK_EQUAL(wlt_statement_ask(find, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_statement_post(add, NULL), WALLET_OK);
    }
    for (int i = 1; i <= 1000; i++) {
        wlt_bind_int(find, 1, i);
        CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_OK);
        CHECK_EQUAL(number, i);
    }
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, COUNT), 1001);

    wlt_statement_free(find);
    wlt_statement_free(add);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(the_end_of_a_transaction_forgets_what_was_asked)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *find = prepare(database, COUNT " WHERE id >= $1");
    int64_t number = 0;

    for (int is_committed = 0; is_committed <= 1; is_committed++) {
        CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
        wlt_bind_int(find, 1, 5);
        CHECK_EQUAL(wlt_statement_ask(find, NULL), WALLET_OK);
        if (is_committed) {
            CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);
        } else {
            wlt_database_rollback(database);
        }
        CHECK_EQUAL(
            wlt_database_run(
                database,
                is_committed ? "INSERT INTO things (id) VALUES (6)"
                             : "INSERT INTO things (id) VALUES (5)",
                NULL),
            WALLET_OK);
        CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_OK);
        CHECK_EQUAL(number, 1 + is_committed);
    }

    wlt_statement_free(find);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_goes_wrong_with_what_was_asked_spoils_the_transaction)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *add = prepare(database, "INSERT INTO things (id) VALUES ($1)");
    struct wlt_statement *find = prepare(database, COUNT " WHERE id >= $1");
    int64_t number = 0;

    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    wlt_bind_int(add, 1, 0);
    wlt_bind_int(find, 1, 0);
    CHECK_EQUAL(wlt_statement_ask(add, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_ask(find, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_run(add, NULL, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wlt_statement_number(find, &number, NULL), WALLET_OK);
    CHECK_EQUAL(number, 1);

    wlt_statement_free(add);
    wlt_statement_free(find);
    wlt_database_close(database);
    remove_place(&place);
}
