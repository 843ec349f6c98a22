/* SPDX-License-Identifier: Apache-2.0 */
#include "matcher.h"

#include "clock.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ANSWER_MAX = 4096,
    VARIABLE_SIZE = 512,
    MILLISECONDS = 1000,
};

/* What a person's screen needs, and the language; nothing else is the matcher's to know. */
static const char *const passed_on[] = { "LANG",       "LC_ALL",
                                         "HOME",       "TERM",
                                         "DISPLAY",    "WAYLAND_DISPLAY",
                                         "XAUTHORITY", "XDG_RUNTIME_DIR",
                                         "BROWSER",    "DBUS_SESSION_BUS_ADDRESS" };

enum {
    PASSED_ON_COUNT = sizeof passed_on / sizeof *passed_on,
};

struct variables {
    char texts[PASSED_ON_COUNT][VARIABLE_SIZE];
    char *list[PASSED_ON_COUNT + 2]; /* and PATH, and NULL */
};

static void pass_on(struct variables *out)
{
    static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    size_t count = 0;

    out->list[count++] = path;
    for (size_t i = 0; i < PASSED_ON_COUNT; i++) {
        const char *value = getenv(passed_on[i]);
        const int size =
            value ? snprintf(out->texts[i], VARIABLE_SIZE, "%s=%s", passed_on[i], value) : 0;
        if (size > 0 && size < VARIABLE_SIZE) {
            out->list[count++] = out->texts[i];
        }
    }

    out->list[count] = NULL;
}

/* A process under way. */
struct run {
    pid_t pid;
    int pidfd;
    int answer;
    double until; /* of clock_milliseconds() */
    char text[ANSWER_MAX + 1];
    size_t size;
    int status;
};

/* 0 or an errno. */
static int spawn(const struct matcher *matcher, int answer, pid_t *out)
{
    char *const arguments[] = { (char *)(uintptr_t)matcher->program,
                                (char *)(uintptr_t)matcher->portrait,
                                (char *)(uintptr_t)matcher->live,
                                NULL };
    struct variables variables;
    posix_spawn_file_actions_t files;

    pass_on(&variables);
    int problem = posix_spawn_file_actions_init(&files);
    if (problem != 0) {
        return problem;
    }

    problem = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    problem =
        problem != 0 ? problem : posix_spawn_file_actions_adddup2(&files, answer, STDOUT_FILENO);
    problem = problem != 0 ? problem
                           : posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    problem = problem != 0
                  ? problem
                  : posix_spawnp(out, matcher->program, &files, NULL, arguments, variables.list);
    (void)posix_spawn_file_actions_destroy(&files);
    return problem;
}

/* Waits for a descriptor; false when the time is up. */
static bool wait_for(const struct run *run, int descriptor)
{
    struct pollfd waiting = { .fd = descriptor, .events = POLLIN };

    for (;;) {
        const double left = run->until - clock_milliseconds();
        const int ready = left > 0 ? poll(&waiting, 1, (int)left + 1) : 0;
        if (ready > 0 || (ready < 0 && errno != EINTR)) {
            return ready > 0;
        }
        if (left <= 0) {
            return false;
        }
    }
}

/* Takes in what it prints, until its end or the limit; false when the time is up. */
static bool take_answer(struct run *run)
{
    while (run->size <= ANSWER_MAX) {
        if (!wait_for(run, run->answer)) {
            return false;
        }

        const ssize_t got = read(run->answer, run->text + run->size, sizeof run->text - run->size);
        if (got == 0) {
            return true;
        }
        if (got < 0 && errno != EINTR) {
            return false;
        }
        run->size += got > 0 ? (size_t)got : 0;
    }

    return true; /* too much, which is no answer */
}

/* Whether it came to its end by itself. */
static bool finish(struct run *run)
{
    const bool ended = take_answer(run) && run->size <= ANSWER_MAX && wait_for(run, run->pidfd);

    if (!ended) {
        (void)kill(run->pid, SIGKILL);
    }
    while (waitpid(run->pid, &run->status, 0) < 0 && errno == EINTR) {
    }

    return ended;
}

static enum exit_code complain_start(
    const struct session *session, const struct matcher *matcher, int problem)
{
    char text[160];

    complain(session, SAY(session, "cannot run '%s'", "无法运行 '%s'"), matcher->program);
    why(session, "%s", output_problem(session, problem, text));
    hint(
        session,
        SAY(session,
            "name a program that compares two pictures: --matcher PROGRAM",
            "请指明比对两张图片的程序：--matcher 程序"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_answer(
    const struct session *session, const struct matcher *matcher, const char *reason)
{
    complain(session, SAY(session, "'%s' gave no answer", "'%s' 未给出结果"), matcher->program);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "it prints one line of JSON, as 'man wallet-face-assert' has it",
            "它应输出一行 JSON，格式见 'man wallet-face-assert'"));
    return EXIT_CODE_FILE;
}

static enum exit_code judge(
    const struct session *session,
    const struct matcher *matcher,
    const struct run *run,
    bool ended,
    struct matcher_answer *out)
{
    if (!ended && run->size > ANSWER_MAX) {
        return complain_answer(session, matcher, SAY(session, "it printed too much", "输出过多"));
    }
    if (!ended) {
        return complain_answer(session, matcher, SAY(session, "it took too long", "超过时限"));
    }
    if (!WIFEXITED(run->status) || WEXITSTATUS(run->status) != 0) {
        return complain_answer(
            session, matcher, SAY(session, "it failed, or was ended", "运行失败或被终止"));
    }

    return matcher_read(run->text, run->size, out)
               ? EXIT_CODE_OK
               : complain_answer(
                     session,
                     matcher,
                     SAY(session, "what it printed is no answer", "其输出不符合约定"));
}

enum exit_code matcher_ask(
    const struct session *session, const struct matcher *matcher, struct matcher_answer *out)
{
    const unsigned seconds = matcher->seconds > 0 ? matcher->seconds : MATCHER_SECONDS;
    struct run run = { .until = clock_milliseconds() + (double)seconds * MILLISECONDS };
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0) {
        return complain_start(session, matcher, errno);
    }

    run.answer = ends[0];
    const int problem = spawn(matcher, ends[1], &run.pid);
    (void)close(ends[1]);
    if (problem != 0) {
        (void)close(ends[0]);
        return complain_start(session, matcher, problem);
    }

    run.pidfd = pidfd_open(run.pid, 0);
    const bool ended = finish(&run);
    (void)close(run.answer);
    (void)close(run.pidfd);
    return judge(session, matcher, &run, ended, out);
}
