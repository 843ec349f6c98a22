/* SPDX-License-Identifier: Apache-2.0 */

/*
 * kill_at [--writes] N -- COMMAND [ARGUMENT]...: a power cut for one command.  Runs it, counts the
 * system calls that it and all that it starts enter, from its own first one, and at the N-th kills
 * them all by SIGKILL, before that call is executed.
 *
 *     --writes  count only what changes files: write, rename, unlink, mkdir, fsync, an open that may
 *               write, and the like.  The command is stopped at these only (seccomp), which is much
 *               faster.  What is written through shared memory (mmap) is no call, with or without.
 *
 * It prints nothing and ends with
 *
 *     137       when it killed
 *     the code  of the command, or 128 and its signal, when all of it ended before N
 *     77        with a sentence, where ptrace or seccomp is not permitted: "skipped", as meson has it
 *     125       with a sentence, when it is used wrongly, or fails
 *
 * so a test runs it with N = 1, 2, 3... until the code is another than 137, and looks after each run
 * at what the command left behind.  A run lasts until the last process of the tree has ended: a
 * command that leaves a daemon behind must be told to stay in the foreground.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/ptrace.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    EXIT_KILLED = 128 + SIGKILL,
    EXIT_SKIPPED = 77,
    EXIT_BROKEN = 125,
    EXIT_NO_COMMAND = 127,
    TREE_MAX = 1024, /* processes and threads that were started in one run */
    SYSCALL_STOP = SIGTRAP | 0x80,
    FILTER_MAX = 128, /* instructions */
};

/* What trace_writes() puts its filter together of. */
#define ADD(...) filter[size++] = (struct sock_filter)__VA_ARGS__
#define TRACE_CALL(number)                                              \
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(number), 0, 1)); \
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE))
#define TRACE_OPEN(number, argument)                                                          \
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(number), 0, 4));                       \
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[(argument)]))); \
    ADD(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1));   \
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE));                                        \
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW))

/* ptrace(2) as the kernel has it: glibc's own header does not go with <linux/ptrace.h>. */
static long trace(long request, pid_t pid, uintptr_t address, uintptr_t data)
{
    return syscall(SYS_ptrace, request, pid, address, data);
}

/* Of openat2 the flags are in the memory of the other: it counts in any case. */
static const unsigned writing_calls[] = {
#ifdef SYS_rename /* newer machines have the calls that end in "at" only */
    SYS_creat,    SYS_rename,    SYS_unlink,          SYS_link,     SYS_symlink,
    SYS_mkdir,    SYS_rmdir,     SYS_mknod,           SYS_chmod,    SYS_chown,
    SYS_lchown,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
    SYS_write,    SYS_writev,    SYS_pwrite64,        SYS_pwritev,  SYS_pwritev2,
    SYS_sendfile, SYS_splice,    SYS_copy_file_range, SYS_openat2,  SYS_renameat2,
    SYS_unlinkat, SYS_linkat,    SYS_symlinkat,       SYS_mkdirat,  SYS_mknodat,
    SYS_fchmod,   SYS_fchmodat,  SYS_fchown,          SYS_fchownat, SYS_utimensat,
    SYS_truncate, SYS_ftruncate, SYS_fallocate,       SYS_fsync,    SYS_fdatasync,
    SYS_sync,     SYS_syncfs,    SYS_sync_file_range, SYS_msync,
};

/* One run: the tree of the command and how far it came. */
struct run {
    pid_t command;
    pid_t tree[TREE_MAX];
    size_t tree_count;
    bool only_writes;
    bool has_started; /* the command itself runs, no longer our copy that will become it */
    uint64_t left;    /* calls until the kill */
    int code;         /* of the command */
};

/* Only calls that write stop the command, which is much faster than to stop it at each. */
static bool trace_writes(void)
{
    static struct sock_filter filter[FILTER_MAX] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    };
    unsigned short size = 1;

    for (size_t i = 0; i < sizeof writing_calls / sizeof writing_calls[0]; i++) {
        TRACE_CALL(writing_calls[i]);
    }
#ifdef SYS_open
    TRACE_OPEN(SYS_open, 1);
#endif
    TRACE_OPEN(SYS_openat, 2);
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));

    const struct sock_fprog program = { .len = size, .filter = filter };
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

static bool is_entry(const struct run *run, pid_t pid, int status)
{
    struct ptrace_syscall_info info = { 0 };

    if (run->only_writes) {
        return status >> 16 == PTRACE_EVENT_SECCOMP;
    }

    return WSTOPSIG(status) == SYSCALL_STOP &&
           trace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, (uintptr_t)&info) > 0 &&
           info.op == PTRACE_SYSCALL_INFO_ENTRY;
}

/* Whether this stop is the entry of the call at which all of it is to be killed. */
static bool is_last_call(struct run *run, pid_t pid, int status)
{
    return run->has_started && is_entry(run, pid, status) && --run->left == 0;
}

static bool is_known(const struct run *run, pid_t pid)
{
    for (size_t i = 0; i < run->tree_count; i++) {
        if (run->tree[i] == pid) {
            return true;
        }
    }

    return false;
}

/* What a call that stands at its entry would have done is not done: SIGKILL comes before it. */
static void kill_tree(const struct run *run)
{
    int status = 0;

    for (size_t i = 0; i < run->tree_count; i++) {
        (void)kill(run->tree[i], SIGKILL);
    }
    for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR;) {
        if (pid > 0 && WIFSTOPPED(status)) {
            (void)kill(pid, SIGKILL); /* started just now, and not known yet */
        }
    }
}

/* Which signal the stopped process is to see when it goes on; 0: none. */
static int signal_of(struct run *run, pid_t pid, int status)
{
    const int signal = WSTOPSIG(status);

    if (status >> 16 == PTRACE_EVENT_EXEC) {
        run->has_started = true;
    }
    if (!is_known(run, pid) && run->tree_count < TREE_MAX) {
        run->tree[run->tree_count++] = pid;
        return signal == SIGSTOP ? 0 : signal; /* a new one begins by a stop that is ours */
    }

    return signal == SYSCALL_STOP || status >> 16 != 0 ? 0 : signal;
}

static void end(struct run *run, pid_t pid, int status)
{
    for (size_t i = 0; i < run->tree_count; i++) {
        if (run->tree[i] == pid) {
            run->tree[i] = run->tree[--run->tree_count];
        }
    }
    if (pid == run->command) {
        run->code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
}

static void go_on(const struct run *run, pid_t pid, int signal)
{
    (void)trace(run->only_writes ? PTRACE_CONT : PTRACE_SYSCALL, pid, 0, (uintptr_t)signal);
}

static int follow(struct run *run)
{
    int status = 0;

    for (;;) {
        const pid_t pid = waitpid(-1, &status, __WALL);
        if (pid < 0 && errno == EINTR) {
            continue;
        }
        if (pid < 0) {
            return run->code;
        }
        if (!WIFSTOPPED(status)) {
            end(run, pid, status);
            continue;
        }
        if (is_last_call(run, pid, status)) {
            kill_tree(run);
            return EXIT_KILLED;
        }
        go_on(run, pid, signal_of(run, pid, status));
    }
}

static _Noreturn void skip(const char *what)
{
    (void)fprintf(stderr, "kill_at: %s is not permitted here: %s\n", what, strerror(errno));
    _exit(EXIT_SKIPPED);
}

static _Noreturn void become(const struct run *run, char *const *command)
{
    if (trace(PTRACE_TRACEME, 0, 0, 0) != 0) {
        skip("ptrace");
    }

    (void)raise(SIGSTOP); /* until it is known what is to be followed */
    if (run->only_writes && !trace_writes()) {
        skip("a filter of system calls");
    }

    (void)execvp(command[0], command);
    (void)fprintf(stderr, "kill_at: cannot run '%s': %s\n", command[0], strerror(errno));
    _exit(EXIT_NO_COMMAND);
}

static int start(struct run *run, char *const *command)
{
    const uintptr_t options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                              PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACESECCOMP |
                              PTRACE_O_EXITKILL;
    int status = 0;

    run->command = fork();
    if (run->command == 0) {
        become(run, command);
    }
    if (run->command < 0 || waitpid(run->command, &status, __WALL) < 0) {
        perror("kill_at");
        return EXIT_BROKEN;
    }
    if (!WIFSTOPPED(status)) {
        return WEXITSTATUS(status);
    }

    run->tree[run->tree_count++] = run->command;
    if (trace(PTRACE_SETOPTIONS, run->command, 0, options) != 0) {
        perror("kill_at");
        kill_tree(run);
        return EXIT_BROKEN;
    }

    go_on(run, run->command, 0);
    return follow(run);
}

int main(int argc, char *argv[])
{
    struct run run = { .code = EXIT_BROKEN };
    char *end_of_number = NULL;
    int next = 1;

    if (next < argc && strcmp(argv[next], "--writes") == 0) {
        run.only_writes = true;
        next++;
    }
    if (next < argc) {
        run.left = strtoull(argv[next++], &end_of_number, 10);
    }
    if (run.left == 0 || *end_of_number != '\0' || next + 1 >= argc ||
        strcmp(argv[next], "--") != 0) {
        (void)fputs("usage: kill_at [--writes] N -- COMMAND [ARGUMENT]...\n", stderr);
        return EXIT_BROKEN;
    }

    return start(&run, argv + next + 1);
}
