/* SPDX-License-Identifier: Apache-2.0 */
#include "http_watch.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum {
    LOOK_NANOSECONDS = 200000000, /* from one look at all connections to the next */
    NEVER = 0,
};

struct http_connection {
    struct http_connection *before;
    struct http_connection *after;
    int descriptor;
    int64_t until; /* seconds of the monotonic clock; NEVER: it is our turn */
    bool is_ours;  /* it waits for an answer, or receives one */
};

struct http_watch {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t look;    /* there is a connection, or an end */
    pthread_cond_t drained; /* nobody waits for us */
    struct http_patience patience;
    struct http_connection *first;
    unsigned ours;
    bool is_ended;
};

static struct timespec now(void)
{
    struct timespec time = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

/* What MHD then reads is an end, and it closes the connection as it does for any other. */
static void cut_off_late(struct http_watch *watch, int64_t at)
{
    for (struct http_connection *each = watch->first; each; each = each->after) {
        if (each->until != NEVER && at >= each->until) {
            (void)shutdown(each->descriptor, SHUT_RDWR);
            each->until = NEVER;
        }
    }
}

static void *look_on(void *opaque)
{
    struct http_watch *watch = opaque;

    (void)pthread_mutex_lock(&watch->lock);
    while (!watch->is_ended) {
        struct timespec next = now();
        cut_off_late(watch, next.tv_sec);
        next.tv_nsec += LOOK_NANOSECONDS;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        if (watch->first) {
            (void)pthread_cond_timedwait(&watch->look, &watch->lock, &next);
        } else {
            (void)pthread_cond_wait(&watch->look, &watch->lock);
        }
    }
    (void)pthread_mutex_unlock(&watch->lock);
    return NULL;
}

struct http_watch *http_watch_start(const struct http_patience *patience)
{
    struct http_watch *watch = calloc(1, sizeof *watch);
    pthread_condattr_t monotonic;

    if (!watch) {
        return NULL;
    }

    watch->patience = *patience;
    (void)pthread_mutex_init(&watch->lock, NULL);
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&watch->look, &monotonic);
    (void)pthread_cond_init(&watch->drained, NULL);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&watch->thread, NULL, look_on, watch) != 0) {
        free(watch);
        return NULL;
    }

    return watch;
}

void http_watch_free(struct http_watch *watch)
{
    if (!watch) {
        return;
    }

    (void)pthread_mutex_lock(&watch->lock);
    watch->is_ended = true;
    (void)pthread_cond_signal(&watch->look);
    (void)pthread_mutex_unlock(&watch->lock);
    (void)pthread_join(watch->thread, NULL);
    (void)pthread_cond_destroy(&watch->drained);
    (void)pthread_cond_destroy(&watch->look);
    (void)pthread_mutex_destroy(&watch->lock);
    free(watch);
}

struct http_connection *http_watch_add(struct http_watch *watch, int descriptor)
{
    struct http_connection *connection = calloc(1, sizeof *connection);
    if (!connection) {
        return NULL;
    }

    connection->descriptor = descriptor;
    connection->until = now().tv_sec + (int64_t)watch->patience.request_seconds;
    (void)pthread_mutex_lock(&watch->lock);
    connection->after = watch->first;
    if (watch->first) {
        watch->first->before = connection;
    } else {
        (void)pthread_cond_signal(&watch->look);
    }
    watch->first = connection;
    (void)pthread_mutex_unlock(&watch->lock);
    return connection;
}

static void set_ours(
    struct http_watch *watch, struct http_connection *connection, bool is_ours, int64_t until)
{
    watch->ours += (unsigned)is_ours - (unsigned)connection->is_ours;
    connection->is_ours = is_ours;
    connection->until = until;
    if (watch->ours == 0) {
        (void)pthread_cond_broadcast(&watch->drained);
    }
}

void http_watch_remove(struct http_watch *watch, struct http_connection *connection)
{
    if (!connection) {
        return;
    }

    (void)pthread_mutex_lock(&watch->lock);
    set_ours(watch, connection, false, NEVER);
    if (connection->before) {
        connection->before->after = connection->after;
    } else {
        watch->first = connection->after;
    }
    if (connection->after) {
        connection->after->before = connection->before;
    }
    (void)pthread_mutex_unlock(&watch->lock);
    free(connection);
}

void http_watch_asked(struct http_watch *watch, struct http_connection *connection)
{
    (void)pthread_mutex_lock(&watch->lock);
    set_ours(watch, connection, true, NEVER);
    (void)pthread_mutex_unlock(&watch->lock);
}

void http_watch_answered(struct http_watch *watch, struct http_connection *connection)
{
    const int64_t until = now().tv_sec + (int64_t)watch->patience.answer_seconds;

    (void)pthread_mutex_lock(&watch->lock);
    set_ours(watch, connection, true, until);
    (void)pthread_mutex_unlock(&watch->lock);
}

void http_watch_drain(struct http_watch *watch)
{
    (void)pthread_mutex_lock(&watch->lock);
    while (watch->ours > 0) {
        (void)pthread_cond_wait(&watch->drained, &watch->lock);
    }
    (void)pthread_mutex_unlock(&watch->lock);
}
