/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/used.h"

#include "make_database.h"

enum {
    NOW = 1795420800,
};

static bool remember(
    struct wlt_used *used, enum wlt_use use, const char *number, int64_t until_unix)
{
    bool is_new = false;

    CHECK_EQUAL(
        wlt_used_remember(used, use, test_text(number), until_unix, &is_new, NULL), WALLET_OK);
    return is_new;
}

TEST(a_number_is_new_once)
{
    struct test_database place = make_database(wlt_used_create);
    struct wlt_used *used = NULL;

    CHECK_EQUAL(wlt_used_open(place.database, &used, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(place.database, NULL), WALLET_OK);
    CHECK(remember(used, WLT_USE_CALL, "one", NOW));
    CHECK(!remember(used, WLT_USE_CALL, "one", NOW));
    CHECK(remember(used, WLT_USE_CALL, "two", NOW));
    CHECK(remember(used, WLT_USE_GRANT, "one", NOW));
    CHECK_EQUAL(wlt_database_commit(place.database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(place.database, NULL), WALLET_OK);
    CHECK(!remember(used, WLT_USE_GRANT, "one", NOW));
    wlt_database_rollback(place.database);
    wlt_used_close(used);
    remove_database(&place);
}

TEST(what_was_rolled_back_was_not_used)
{
    struct test_database place = make_database(wlt_used_create);
    struct wlt_used *used = NULL;

    CHECK_EQUAL(wlt_used_open(place.database, &used, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(place.database, NULL), WALLET_OK);
    CHECK(remember(used, WLT_USE_CALL, "one", NOW));
    wlt_database_rollback(place.database);
    CHECK_EQUAL(wlt_database_begin(place.database, NULL), WALLET_OK);
    CHECK(remember(used, WLT_USE_CALL, "one", NOW));
    wlt_database_rollback(place.database);
    wlt_used_close(used);
    remove_database(&place);
}

TEST(what_is_long_over_is_forgotten_and_nothing_else)
{
    struct test_database place = make_database(wlt_used_create);
    struct wlt_used *used = NULL;
    char number[8];

    CHECK_EQUAL(wlt_used_open(place.database, &used, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(place.database, NULL), WALLET_OK);
    for (int i = 0; i < 40; i++) {
        (void)snprintf(number, sizeof number, "%d", i);
        CHECK(remember(used, WLT_USE_CALL, number, i < 20 ? NOW - 601 : NOW - 600));
    }

    CHECK_EQUAL(wlt_used_forget(used, NOW, NULL), WALLET_OK);
    CHECK(remember(used, WLT_USE_CALL, "0", NOW));
    CHECK(remember(used, WLT_USE_CALL, "19", NOW));
    CHECK(!remember(used, WLT_USE_CALL, "20", NOW));
    CHECK(!remember(used, WLT_USE_CALL, "39", NOW));
    wlt_database_rollback(place.database);
    wlt_used_close(used);
    remove_database(&place);
}
