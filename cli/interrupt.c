/* SPDX-License-Identifier: Apache-2.0 */
#include "interrupt.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>

/* A signal handler can leave word in a static object only (C11 7.14.1.1). */
static volatile sig_atomic_t asked_to_stop;

static void ask_to_stop(int number)
{
    (void)number;
    asked_to_stop = 1;
}

static void listen_to(int number)
{
    /* Without SA_RESTART, so that a read from a terminal ends. */
    struct sigaction action = { .sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND };
    struct sigaction before;

    /* What whoever started us wants ignored (nohup) stays ignored. */
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
        (void)sigemptyset(&action.sa_mask);
        (void)sigaction(number, &action, NULL);
    }
}

static void ignore(int number)
{
    struct sigaction action = { .sa_handler = SIG_IGN };

    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

void interrupt_listen(void)
{
    listen_to(SIGINT);
    listen_to(SIGTERM);
    listen_to(SIGHUP);

    /* A reader that goes away and a full quota are errors of writing, told as such. */
    ignore(SIGPIPE);
    ignore(SIGXFSZ);
}

enum interrupt_event interrupt_wait_for(int descriptor, int64_t milliseconds)
{
    const struct timespec limit = { .tv_sec = (time_t)(milliseconds / 1000),
                                    .tv_nsec = (long)(milliseconds % 1000) * 1000000 };
    struct pollfd poll = { .fd = descriptor, .events = POLLIN };
    sigset_t asked;
    sigset_t before;
    int ready = 0;

    /* Blocked until ppoll() waits, so that a signal between look and wait is not slept through. */
    (void)sigemptyset(&asked);
    (void)sigaddset(&asked, SIGINT);
    (void)sigaddset(&asked, SIGTERM);
    (void)sigaddset(&asked, SIGHUP);
    (void)sigprocmask(SIG_BLOCK, &asked, &before);
    if (!interrupted()) {
        ready = ppoll(&poll, 1, milliseconds < 0 ? NULL : &limit, &before);
    }
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    if (interrupted()) {
        return INTERRUPT_STOP;
    }

    return ready > 0 ? INTERRUPT_READY : INTERRUPT_TIME;
}

bool interrupt_wait(int descriptor)
{
    return interrupt_wait_for(descriptor, -1) != INTERRUPT_STOP;
}

bool interrupted(void)
{
    return asked_to_stop != 0;
}

void interrupt_settle(void)
{
    asked_to_stop = 0;
}
