/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/case.h"
#include "make_case.h"

static void run(struct window *window, const char *sql)
{
    window_demand(window, wlt_database_run(window->cases->database, sql, &window->error));
}

static enum wallet_status load(struct window *window)
{
    struct wallet_case *item = NULL;
    const enum wallet_status status =
        wallet_case_load(window->cases, CASE_NUMBER_1, &item, &window->error);
    CHECK_EQUAL(item != NULL, status == WALLET_OK);
    wallet_case_free(item);
    return status;
}

TEST(knows_its_numbers)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = NULL;

    CHECK_EQUAL(wallet_case_load(window.cases, "", &item, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(
        wallet_case_load(
            window.cases, "360500202611230000010000000000000000", &item, &window.error),
        WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(window.error.status, WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(load(&window), WALLET_ERR_UNKNOWN);
    window_close(&window);
}

/** What somebody might do to the tables, told at load; the row is put back after each. */
TEST(every_change_behind_its_back_is_told)
{
    static const struct {
        const char *what;
        const char *change;
    } rows[] = {
        { "the last act is gone", "DELETE FROM deed WHERE place = 4" },
        { "one in between", "DELETE FROM deed WHERE place = 2" },
        { "all of them", "DELETE FROM deed" },
        { "the last act and the count",
          "DELETE FROM deed WHERE place = 4;"
          "UPDATE item SET deeds = 4" },
        { "two have changed places",
          "UPDATE deed SET place = 99 WHERE place = 1;"
          "UPDATE deed SET place = 1 WHERE place = 2;"
          "UPDATE deed SET place = 2 WHERE place = 99" },
        { "the state", "UPDATE item SET state = 5" },
        { "the matter", "UPDATE item SET matter = '1'" },
        { "when it was opened", "UPDATE item SET opened = 1" },
        { "an empty act", "UPDATE deed SET sealed = '' WHERE place = 0" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct window window;
        window_open(&window);
        struct wallet_case *item = window_case(&window);
        window_fill(&window, item);
        wallet_case_free(item);
        CHECK_ROW(rows[i].what, load(&window), WALLET_OK);
        if (strcmp(rows[i].what, "an empty act") != 0 || !window.folder[0]) {
            run(&window, rows[i].change);
        } else {
            run(&window, "UPDATE deed SET sealed = x'' WHERE place = 0");
        }
        CHECK_ROW(rows[i].what, load(&window), WALLET_ERR_MALFORMED);
        window_close(&window);
    }
}

TEST(a_matter_that_was_kept_must_be_what_it_was)
{
    struct window window;
    window_open(&window);
    wallet_case_free(window_case(&window));
    wallet_cases_close(window.cases);
    struct wallet_matters *before = window.matters;
    window.matters = window_matters(&window, MATTER_JSON("江西省南昌市", "true"));
    window.cases = window_connect(&window);

    CHECK_EQUAL(load(&window), WALLET_OK);
    run(&window,
        window.folder[0] ? "UPDATE matter SET json = x'7b7d'" : "UPDATE matter SET json = '{}'");
    CHECK_EQUAL(load(&window), WALLET_ERR_MALFORMED);
    run(&window, "DELETE FROM matter");
    CHECK_EQUAL(load(&window), WALLET_ERR_MALFORMED);
    wallet_matters_free(before);
    window_close(&window);
}

/** The sealed act at a place; lives until the test ends. */
static struct wallet_bytes read_sealed(struct window *window, int place)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    window_demand(
        window,
        wlt_database_prepare(
            window->cases->database,
            "SELECT sealed FROM deed WHERE place = $1",
            &get,
            &window->error));
    wlt_bind_int(get, 1, place);
    window_demand(window, wlt_statement_next(get, &is_there, &window->error));
    CHECK(is_there);
    const struct wallet_bytes found = wlt_column_bytes(get, 0);
    uint8_t *copy = test_memory(found.size);
    memcpy(copy, found.data, found.size);
    wlt_statement_free(get);
    return (struct wallet_bytes){ copy, found.size };
}

TEST(every_flipped_byte_of_an_act_is_told)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    struct wlt_statement *put = NULL;
    window_demand(
        &window, wallet_case_write(item, BLANK_PHONE, "110", &window.actor, &window.error));
    wallet_case_free(item);
    window_demand(
        &window,
        wlt_database_prepare(
            window.cases->database,
            "UPDATE deed SET sealed = $1 WHERE place = $2",
            &put,
            &window.error));

    for (int place = 0; place < 2; place++) {
        const struct wallet_bytes sealed = read_sealed(&window, place);
        uint8_t *bytes = test_memory(sealed.size);
        for (size_t i = 0; i <= sealed.size; i++) {
            memcpy(bytes, sealed.data, sealed.size);
            if (i < sealed.size) {
                bytes[i] ^= 0x10;
            }
            wlt_bind_bytes(put, 1, (struct wallet_bytes){ bytes, sealed.size });
            wlt_bind_int(put, 2, place);
            window_demand(&window, wlt_statement_run(put, NULL, &window.error));
            CHECK_EQUAL(load(&window), i < sealed.size ? WALLET_ERR_MALFORMED : WALLET_OK);
        }
    }

    wlt_statement_free(put);
    window_close(&window);
}
