/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Presentations and the store of what was shown: at one counter, at another that shares the store, after
 * it was opened anew, and with two processes that are shown the same at once.
 */
#include "desk.h"
#include "make_store.h"
#include "test.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>

enum {
    ROUNDS = 1000,
    FEWER_ROUNDS = 250, /* where each takes several turns at the disk */
    RACERS = 2,
};

static const struct wallet_bytes nobody_asked = { 0 };
static const struct wallet_request_field name_field[] = { { .key = 1 } };
static const struct wallet_request_item card_item[] = { { DESK_CARD, name_field, 1, true } };

static struct wallet_bytes show_cards(
    const struct desk *desk, struct wallet_bytes card, size_t count)
{
    struct wallet_selection *selections[WALLET_SHOWN_MAX];

    for (size_t i = 0; i < count; i++) {
        selections[i] = desk_select(desk, card, "sex");
    }

    return desk_show(desk, selections, count, NULL, nobody_asked, AGENCY_NOW);
}

/** Another counter of the same desk: what it believes and remembers is the same. */
static struct wallet_verifier *make_verifier(
    const struct desk *desk, struct wallet_replay_store *store)
{
    static const char *const audience[] = { DESK_ID };
    struct wallet_verifier *verifier = NULL;

    CHECK_EQUAL(wallet_verifier_new(desk->trust, desk->catalogue, &verifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_set_audience(verifier, audience, 1, NULL), WALLET_OK);
    wallet_verifier_set_replay(verifier, wallet_replay_store_replay(store));
    return verifier;
}

static enum wallet_reason judge_with(
    const struct desk *desk,
    const struct wallet_verifier *verifier,
    struct wallet_bytes shown,
    int64_t at)
{
    const enum wallet_status status =
        wallet_presentation_verify(verifier, shown, NULL, at, desk->presentation, NULL);
    const enum wallet_reason reason = wallet_presentation_reason(desk->presentation);

    CHECK_EQUAL(status == WALLET_OK, reason == WALLET_REASON_NONE);
    return reason;
}

TEST(what_one_counter_saw_the_others_know)
{
    const struct place place = make_place();
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);
    const struct wallet_bytes shown = show_cards(&desk, card, 1);
    const struct wallet_bytes three = show_cards(&desk, card, 3);
    struct wallet_replay_store *store = open_store(place.path);
    struct wallet_replay_store *other_store = open_store(place.path);
    struct wallet_verifier *verifier = make_verifier(&desk, store);
    struct wallet_verifier *other = make_verifier(&desk, other_store);

    CHECK_EQUAL(judge_with(&desk, verifier, shown, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_with(&desk, verifier, shown, AGENCY_NOW), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(judge_with(&desk, other, shown, AGENCY_NOW + 1), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(judge_with(&desk, other, three, AGENCY_NOW), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_with(&desk, verifier, three, AGENCY_NOW), WALLET_REASON_REPLAYED);

    /* After all have closed it, and one opens it again. */
    wallet_verifier_free(other);
    wallet_verifier_free(verifier);
    wallet_replay_store_close(other_store);
    wallet_replay_store_close(store);
    store = open_store(place.path);
    verifier = make_verifier(&desk, store);
    CHECK_EQUAL(judge_with(&desk, verifier, shown, AGENCY_NOW + 90), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(judge_with(&desk, verifier, three, AGENCY_NOW + 90), WALLET_REASON_REPLAYED);
    CHECK_EQUAL(judge_with(&desk, verifier, shown, AGENCY_NOW + 91), WALLET_REASON_CODE_EXPIRED);
    wallet_verifier_free(verifier);
    wallet_replay_store_close(store);
    remove_place(&place);
    desk_close(&desk);
}

/** A clock that went back makes nothing fresh again: it is left open, and not accepted. */
TEST(a_clock_that_went_back_accepts_nothing)
{
    const struct place place = make_place();
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);
    struct wallet_replay_store *store = open_store(place.path);
    struct wallet_verifier *verifier = make_verifier(&desk, store);

    CHECK_EQUAL(remember_number(store, 1, AGENCY_NOW + 3600, AGENCY_NOW + 3600, NULL), WALLET_OK);
    CHECK_EQUAL(
        judge_with(&desk, verifier, show_cards(&desk, card, 2), AGENCY_NOW), WALLET_REASON_CLOCK);
    CHECK_EQUAL(wallet_presentation_decision(desk.presentation), WALLET_UNKNOWN);
    wallet_verifier_free(verifier);
    wallet_replay_store_close(store);
    remove_place(&place);
    desk_close(&desk);
}

/** What the racers share: what they are shown, and what they made of it. */
struct track {
    pthread_barrier_t start;
    int results[ROUNDS][RACERS];
};

/** What each racer is shown in one round. */
struct round {
    struct wallet_bytes shown[RACERS];
};

static void race(
    struct track *track,
    const struct desk *desk,
    const struct round *rounds,
    size_t count,
    const struct wallet_request *const *requests,
    const char *path,
    size_t racer)
{
    struct wallet_replay_store *store = NULL;

    (void)pthread_barrier_wait(&track->start);
    if (wallet_replay_store_open(path, &store, NULL) != WALLET_OK) {
        _exit(1);
    }

    struct wallet_verifier *verifier = make_verifier(desk, store);
    for (size_t i = 0; i < count; i++) {
        (void)pthread_barrier_wait(&track->start);
        track->results[i][racer] = (int)wallet_presentation_verify(
            verifier,
            rounds[i].shown[racer],
            requests ? requests[i] : NULL,
            AGENCY_NOW,
            desk->presentation,
            NULL);
    }

    wallet_verifier_free(verifier);
    wallet_replay_store_close(store);
    _exit(0);
}

/** Runs the race: of each round exactly one racer accepts, and the other one refuses. */
static void run_race(
    const struct desk *desk,
    const struct round *rounds,
    size_t count,
    const struct wallet_request *const *requests)
{
    const struct place place = make_place();
    pthread_barrierattr_t shared;
    size_t won[RACERS] = { 0 };
    pid_t racers[RACERS];
    struct track *track =
        mmap(NULL, sizeof *track, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    CHECK(track != MAP_FAILED);
    CHECK_EQUAL(pthread_barrierattr_init(&shared), 0);
    CHECK_EQUAL(pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQUAL(pthread_barrier_init(&track->start, &shared, RACERS), 0);
    CHECK_EQUAL(pthread_barrierattr_destroy(&shared), 0);
    for (size_t i = 0; i < RACERS; i++) {
        racers[i] = fork();
        CHECK(racers[i] >= 0);
        if (racers[i] == 0) {
            race(track, desk, rounds, count, requests, place.path, i);
        }
    }

    for (size_t i = 0; i < RACERS; i++) {
        int ended = 0;
        CHECK_EQUAL(waitpid(racers[i], &ended, 0), racers[i]);
        CHECK_EQUAL(ended, 0);
    }

    for (size_t i = 0; i < count; i++) {
        const size_t winner = track->results[i][0] == WALLET_OK ? 0 : 1;
        CHECK_EQUAL(track->results[i][winner], WALLET_OK);
        CHECK_EQUAL(track->results[i][1 - winner], WALLET_ERR_REFUSED);
        won[winner]++;
    }

    print_message("# of %zu rounds %zu and %zu were won\n", count, won[0], won[1]);
    CHECK_EQUAL(munmap(track, sizeof *track), 0);
    remove_place(&place);
}

TEST(of_two_counters_that_are_shown_one_code_exactly_one_accepts)
{
    struct desk desk;
    struct round *rounds = test_memory(ROUNDS * sizeof *rounds);
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);

    for (size_t i = 0; i < ROUNDS; i++) {
        rounds[i].shown[0] = show_cards(&desk, card, 1);
        rounds[i].shown[1] = rounds[i].shown[0];
    }

    run_race(&desk, rounds, ROUNDS, NULL);
    desk_close(&desk);
}

/** Three licences at once: whoever wins the first wins them all. */
TEST(of_several_licences_one_counter_gets_all)
{
    struct desk desk;
    struct round *rounds = test_memory(FEWER_ROUNDS * sizeof *rounds);
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);

    for (size_t i = 0; i < FEWER_ROUNDS; i++) {
        rounds[i].shown[0] = show_cards(&desk, card, 3);
        rounds[i].shown[1] = rounds[i].shown[0];
    }

    run_race(&desk, rounds, FEWER_ROUNDS, NULL);
    desk_close(&desk);
}

/** Two answers to one request, each of them good: one is first. */
TEST(of_two_answers_to_one_request_exactly_one_is_accepted)
{
    struct desk desk;
    struct round *rounds = test_memory(FEWER_ROUNDS * sizeof *rounds);
    struct wallet_request **requests = test_memory(FEWER_ROUNDS * sizeof *requests);
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);

    for (size_t i = 0; i < FEWER_ROUNDS; i++) {
        requests[i] = desk_ask(&desk, card_item, 1, WALLET_RELATION_NONE);
        for (size_t j = 0; j < RACERS; j++) {
            struct wallet_selection *selection = desk_select(&desk, card, "");
            rounds[i].shown[j] = desk_show(
                &desk, &selection, 1, NULL, wallet_request_nonce(requests[i]), AGENCY_NOW);
        }
    }

    run_race(&desk, rounds, FEWER_ROUNDS, (const struct wallet_request *const *)requests);
    for (size_t i = 0; i < FEWER_ROUNDS; i++) {
        wallet_request_free(requests[i]);
    }

    desk_close(&desk);
}
