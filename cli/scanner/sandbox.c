/* SPDX-License-Identifier: Apache-2.0 */
#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#    define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#    define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#    define ARCHITECTURE AUDIT_ARCH_RISCV64
#elif defined(__loongarch64)
#    define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#else
#    error "the scanner's filter is not written for this processor: configure with -Dscan=disabled"
#endif

enum {
    MEBIBYTE = 1 << 20,
    MEMORY = 256, /* mebibytes of address space; libraries and stacks take some 15 of them */
    FILES = 16,   /* for the character sets that are loaded before the lock */
};

static bool limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) {
        return false;
    }

    /* Whoever started us may have been stricter. */
    hard = hard < now.rlim_max ? hard : now.rlim_max;
    soft = soft < hard ? soft : hard;
    return setrlimit(resource, &(struct rlimit){ soft, hard }) == 0;
}

bool sandbox_limit(unsigned seconds)
{
    const rlim_t memory = (rlim_t)MEMORY * MEBIBYTE;

    return limit(RLIMIT_AS, memory, memory) && limit(RLIMIT_CPU, seconds, seconds + 1) &&
           limit(RLIMIT_NOFILE, FILES, FILES) && limit(RLIMIT_FSIZE, 0, 0) &&
           limit(RLIMIT_NPROC, 0, 0) && limit(RLIMIT_CORE, 0, 0) &&
           prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* The kernel's structure as it grew; Debian 12's header knows the first member only. */
struct rules {
    uint64_t files;   /* since version 1 */
    uint64_t network; /* since version 4 */
    uint64_t scopes;  /* since version 6 */
};

/** All that this version of Landlock can take away. */
static struct rules all_rules(long version, size_t *out_size)
{
    static const unsigned file_rights[] = { 0, 13, 14, 15, 15, 16 };
    const size_t newest = sizeof file_rights / sizeof *file_rights - 1;
    const size_t row = (size_t)version < newest ? (size_t)version : newest;

    *out_size = version >= 6 ? sizeof(struct rules) : version >= 4 ? 2 * sizeof(uint64_t) : 8;
    return (struct rules){
        .files = (UINT64_C(1) << file_rights[row]) - 1,
        .network = version >= 4 ? 3 : 0, /* binding and connecting, TCP */
        .scopes = version >= 6 ? 3 : 0,  /* abstract sockets, signals */
    };
}

bool sandbox_deny_files(void)
{
    const long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version <= 0) {
        return errno == ENOSYS || errno == EOPNOTSUPP;
    }

    size_t size = 0;
    const struct rules rules = all_rules(version, &size);
    const int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) {
        return false;
    }

    const bool is_locked = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    (void)close(ruleset);
    return is_locked;
}

/* One instruction of the filter each; a condition goes on where it holds, and else leaves out the
   next `count` instructions. */
#define LOAD(member)            BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define IF_IS(value, count)     BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
#define UNLESS_IS(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (count), 0)
#define IF_UP_TO(most, count)   BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, (most), (count), 0)
#define IF_WITHOUT(bits, count) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (count), 0)
#define KILL                    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define ALLOW                   BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define ALLOW_CALL(number)      IF_IS((number), 1), ALLOW

/* Arguments are looked at by their lower halves, which come first on these processors: of a
   descriptor and of a protection the kernel itself looks at no more. */
static struct sock_filter filter[] = {
    LOAD(arch),
    UNLESS_IS(ARCHITECTURE, 1),
    KILL,
    LOAD(nr),

    ALLOW_CALL(SYS_exit),
    ALLOW_CALL(SYS_exit_group),
    ALLOW_CALL(SYS_brk),
    ALLOW_CALL(SYS_munmap),
    ALLOW_CALL(SYS_mremap),
    ALLOW_CALL(SYS_madvise),
    ALLOW_CALL(SYS_futex),
    ALLOW_CALL(SYS_rt_sigreturn),
    ALLOW_CALL(SYS_clock_gettime),
    ALLOW_CALL(SYS_sysinfo), /* qsort() of the C library asks how much memory there is */

    IF_IS(SYS_read, 4),
    LOAD(args[0]),
    IF_IS(STDIN_FILENO, 1),
    ALLOW,
    KILL,

    IF_IS(SYS_write, 4),
    LOAD(args[0]),
    IF_UP_TO(STDERR_FILENO, 1),
    ALLOW,
    KILL,

    IF_IS(SYS_mmap, 3),
    LOAD(args[2]),
    IF_WITHOUT(PROT_EXEC, 1),
    ALLOW,

    KILL,
};

bool sandbox_deny_calls(void)
{
    const struct sock_fprog program = {
        .len = (unsigned short)(sizeof filter / sizeof *filter),
        .filter = filter,
    };

    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}
