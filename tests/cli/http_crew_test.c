/* SPDX-License-Identifier: Apache-2.0 */
#include "http_crew.h"

#include "test.h"

#include <pthread.h>
#include <stdatomic.h>

/* The crew never looks into an exchange: here it is a number. */
struct http_exchange {
    unsigned number;
    atomic_uint prepared;
    atomic_uint handled;
    atomic_uint finished;
    atomic_bool is_committed;
};

enum {
    EXCHANGE_COUNT = 1000,
};

struct player {
    struct http_exchange exchanges[EXCHANGE_COUNT];
    pthread_mutex_t gate; /* who holds it keeps the committer from committing */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    unsigned handled;
    unsigned finished;
    unsigned open;    /* handled, and not committed */
    unsigned largest; /* group */
    unsigned commits;
    bool fails;           /* each commit */
    atomic_bool is_wrong; /* some step came before its turn */
};

static void prepare(void *context, struct http_job *job)
{
    struct player *player = context;

    if (job->exchange->prepared++ != 0 || job->exchange->handled != 0) {
        player->is_wrong = true;
    }
    job->state = job->exchange;
}

static void handle_one(struct player *player, struct http_job *job)
{
    if (job->exchange->prepared != 1 || job->exchange->handled++ != 0 ||
        job->state != job->exchange) {
        player->is_wrong = true;
    }
    (void)pthread_mutex_lock(&player->lock);
    player->handled++;
    player->open++;
    (void)pthread_cond_broadcast(&player->changed);
    (void)pthread_mutex_unlock(&player->lock);
}

static void handle(void *context, struct http_job *first)
{
    for (struct http_job *job = first; job; job = job->next) {
        handle_one(context, job);
    }
}

static bool commit(void *context)
{
    struct player *player = context;

    (void)pthread_mutex_lock(&player->gate);
    (void)pthread_mutex_unlock(&player->gate);
    (void)pthread_mutex_lock(&player->lock);
    player->largest = player->open > player->largest ? player->open : player->largest;
    player->open = 0;
    player->commits++;
    (void)pthread_mutex_unlock(&player->lock);
    return !player->fails;
}

static void finish(void *context, struct http_job *job, bool is_committed)
{
    struct player *player = context;

    if (job->exchange->handled != 1 || job->exchange->finished++ != 0) {
        player->is_wrong = true;
    }
    job->exchange->is_committed = is_committed;
    (void)pthread_mutex_lock(&player->lock);
    player->finished++;
    (void)pthread_cond_broadcast(&player->changed);
    (void)pthread_mutex_unlock(&player->lock);
}

static struct http_crew *start(struct player *player, unsigned queue, unsigned group)
{
    const struct http_steps steps = { player, prepare, handle, commit, finish };
    const struct http_crew_terms terms = { &steps, 3, queue, group };

    *player = (struct player){ .gate = PTHREAD_MUTEX_INITIALIZER,
                               .lock = PTHREAD_MUTEX_INITIALIZER,
                               .changed = PTHREAD_COND_INITIALIZER };
    struct http_crew *crew = http_crew_start(&terms);
    CHECK(crew);
    return crew;
}

static void wait_until(struct player *player, const unsigned *number, unsigned wanted)
{
    (void)pthread_mutex_lock(&player->lock);
    while (*number < wanted) {
        (void)pthread_cond_wait(&player->changed, &player->lock);
    }
    (void)pthread_mutex_unlock(&player->lock);
}

static struct player player;

TEST(each_call_goes_through_each_step_once)
{
    struct http_crew *crew = start(&player, EXCHANGE_COUNT, 64);

    for (unsigned i = 0; i < EXCHANGE_COUNT; i++) {
        CHECK(http_crew_take(crew, &player.exchanges[i]));
    }
    http_crew_stop(crew);

    CHECK(!player.is_wrong);
    CHECK_EQUAL(player.finished, EXCHANGE_COUNT);
    CHECK(player.largest <= 64);
    for (unsigned i = 0; i < EXCHANGE_COUNT; i++) {
        CHECK_EQUAL(player.exchanges[i].finished, 1);
        CHECK(player.exchanges[i].is_committed);
    }
}

TEST(no_answer_leaves_before_its_commit)
{
    struct http_crew *crew = start(&player, EXCHANGE_COUNT, 1);

    (void)pthread_mutex_lock(&player.gate);
    for (unsigned i = 0; i < 10; i++) {
        CHECK(http_crew_take(crew, &player.exchanges[i]));
    }
    wait_until(&player, &player.handled, 1);
    CHECK_EQUAL(player.finished, 0);
    (void)pthread_mutex_unlock(&player.gate);
    wait_until(&player, &player.finished, 10);
    http_crew_stop(crew);
    CHECK_EQUAL(player.commits, 10);
    CHECK(!player.is_wrong);
}

TEST(what_waits_is_committed_together)
{
    struct http_crew *crew = start(&player, EXCHANGE_COUNT, 32);

    (void)pthread_mutex_lock(&player.gate);
    CHECK(http_crew_take(crew, &player.exchanges[0]));
    wait_until(&player, &player.handled, 1);
    for (unsigned i = 1; i < 97; i++) {
        CHECK(http_crew_take(crew, &player.exchanges[i]));
    }
    for (unsigned i = 0; i < 97; i++) {
        while (player.exchanges[i].prepared == 0) {
            (void)sched_yield();
        }
    }
    (void)pthread_mutex_unlock(&player.gate);
    http_crew_stop(crew);

    /* The one, then whole groups; each worker may still have held one of the last. */
    CHECK(player.commits <= 7);
    CHECK_EQUAL(player.largest, 32);
    CHECK_EQUAL(player.finished, 97);
}

TEST(a_full_queue_takes_no_more)
{
    struct http_crew *crew = start(&player, 5, 2);

    (void)pthread_mutex_lock(&player.gate);
    for (unsigned i = 0; i < 5; i++) {
        CHECK(http_crew_take(crew, &player.exchanges[i]));
    }
    CHECK(!http_crew_take(crew, &player.exchanges[5]));
    (void)pthread_mutex_unlock(&player.gate);
    wait_until(&player, &player.finished, 5);
    http_crew_stop(crew);
    CHECK_EQUAL(player.exchanges[5].prepared, 0);
    CHECK_EQUAL(player.finished, 5);
}

TEST(who_was_not_committed_is_told_so)
{
    struct http_crew *crew = start(&player, EXCHANGE_COUNT, 8);

    player.fails = true;
    for (unsigned i = 0; i < 20; i++) {
        CHECK(http_crew_take(crew, &player.exchanges[i]));
    }
    http_crew_stop(crew);
    CHECK_EQUAL(player.finished, 20);
    for (unsigned i = 0; i < 20; i++) {
        CHECK(!player.exchanges[i].is_committed);
    }
    CHECK(!player.is_wrong);
}
