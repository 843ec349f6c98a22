/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_PRESENT_MAKE_STORE_H
#define TEST_PRESENT_MAKE_STORE_H

#include <wallet/replay.h>

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    STORE_PATH_SIZE = 128,
    STORE_NOW = 1795420800, /* 2026-11-23T08:00:00Z */
};

/** A folder for one test, and the path of a store in it that is not there yet. */
struct place {
    char folder[STORE_PATH_SIZE];
    char path[STORE_PATH_SIZE + 8];
};

static inline struct place make_place(void)
{
    struct place place = { .folder = "/tmp/wallet-replay-test-XXXXXX" };
    CHECK(mkdtemp(place.folder));
    (void)snprintf(place.path, sizeof place.path, "%s/seen", place.folder);
    return place;
}

/** Removes it all; fails the test where something else is left in the folder. */
static inline void remove_place(const struct place *place)
{
    static const char *const ends[] = { "", "-wal", "-shm" };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char path[STORE_PATH_SIZE + 16];
        (void)snprintf(path, sizeof path, "%s%s", place->path, ends[i]);
        (void)unlink(path);
    }
    CHECK_EQUAL(rmdir(place->folder), 0);
}

static inline struct wallet_replay_store *open_store(const char *path)
{
    struct wallet_replay_store *store = NULL;
    CHECK_EQUAL(wallet_replay_store_open(path, &store, NULL), WALLET_OK);
    return store;
}

/** Remembers the key that has this number. */
static inline enum wallet_status remember_number(
    struct wallet_replay_store *store,
    unsigned number,
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    const struct wallet_replay replay = wallet_replay_store_replay(store);
    uint8_t key[WALLET_REPLAY_KEY_SIZE] = { 0 };

    memcpy(key, &number, sizeof number);
    return replay.remember(replay.context, key, at_unix, until_unix, error);
}

#endif
