/* SPDX-License-Identifier: Apache-2.0 */
#include "progress.h"

#include "clock.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    PAUSE = 200,  /* milliseconds between two lines */
    FIRST = 1000, /* nobody needs to see what takes no longer */
    MINUTE = 60,
    HOUR = 3600,
};

const char *const progress_manners[] = { "auto", "json", "none", NULL };

/* A signal handler can leave word in a static object only (C11 7.14.1.1). */
static volatile sig_atomic_t asked;

static void ask(int number)
{
    (void)number;
    asked = 1;
}

enum progress_manner progress_manner_of(const char *name)
{
    for (size_t i = 0; name && progress_manners[i]; i++) {
        if (strcmp(name, progress_manners[i]) == 0) {
            return (enum progress_manner)i;
        }
    }

    return PROGRESS_AUTO;
}

struct progress progress_start(
    const struct session *session, enum progress_manner manner, const struct progress_state *state)
{
    struct sigaction action = { .sa_handler = ask, .sa_flags = (int)SA_RESTART };
    const double now = clock_milliseconds();

    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGUSR1, &action, NULL);
    return (struct progress){ .session = session,
                              .manner = manner,
                              .started = now,
                              .printed = now + FIRST - PAUSE,
                              .done_before = state->done,
                              .bytes_before = state->bytes };
}

static double rate_of(const struct progress *progress, const struct progress_state *state)
{
    const double seconds = (clock_milliseconds() - progress->started) / 1000;
    return seconds > 0 ? (double)(state->done - progress->done_before) / seconds : 0;
}

/** Seconds that are left, if it goes on like this; negative: not known. */
static double seconds_left(const struct progress *progress, const struct progress_state *state)
{
    const double seconds = (clock_milliseconds() - progress->started) / 1000;
    const double worked = (double)(state->bytes - progress->bytes_before);

    return state->total > 0 && worked > 0 && state->bytes <= state->total
               ? seconds * (double)(state->total - state->bytes) / worked
               : -1;
}

static void write_left(double seconds, char out[32])
{
    const long left = (long)seconds;

    if (seconds < 0) {
        (void)snprintf(out, 32, "?");
    } else if (left < HOUR) {
        (void)snprintf(out, 32, "%ld:%02ld", left / MINUTE, left % MINUTE);
    } else {
        (void)snprintf(
            out, 32, "%ld:%02ld:%02ld", left / HOUR, left % HOUR / MINUTE, left % MINUTE);
    }
}

static void print_line(const struct progress *progress, const struct progress_state *state)
{
    const struct session *session = progress->session;
    char left[32];

    write_left(seconds_left(progress, state), left);
    (void)fprintf(
        stderr,
        SAY(session,
            "%" PRIu64 " rows, %" PRIu64 " failed, %.0f a second, %s left",
            "已处理 %" PRIu64 " 行，失败 %" PRIu64 " 行，每秒 %.0f 行，剩余 %s"),
        state->done,
        state->failed,
        rate_of(progress, state),
        left);
}

static void print_json(const struct progress *progress, const struct progress_state *state)
{
    const double left = seconds_left(progress, state);

    (void)fprintf(
        stderr,
        "{\"v\":1,\"rows\":%" PRIu64 ",\"failed\":%" PRIu64 ",\"bytes\":%" PRIu64
        ",\"total\":%" PRIu64 ",\"rate\":%.1f,\"seconds_left\":",
        state->done,
        state->failed,
        state->bytes,
        state->total,
        rate_of(progress, state));
    (void)fprintf(stderr, left < 0 ? "null}\n" : "%.1f}\n", left);
}

/** Whether a line is written again and again; else each stands for itself. */
static bool is_live(const struct progress *progress)
{
    return progress->manner == PROGRESS_AUTO && isatty(STDERR_FILENO) == 1;
}

static void print(struct progress *progress, const struct progress_state *state)
{
    if (progress->manner == PROGRESS_JSON) {
        print_json(progress, state);
    } else {
        const bool live = is_live(progress);
        (void)fputs(live ? "\r\033[K" : "", stderr);
        print_line(progress, state);
        (void)fputs(live ? "" : "\n", stderr);
        progress->is_line_open = live;
    }

    (void)fflush(stderr);
    progress->printed = clock_milliseconds();
}

void progress_tell(struct progress *progress, const struct progress_state *state)
{
    const bool is_time = clock_milliseconds() - progress->printed >= PAUSE;
    const bool is_wanted = progress->manner == PROGRESS_JSON || is_live(progress);

    if (asked || (is_time && is_wanted)) {
        asked = 0;
        print(progress, state);
    }
}

double progress_finish(struct progress *progress, const struct progress_state *state)
{
    if (progress->manner == PROGRESS_JSON) {
        print(progress, state);
    }
    if (progress->is_line_open) {
        (void)fputs("\r\033[K", stderr);
        (void)fflush(stderr);
    }

    return (clock_milliseconds() - progress->started) / 1000;
}
