/* SPDX-License-Identifier: Apache-2.0 */
#include "http_loop.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct http_loop {
    struct MHD_Daemon *daemon;
    pthread_t thread;
    int wake; /* eventfd */
    atomic_bool is_woken;
    atomic_bool is_deaf; /* nobody can connect any more */
    atomic_bool is_ended;
};

/* -1: until something happens. */
static int milliseconds(struct MHD_Daemon *daemon)
{
    MHD_UNSIGNED_LONG_LONG limit = 0;

    if (MHD_get_timeout(daemon, &limit) != MHD_YES) {
        return -1;
    }

    return limit > INT_MAX ? INT_MAX : (int)limit;
}

static void wait_for_events(struct http_loop *loop, int events)
{
    struct pollfd places[] = { { .fd = events, .events = POLLIN },
                               { .fd = loop->wake, .events = POLLIN } };
    uint64_t count = 0;

    (void)poll(places, 2, milliseconds(loop->daemon));
    if ((places[1].revents & POLLIN) != 0) {
        (void)!read(loop->wake, &count, sizeof count);
        /* Before the daemon looks for what was resumed, so that nothing later is missed. */
        atomic_store(&loop->is_woken, false);
    }
}

static void close_listener(struct http_loop *loop)
{
    const MHD_socket listener = MHD_quiesce_daemon(loop->daemon);

    if (listener != MHD_INVALID_SOCKET) {
        (void)close(listener);
    }
}

static void *run(void *opaque)
{
    struct http_loop *loop = opaque;
    const int events = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    bool is_listening = true;

    while (!atomic_load(&loop->is_ended)) {
        wait_for_events(loop, events);
        if (is_listening && atomic_load(&loop->is_deaf)) {
            close_listener(loop);
            is_listening = false;
        }
        (void)MHD_run(loop->daemon);
    }

    return NULL;
}

struct http_loop *http_loop_start(struct MHD_Daemon *daemon)
{
    struct http_loop *loop = calloc(1, sizeof *loop);
    if (!loop) {
        return NULL;
    }

    loop->daemon = daemon;
    loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (loop->wake < 0 || pthread_create(&loop->thread, NULL, run, loop) != 0) {
        if (loop->wake >= 0) {
            (void)close(loop->wake);
        }
        free(loop);
        return NULL;
    }

    return loop;
}

void http_loop_wake(struct http_loop *loop)
{
    const uint64_t one = 1;

    if (!atomic_exchange(&loop->is_woken, true)) {
        (void)!write(loop->wake, &one, sizeof one);
    }
}

void http_loop_stop_listening(struct http_loop *loop)
{
    atomic_store(&loop->is_deaf, true);
    http_loop_wake(loop);
}

void http_loop_stop(struct http_loop *loop)
{
    atomic_store(&loop->is_ended, true);
    http_loop_wake(loop);
    (void)pthread_join(loop->thread, NULL);
    (void)close(loop->wake);
    free(loop);
}
