/* SPDX-License-Identifier: Apache-2.0 */
#include "make_store.h"

#include <sqlite3.h>

enum {
    NOW = STORE_NOW,
    LATER = NOW + 90,
    OLD_KEYS = 300,
    BATCH = 64,
};

/** How many keys the file holds. */
static int64_t count_keys(const char *path)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;

    CHECK_EQUAL(sqlite3_open(path, &database), SQLITE_OK);
    CHECK_EQUAL(
        sqlite3_prepare_v2(database, "SELECT count(*) FROM keys", -1, &statement, NULL), SQLITE_OK);
    CHECK_EQUAL(sqlite3_step(statement), SQLITE_ROW);
    const int64_t count = sqlite3_column_int64(statement, 0);
    CHECK_EQUAL(sqlite3_finalize(statement), SQLITE_OK);
    CHECK_EQUAL(sqlite3_close(database), SQLITE_OK);
    return count;
}

TEST(a_key_is_new_once)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    struct wallet_error error = { 0 };

    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "it was seen before");
    CHECK_EQUAL(remember_number(store, 2, NOW, LATER, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(store, 1, LATER, LATER + 90, NULL), WALLET_ERR_REFUSED);

    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(a_key_is_seen_before_after_a_restart_and_by_another_handle)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    struct wallet_replay_store *other = open_store(place.path);

    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(other, 1, NOW, LATER, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(remember_number(other, 2, NOW, LATER, NULL), WALLET_OK);
    wallet_replay_store_close(store);
    wallet_replay_store_close(other);

    store = open_store(place.path);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(remember_number(store, 2, NOW, LATER, NULL), WALLET_ERR_REFUSED);
    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(every_byte_of_a_key_counts)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    const struct wallet_replay replay = wallet_replay_store_replay(store);

    for (size_t i = 0; i < WALLET_REPLAY_KEY_SIZE; i++) {
        uint8_t key[WALLET_REPLAY_KEY_SIZE] = { 0 };
        key[i] = 1;
        CHECK_EQUAL(replay.remember(replay.context, key, NOW, LATER, NULL), WALLET_OK);
        CHECK_EQUAL(replay.remember(replay.context, key, NOW, LATER, NULL), WALLET_ERR_REFUSED);
    }

    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(a_clock_that_goes_back_is_not_believed)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    struct wallet_error error = { 0 };
    const int64_t far = NOW + 86400;

    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(store, 2, far, far + 90, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(store, 3, NOW, LATER, &error), WALLET_ERR_UNDETERMINED);
    CHECK_TEXT(
        error.message,
        "the clock went back: it says 2026-11-23T08:00:00Z, and said 2026-11-24T08:00:00Z before");
    CHECK_EQUAL(
        remember_number(store, 3, far - WALLET_REPLAY_LEEWAY - 1, far, NULL),
        WALLET_ERR_UNDETERMINED);

    wallet_replay_store_close(store);
    store = open_store(place.path);
    CHECK_EQUAL(remember_number(store, 3, NOW, LATER, NULL), WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(remember_number(store, 3, far - WALLET_REPLAY_LEEWAY, far, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(store, 4, NOW, LATER, NULL), WALLET_ERR_UNDETERMINED);
    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(a_key_is_kept_while_any_believed_clock_is_within_its_time)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);

    /* At the first moment when it could go, the clock may still say as much less. */
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);
    CHECK_EQUAL(
        remember_number(store, 2, LATER + WALLET_REPLAY_LEEWAY, LATER + 300, NULL), WALLET_OK);
    CHECK_EQUAL(remember_number(store, 1, LATER, LATER, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(count_keys(place.path), 2);

    CHECK_EQUAL(
        remember_number(store, 3, LATER + WALLET_REPLAY_LEEWAY + 1, LATER + 300, NULL), WALLET_OK);
    CHECK_EQUAL(count_keys(place.path), 2);
    CHECK_EQUAL(remember_number(store, 1, LATER, LATER, NULL), WALLET_ERR_UNDETERMINED);

    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(old_keys_go_in_batches)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    const int64_t far = NOW + 86400;

    for (unsigned i = 0; i < OLD_KEYS; i++) {
        CHECK_EQUAL(remember_number(store, i, NOW, LATER, NULL), WALLET_OK);
    }
    CHECK_EQUAL(count_keys(place.path), OLD_KEYS);

    CHECK_EQUAL(remember_number(store, OLD_KEYS, far, far + 90, NULL), WALLET_OK);
    CHECK_EQUAL(count_keys(place.path), OLD_KEYS - BATCH + 1);
    for (unsigned i = 1; i <= OLD_KEYS / BATCH; i++) {
        CHECK_EQUAL(remember_number(store, OLD_KEYS + i, far, far + 90, NULL), WALLET_OK);
    }
    CHECK_EQUAL(count_keys(place.path), OLD_KEYS / BATCH + 1);

    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(asks_for_times_that_make_sense)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    const struct wallet_replay replay = wallet_replay_store_replay(store);
    const uint8_t key[WALLET_REPLAY_KEY_SIZE] = { 0 };

    CHECK_EQUAL(remember_number(store, 1, NOW, NOW - 1, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(remember_number(store, 1, -1, NOW, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(replay.remember(NULL, key, NOW, LATER, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(replay.remember(replay.context, NULL, NOW, LATER, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(remember_number(store, 1, NOW, INT64_MAX, NULL), WALLET_OK);
    CHECK_EQUAL(count_keys(place.path), 1);

    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(a_file_that_others_keep_locked_leaves_it_open)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    sqlite3 *other = NULL;

    /* Whoever holds the lock never lets go: one wait of the store's patience, no more. */
    CHECK_EQUAL(sqlite3_open(place.path, &other), SQLITE_OK);
    CHECK_EQUAL(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    struct wallet_error error = { 0 };
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, &error), WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "another process keeps the file locked");
    CHECK_EQUAL(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    CHECK_EQUAL(sqlite3_close(other), SQLITE_OK);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);

    wallet_replay_store_close(store);
    remove_place(&place);
}
