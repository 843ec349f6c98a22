/* SPDX-License-Identifier: Apache-2.0 */

/* Each check runs in a child that locks itself in as the scanner does, and then tries something. */
#include "sandbox.h"

#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    DONE = 0,
    NOT_LOCKED = 90,
    PAGE = 4096,
    SECONDS = 2,
};

/** The wait status of a child that calls `act`, which gives its exit code. */
static int run(int (*act)(void))
{
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        /* Sanitisers do more in _exit() than a locked process may. */
        (void)syscall(SYS_exit_group, act());
    }

    int status = 0;
    CHECK_EQUAL(waitpid(child, &status, 0), child);
    return status;
}

static void lock(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !sandbox_deny_files() ||
        !sandbox_deny_calls()) {
        _exit(NOT_LOCKED);
    }
}

/* Straight to the kernel, so that no library gets in between. */
static int open_file(void)
{
    lock();
    return (int)syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
}

static int make_file(void)
{
    lock();
    return (int)syscall(SYS_openat, AT_FDCWD, "/tmp/wallet-sandbox", O_CREAT | O_WRONLY, 0600);
}

static int open_socket(void)
{
    lock();
    return (int)syscall(SYS_socket, AF_INET, SOCK_STREAM, 0);
}

static int open_local_socket(void)
{
    lock();
    return (int)syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0);
}

static int run_program(void)
{
    char *const none[] = { NULL };
    lock();
    return (int)syscall(SYS_execve, "/bin/true", none, none);
}

static int start_process(void)
{
    lock();
    return (int)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
}

static int send_signal(void)
{
    lock();
    return (int)syscall(SYS_kill, 1, 0);
}

static int trace_parent(void)
{
    lock();
    return (int)syscall(SYS_ptrace, PTRACE_ATTACH, getppid(), NULL, NULL);
}

static int make_code(void)
{
    lock();
    (void)syscall(SYS_mmap, NULL, PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return DONE;
}

static int make_memory_code(void)
{
    void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    lock();
    return (int)syscall(SYS_mprotect, page, PAGE, PROT_READ | PROT_EXEC);
}

static int read_other_descriptor(void)
{
    char byte = 0;
    const int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    lock();
    return (int)syscall(SYS_read, zero, &byte, 1);
}

static int write_other_descriptor(void)
{
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    lock();
    return (int)syscall(SYS_write, null, "x", 1);
}

static int unlock(void)
{
    lock();
    return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static const struct {
    const char *what;
    int (*act)(void);
} forbidden[] = {
    { "open a file", open_file },
    { "make a file", make_file },
    { "open a socket", open_socket },
    { "open a local socket", open_local_socket },
    { "run a program", run_program },
    { "start a process", start_process },
    { "send a signal", send_signal },
    { "trace a process", trace_parent },
    { "map memory as code", make_code },
    { "turn memory into code", make_memory_code },
    { "read another descriptor", read_other_descriptor },
    { "write another descriptor", write_other_descriptor },
    { "become readable to others", unlock },
};

TEST(dies_of_what_is_forbidden)
{
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        const int status = run(forbidden[i].act);
        CHECK_ROW(forbidden[i].what, WIFSIGNALED(status), true);
        CHECK_ROW(forbidden[i].what, WTERMSIG(status), SIGSYS);
    }
}

static int do_what_is_allowed(void)
{
    lock();
    const long page =
        syscall(SYS_mmap, NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const bool is_fine = page > 0 && syscall(SYS_munmap, page, PAGE) == 0 &&
                         syscall(SYS_write, STDOUT_FILENO, "", 0) == 0 &&
                         syscall(SYS_write, STDERR_FILENO, "", 0) == 0;
    (void)syscall(SYS_read, STDIN_FILENO, NULL, 0);
    return is_fine ? DONE : 1;
}

TEST(lives_on_with_what_is_allowed)
{
    const int status = run(do_what_is_allowed);
    CHECK(WIFEXITED(status));
    CHECK_EQUAL(WEXITSTATUS(status), DONE);
}

/** Landlock by itself, which is the second wall behind the filter. */
static int open_behind_landlock(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !sandbox_deny_files()) {
        return NOT_LOCKED;
    }

    return open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0 ? errno : DONE;
}

TEST(denies_files_by_landlock_too)
{
    const long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    const int status = run(open_behind_landlock);

    CHECK(WIFEXITED(status));
    CHECK_EQUAL(WEXITSTATUS(status), version > 0 ? EACCES : DONE);
}

static bool is_at_most(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit now;
    return getrlimit(resource, &now) == 0 && now.rlim_max <= most && now.rlim_cur <= most;
}

static int check_limits(void)
{
    if (!sandbox_limit(SECONDS)) {
        return NOT_LOCKED;
    }

    const bool is_limited = is_at_most(RLIMIT_AS, 256 << 20) && is_at_most(RLIMIT_CPU, 3) &&
                            is_at_most(RLIMIT_NOFILE, 16) && is_at_most(RLIMIT_FSIZE, 0) &&
                            is_at_most(RLIMIT_NPROC, 0) && is_at_most(RLIMIT_CORE, 0) &&
                            prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 &&
                            prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
    return is_limited ? DONE : 1;
}

TEST(bounds_memory_and_time)
{
    const int status = run(check_limits);
    CHECK(WIFEXITED(status));
    CHECK_EQUAL(WEXITSTATUS(status), DONE);
}

static int limit_under_stricter_limits(void)
{
    const struct rlimit one = { 1, 1 };
    struct rlimit now;
    if (setrlimit(RLIMIT_CPU, &one) != 0 || !sandbox_limit(SECONDS)) {
        return NOT_LOCKED;
    }

    return getrlimit(RLIMIT_CPU, &now) == 0 && now.rlim_max == 1 ? DONE : 1;
}

TEST(keeps_stricter_limits)
{
    const int status = run(limit_under_stricter_limits);
    CHECK(WIFEXITED(status));
    CHECK_EQUAL(WEXITSTATUS(status), DONE);
}
