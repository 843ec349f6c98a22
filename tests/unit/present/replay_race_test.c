/* SPDX-License-Identifier: Apache-2.0 */

/* Two processes that race for the same keys, and one that is killed while it remembers. */
#include "make_store.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

enum {
    NOW = STORE_NOW,
    LATER = NOW + 90,
    ROUNDS = 1000,
    RACERS = 2,
    KILLS = 20,
    BEFORE_A_KILL = 5, /* keys that are surely remembered by then */
};

/** What the racers share. */
struct track {
    pthread_barrier_t start;
    int results[ROUNDS][RACERS];
};

static struct track *make_track(void)
{
    pthread_barrierattr_t shared;
    struct track *track =
        mmap(NULL, sizeof *track, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    CHECK(track != MAP_FAILED);
    CHECK_EQUAL(pthread_barrierattr_init(&shared), 0);
    CHECK_EQUAL(pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQUAL(pthread_barrier_init(&track->start, &shared, RACERS), 0);
    CHECK_EQUAL(pthread_barrierattr_destroy(&shared), 0);
    return track;
}

/** Each racer opens the store itself: making it is a race, too. */
static void race(struct track *track, const char *path, size_t racer)
{
    struct wallet_replay_store *store = NULL;

    (void)pthread_barrier_wait(&track->start);
    const enum wallet_status opened = wallet_replay_store_open(path, &store, NULL);
    for (unsigned i = 0; i < ROUNDS; i++) {
        (void)pthread_barrier_wait(&track->start);
        track->results[i][racer] =
            (int)(opened == WALLET_OK ? remember_number(store, i, NOW, LATER, NULL) : opened);
    }

    wallet_replay_store_close(store);
}

TEST(of_two_processes_exactly_one_is_first)
{
    const struct place place = make_place();
    struct track *track = make_track();
    pid_t racers[RACERS];
    size_t won[RACERS] = { 0 };

    for (size_t i = 0; i < RACERS; i++) {
        racers[i] = fork();
        CHECK(racers[i] >= 0);
        if (racers[i] == 0) {
            race(track, place.path, i);
            _exit(0);
        }
    }

    for (size_t i = 0; i < RACERS; i++) {
        int ended = 0;
        CHECK_EQUAL(waitpid(racers[i], &ended, 0), racers[i]);
        CHECK_EQUAL(ended, 0);
    }

    for (size_t i = 0; i < ROUNDS; i++) {
        const size_t winner = track->results[i][0] == WALLET_OK ? 0 : 1;
        CHECK_EQUAL(track->results[i][winner], WALLET_OK);
        CHECK_EQUAL(track->results[i][1 - winner], WALLET_ERR_REFUSED);
        won[winner]++;
    }

    print_message("# of %d rounds %zu and %zu were won\n", ROUNDS, won[0], won[1]);
    CHECK_EQUAL(munmap(track, sizeof *track), 0);
    remove_place(&place);
}

/** Remembers one key after the other and tells of each that counts, until it is killed. */
static void tell_keys(const char *path, unsigned first, int told)
{
    struct wallet_replay_store *store = NULL;

    if (wallet_replay_store_open(path, &store, NULL) != WALLET_OK) {
        _exit(1);
    }

    for (unsigned i = first;; i++) {
        if (remember_number(store, i, NOW, LATER, NULL) != WALLET_OK ||
            write(told, &i, sizeof i) != sizeof i) {
            _exit(1);
        }
    }
}

/** Kills a process in the middle of its work; tells the first key that it did not tell of. */
static unsigned kill_one(const char *path, unsigned first)
{
    int told[2];
    unsigned number = first;
    unsigned next = first;

    CHECK_EQUAL(pipe(told), 0);
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        tell_keys(path, first, told[1]);
    }

    CHECK_EQUAL(close(told[1]), 0);
    while (read(told[0], &number, sizeof number) == (ssize_t)sizeof number) {
        next = number + 1;
        if (next == first + BEFORE_A_KILL) {
            CHECK_EQUAL(kill(child, SIGKILL), 0);
        }
    }

    int ended = 0;
    CHECK_EQUAL(waitpid(child, &ended, 0), child);
    CHECK(WIFSIGNALED(ended));
    CHECK_EQUAL(close(told[0]), 0);
    return next;
}

TEST(what_counted_as_new_is_seen_before_after_kill_9)
{
    const struct place place = make_place();
    unsigned next = 0;

    for (unsigned i = 0; i < KILLS; i++) {
        const unsigned first = next;
        next = kill_one(place.path, first);
        CHECK(next >= first + BEFORE_A_KILL);

        struct wallet_replay_store *store = open_store(place.path);
        for (unsigned key = 0; key < next; key++) {
            CHECK_EQUAL(remember_number(store, key, NOW, LATER, NULL), WALLET_ERR_REFUSED);
        }

        /* The one it died over may be there or not; it is now. */
        (void)!remember_number(store, next, NOW, LATER, NULL);
        CHECK_EQUAL(remember_number(store, next, NOW, LATER, NULL), WALLET_ERR_REFUSED);
        wallet_replay_store_close(store);
        next++;
    }

    remove_place(&place);
}
