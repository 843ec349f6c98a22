/* SPDX-License-Identifier: Apache-2.0 */
#include "hand.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

struct hand {
    struct hand_terms terms;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t change;
    struct hand_job *first;
    struct hand_job *last;
    bool is_ended;
};

static struct timespec in_milliseconds(int64_t milliseconds)
{
    struct timespec time = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += (time_t)(milliseconds / 1000);
    time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

/* The next job; NULL: the time is over, or it is the end.  Called with the lock. */
static struct hand_job *wait_for_job(struct hand *hand, int64_t milliseconds)
{
    const struct timespec end = in_milliseconds(milliseconds < 0 ? 0 : milliseconds);
    bool is_late = false;

    while (!hand->first && !hand->is_ended && !is_late) {
        if (milliseconds < 0) {
            (void)pthread_cond_wait(&hand->change, &hand->lock);
        } else {
            is_late = pthread_cond_timedwait(&hand->change, &hand->lock, &end) != 0;
        }
    }

    struct hand_job *job = hand->first;
    if (job) {
        hand->first = job->next;
    }
    return job;
}

static void *work(void *opaque)
{
    struct hand *hand = opaque;
    int64_t next = 0;

    (void)pthread_mutex_lock(&hand->lock);
    while (hand->first || !hand->is_ended) {
        struct hand_job *job = wait_for_job(hand, next);
        (void)pthread_mutex_unlock(&hand->lock);
        if (job) {
            job->run(hand->terms.context, job);
        }
        next = hand->terms.due ? hand->terms.due(hand->terms.context) : -1;
        (void)pthread_mutex_lock(&hand->lock);
    }
    (void)pthread_mutex_unlock(&hand->lock);
    return NULL;
}

static void make_change(struct hand *hand)
{
    pthread_condattr_t monotonic;

    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&hand->change, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
}

/* Signals are for the main thread, which waits for them. */
static bool start_thread(struct hand *hand)
{
    sigset_t all;
    sigset_t before;

    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    const bool is_started = pthread_create(&hand->thread, NULL, work, hand) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

struct hand *hand_start(const struct hand_terms *terms)
{
    struct hand *hand = calloc(1, sizeof *hand);
    if (!hand) {
        return NULL;
    }

    hand->terms = *terms;
    (void)pthread_mutex_init(&hand->lock, NULL);
    make_change(hand);
    if (!start_thread(hand)) {
        free(hand);
        return NULL;
    }

    return hand;
}

void hand_give(struct hand *hand, struct hand_job *job)
{
    job->next = NULL;
    (void)pthread_mutex_lock(&hand->lock);
    if (hand->first) {
        hand->last->next = job;
    } else {
        hand->first = job;
    }
    hand->last = job;
    (void)pthread_cond_signal(&hand->change);
    (void)pthread_mutex_unlock(&hand->lock);
}

void hand_stop(struct hand *hand)
{
    if (!hand) {
        return;
    }

    (void)pthread_mutex_lock(&hand->lock);
    hand->is_ended = true;
    (void)pthread_cond_signal(&hand->change);
    (void)pthread_mutex_unlock(&hand->lock);
    (void)pthread_join(hand->thread, NULL);
    (void)pthread_cond_destroy(&hand->change);
    (void)pthread_mutex_destroy(&hand->lock);
    free(hand);
}
