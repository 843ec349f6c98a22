/* SPDX-License-Identifier: Apache-2.0 */
#include "vault_file.h"

#include <wallet/vault.h>

#include "interrupt.h"
#include "output.h"
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    LOCK_TRIES = 40,
    LOCK_PAUSE = 50000000, /* nanoseconds: two seconds in all */
};

enum exit_code vault_file_place(
    const struct session *session, const char *given, char out[PATH_MAX])
{
    const char *named = given ? given : getenv("WALLET_VAULT");

    if (named && named[0] != '\0' ? place_join(out, named, "") : place_data(out, "wallet/vault")) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no place for a vault", "没有存放保管箱的位置"));
    why(session,
        named ? SAY(session, "the name is too long", "名称过长")
              : SAY(session, "there is no home folder", "没有主目录"));
    hint(session, SAY(session, "name a file: --vault FILE", "请指定文件：--vault FILE"));
    return EXIT_CODE_FILE;
}

enum exit_code vault_file_expect(const struct session *session, const char *path)
{
    struct stat status;

    if (lstat(path, &status) == 0 || errno != ENOENT) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no vault '%s'", "没有保管箱 '%s'"), path);
    why(session, SAY(session, "the file does not exist", "文件不存在"));
    hint(session, SAY(session, "'wallet vault init' makes one", "用 'wallet vault init' 建立"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_lock(const struct session *session, const char *path, int problem)
{
    char reason[160];

    if (problem == EINTR) {
        return EXIT_CODE_INTERRUPTED;
    }

    complain(session, SAY(session, "cannot use the vault '%s'", "无法使用保管箱 '%s'"), path);
    if (problem == EWOULDBLOCK) {
        why(session, SAY(session, "another program is using it", "另一个程序正在使用"));
        hint(
            session,
            SAY(session,
                "wait until the other 'wallet' has ended, or end it",
                "请等另一个 'wallet' 结束，或将其结束"));
    } else {
        why(session, "%s", output_problem(session, problem, reason));
        hint(
            session,
            SAY(session,
                "keep the vault in a folder of your own that you may write to",
                "请将保管箱放在本人可写的目录中"));
    }
    return EXIT_CODE_FILE;
}

/* 0, EWOULDBLOCK where somebody keeps it, or another errno. */
static int lock_patiently(int descriptor, int operation)
{
    const struct timespec pause = { 0, LOCK_PAUSE };

    for (int i = 0; i < LOCK_TRIES && !interrupted(); i++) {
        if (flock(descriptor, operation | LOCK_NB) == 0) {
            return 0;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return errno;
        }
        (void)nanosleep(&pause, NULL);
    }

    return interrupted() ? EINTR : EWOULDBLOCK;
}

enum exit_code vault_file_lock(
    const struct session *session, const char *path, bool is_shared, int *out)
{
    char name[PATH_MAX];
    const int size = snprintf(name, sizeof name, "%s.lock", path);
    if (size < 0 || size >= PATH_MAX) {
        return complain_lock(session, path, ENAMETOOLONG);
    }

    const int descriptor =
        open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, (mode_t)0600);
    if (descriptor < 0) {
        return complain_lock(session, path, errno);
    }

    const int problem = lock_patiently(descriptor, is_shared ? LOCK_SH : LOCK_EX);
    if (problem != 0) {
        (void)close(descriptor);
        return complain_lock(session, path, problem);
    }

    *out = descriptor;
    return EXIT_CODE_OK;
}

/* What keeps it from being a vault of the user's own; NULL where nothing does. */
static const char *find_fault(const struct session *session, const struct stat *status)
{
    if (!S_ISREG(status->st_mode)) {
        return SAY(session, "it is no ordinary file", "它不是普通文件");
    }
    if (status->st_uid != geteuid()) {
        return SAY(session, "the file belongs to someone else", "该文件属于其他用户");
    }

    return (status->st_mode & 077) != 0
               ? SAY(session, "others on this machine may use the file", "本机其他用户可访问该文件")
               : NULL;
}

static enum exit_code complain_unsafe(
    const struct session *session, const char *path, const char *reason)
{
    complain(session, SAY(session, "the vault '%s' is not safe", "保管箱 '%s' 不安全"), path);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "if nobody else had it, make it yours alone: chmod 600 '%s'",
            "若无他人接触过，请改为仅本人可用：chmod 600 '%s'"),
        path);
    return EXIT_CODE_KEY;
}

static enum exit_code read_own(
    const struct session *session, const char *path, int descriptor, struct file *out)
{
    struct stat status = { 0 };

    if (fstat(descriptor, &status) != 0) {
        return file_complain(session, path, errno, WALLET_VAULT_FILE_MAX);
    }

    const char *fault = find_fault(session, &status);
    if (fault) {
        return complain_unsafe(session, path, fault);
    }

    const int problem = file_try_open(descriptor, WALLET_VAULT_FILE_MAX, out);
    return problem == 0 ? EXIT_CODE_OK
                        : file_complain(session, path, problem, WALLET_VAULT_FILE_MAX);
}

enum exit_code vault_file_read(const struct session *session, const char *path, struct file *out)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);

    if (descriptor < 0) {
        return errno == ELOOP
                   ? complain_unsafe(
                         session, path, SAY(session, "it is a symbolic link", "它是符号链接"))
                   : file_complain(session, path, errno, WALLET_VAULT_FILE_MAX);
    }

    const enum exit_code code = read_own(session, path, descriptor, out);
    (void)close(descriptor);
    return code;
}
