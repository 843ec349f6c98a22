/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* closing what is open from a number on, when spawning */
#include "scan/process.h"

#include "base/buffer.h"
#include "base/error.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    NEAR = 0, /* ends of the socket pair */
    FAR = 1,
    PIECE = 16384,
    MS_A_SECOND = 1000,
    NS_A_MS = 1000000,
    REASON_SIZE = 128,
    ARGUMENT_SIZE = 16,
};

/** One exchange with a scanner, under way. */
struct talk {
    int socket;
    const struct wlt_exchange *exchange;
    struct wallet_bytes unsent[2];
    struct wallet_buffer *answer;
    int64_t deadline_ms;
};

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS_A_SECOND + now.tv_nsec / NS_A_MS;
}

/** Sets the child up: the socket as input and output, silence for errors, and nothing else open. */
static int plan_files(posix_spawn_file_actions_t *files, int socket)
{
    int failed = posix_spawn_file_actions_adddup2(files, socket, STDIN_FILENO);
    if (failed == 0) {
        failed = posix_spawn_file_actions_adddup2(files, socket, STDOUT_FILENO);
    }

    if (failed == 0) {
        failed = posix_spawn_file_actions_addopen(files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    }

    return failed == 0 ? posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1)
                       : failed;
}

/** Gives the child the signals' usual meanings back, whatever the caller does with its own. */
static int plan_signals(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;
    (void)sigemptyset(&none);
    (void)sigfillset(&all);

    int failed = posix_spawnattr_setsigmask(attributes, &none);
    if (failed == 0) {
        failed = posix_spawnattr_setsigdefault(attributes, &all);
    }

    return failed == 0 ? posix_spawnattr_setflags(
                             attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
                       : failed;
}

static int spawn_planned(
    const char *scanner,
    const char *argument,
    const posix_spawn_file_actions_t *files,
    const posix_spawnattr_t *attributes,
    pid_t *out)
{
    char name[] = "wallet-scanner";
    char only[ARGUMENT_SIZE];
    char *const arguments[] = { name, argument ? only : NULL, NULL };
    char *const environment[] = { NULL };
    (void)snprintf(only, sizeof only, "%s", argument ? argument : "");
    return posix_spawn(out, scanner, files, attributes, arguments, environment);
}

/** 0, or the error number. */
static int spawn(const char *scanner, const char *argument, int socket, pid_t *out)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&files);
    if (failed != 0) {
        return failed;
    }

    failed = posix_spawnattr_init(&attributes);
    if (failed == 0) {
        failed = plan_files(&files, socket);
        failed = failed == 0 ? plan_signals(&attributes) : failed;
        failed = failed == 0 ? spawn_planned(scanner, argument, &files, &attributes, out) : failed;
        (void)posix_spawnattr_destroy(&attributes);
    }

    (void)posix_spawn_file_actions_destroy(&files);
    return failed;
}

static size_t unsent_size(const struct talk *talk)
{
    return talk->unsent[0].size + talk->unsent[1].size;
}

/** Sends as much as goes without waiting; nothing more to send once the scanner does not listen. */
static void send_some(struct talk *talk)
{
    struct wallet_bytes *part = talk->unsent[0].size > 0 ? &talk->unsent[0] : &talk->unsent[1];
    const ssize_t sent = send(talk->socket, part->data, part->size, MSG_NOSIGNAL | MSG_DONTWAIT);

    if (sent >= 0) {
        part->data += sent;
        part->size -= (size_t)sent;
    } else if (errno != EAGAIN && errno != EINTR) {
        talk->unsent[0].size = 0;
        talk->unsent[1].size = 0;
    }
}

/** Takes what is there; `*out_more` tells whether more may come. */
static enum wallet_status receive_some(
    struct talk *talk, bool *out_more, struct wallet_error *error)
{
    struct wallet_buffer *answer = talk->answer;
    if (!wlt_buffer_reserve(answer, answer->size + PIECE)) {
        return wlt_fail_memory(error);
    }

    const ssize_t got = recv(talk->socket, answer->data + answer->size, PIECE, MSG_DONTWAIT);
    if (got > 0) {
        wlt_buffer_set_size(answer, answer->size + (size_t)got);
    }

    /* A scanner that ends before it has read everything makes this a reset, not an end. */
    *out_more = got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
    return WALLET_OK;
}

/** Waits until something can be sent or received; false when the time is over. */
static bool wait_for_scanner(const struct talk *talk, short *out_events)
{
    const bool is_sending = unsent_size(talk) > 0;
    const int64_t left = talk->deadline_ms - now_ms();
    struct pollfd wanted = {
        .fd = talk->socket,
        .events = (short)(is_sending ? POLLIN | POLLOUT : POLLIN),
    };

    *out_events = 0;
    if (left <= 0) {
        return false;
    }

    /* A signal is no event: the caller comes back with less time left. */
    if (poll(&wanted, 1, (int)left) > 0) {
        *out_events = wanted.revents;
    }

    return true;
}

/** Whether there is nothing more to wait for, and why. */
static bool is_over(const struct talk *talk, bool is_open, enum wlt_process_end *out_end)
{
    const struct wlt_exchange *exchange = talk->exchange;
    if (talk->answer->size > exchange->answer_max) {
        *out_end = WLT_PROCESS_FLOOD;
        return true;
    }

    if (exchange->is_whole && exchange->is_whole(wallet_buffer_bytes(talk->answer))) {
        *out_end = WLT_PROCESS_ANSWERED;
        return true;
    }

    *out_end = WLT_PROCESS_ENDED;
    return !is_open;
}

static enum wallet_status converse(
    struct talk *talk, enum wlt_process_end *out_end, struct wallet_error *error)
{
    bool is_open = true;
    while (!is_over(talk, is_open, out_end)) {
        short events = 0;
        if (!wait_for_scanner(talk, &events)) {
            *out_end = WLT_PROCESS_TIMEOUT;
            return WALLET_OK;
        }

        if ((events & POLLOUT) != 0) {
            send_some(talk);
        }

        if ((events & ~POLLOUT) != 0 && receive_some(talk, &is_open, error) != WALLET_OK) {
            return WALLET_ERR_MEMORY;
        }
    }

    return WALLET_OK;
}

static enum wallet_status refuse_start(const char *scanner, int reason, struct wallet_error *error)
{
    if (reason == ENOMEM) {
        return wlt_fail_memory(error);
    }

    char text[REASON_SIZE];
    return wlt_fail(
        error,
        WALLET_ERR_SCANNER,
        WALLET_NO_OFFSET,
        "the scanner '%s' cannot be started: %s",
        scanner,
        strerror_r(reason, text, sizeof text));
}

enum wallet_status wlt_process_start(
    const char *scanner, const char *argument, struct wlt_process *out, struct wallet_error *error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return refuse_start(scanner, errno, error);
    }

    pid_t process = 0;
    const int failed = spawn(scanner, argument, ends[FAR], &process);

    /* The far end is the scanner's alone now, so that its death is an end of file here. */
    (void)close(ends[FAR]);
    if (failed != 0) {
        (void)close(ends[NEAR]);
        return refuse_start(scanner, failed, error);
    }

    *out = (struct wlt_process){
        .id = process,
        .handle = pidfd_open(process, 0),
        .socket = ends[NEAR],
    };
    return WALLET_OK;
}

enum wallet_status wlt_process_talk(
    struct wlt_process *process,
    const struct wlt_exchange *exchange,
    struct wallet_buffer *out,
    enum wlt_process_end *out_end,
    struct wallet_error *error)
{
    struct talk talk = {
        .socket = process->socket,
        .exchange = exchange,
        .unsent = { exchange->request[0], exchange->request[1] },
        .answer = out,
        .deadline_ms = now_ms() + exchange->timeout_ms,
    };

    assert(exchange->timeout_ms <= INT32_MAX);
    wlt_buffer_set_size(out, 0);
    const enum wallet_status status = converse(&talk, out_end, error);
    process->is_behind = unsent_size(&talk) > 0;
    return status;
}

bool wlt_process_is_waiting(const struct wlt_process *process)
{
    struct pollfd wanted = { .fd = process->socket, .events = POLLIN };
    return !process->is_behind && poll(&wanted, 1, 0) == 0;
}

static void end(const struct wlt_process *process)
{
    if (process->handle < 0) { /* a kernel before 5.3 */
        (void)kill(process->id, SIGKILL);
        return;
    }

    (void)pidfd_send_signal(process->handle, SIGKILL, NULL, 0);
    (void)close(process->handle);
}

/* One that is dying already keeps the status it dies with.  Where the caller ignores SIGCHLD there is
   none to take: 0 then. */
int wlt_process_stop(const struct wlt_process *process)
{
    int status = 0;
    (void)close(process->socket);
    end(process);
    while (waitpid(process->id, &status, 0) < 0) {
        if (errno != EINTR) {
            return 0;
        }
    }

    return status;
}
