/* SPDX-License-Identifier: Apache-2.0 */
#include "save.h"

#include "file.h"
#include "folder.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file that is being made, beside the one it will become. */
struct draft {
    char path[PATH_MAX];
    char folder[PATH_MAX];
    int descriptor;
};

static bool name_draft(const char *path, struct draft *draft)
{
    const char *slash = strrchr(path, '/');
    const int size = slash ? (int)(slash - path) + 1 : 0;

    (void)snprintf(draft->folder, sizeof draft->folder, "%.*s.", size, path);
    const int length = snprintf(draft->path, sizeof draft->path, "%.*s.wallet-XXXXXX", size, path);
    return length > 0 && (size_t)length < sizeof draft->path;
}

static bool write_all(int descriptor, struct wallet_bytes content)
{
    for (size_t done = 0; done < content.size;) {
        const ssize_t wrote = write(descriptor, content.data + done, content.size - done);
        if (wrote < 0 && errno != EINTR) {
            return false;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }

    return true;
}

static mode_t mode_of(enum save_kind kind)
{
    if (kind == SAVE_SECRET) {
        return 0600;
    }

    const mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

/* Gives the draft its name: fails where the name is taken, even if it was taken just now. */
static bool publish(const struct draft *draft, const char *path, enum save_kind kind)
{
    if (kind == SAVE_REPLACE) {
        return rename(draft->path, path) == 0;
    }
    if (renameat2(AT_FDCWD, draft->path, AT_FDCWD, path, RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return false;
    }

    /* A file system without that call: a link fails where the name is taken, too. */
    return link(draft->path, path) == 0 && unlink(draft->path) == 0;
}

/* A private key is never overwritten, whatever was asked for: nobody could make it again. */
static bool is_private_key(const char *path)
{
    static const char mark[] = "PRIVATE KEY-----";
    char start[8192];
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        return false;
    }

    const ssize_t size = read(descriptor, start, sizeof start);
    const bool found = size > 0 && memmem(start, (size_t)size, mark, sizeof mark - 1) != NULL;
    explicit_bzero(start, sizeof start);
    (void)close(descriptor);
    return found;
}

/* 0 or an errno.  Nothing stays behind. */
static int save_file(const char *path, struct wallet_bytes content, enum save_kind kind)
{
    struct draft draft;
    struct stat there;

    if (!name_draft(path, &draft)) {
        return ENAMETOOLONG;
    }
    if (kind != SAVE_REPLACE && lstat(path, &there) == 0) {
        return EEXIST;
    }
    if (kind == SAVE_REPLACE && is_private_key(path)) {
        return EKEYREJECTED;
    }

    draft.descriptor = mkostemp(draft.path, O_CLOEXEC);
    if (draft.descriptor < 0) {
        return errno;
    }

    const bool written = write_all(draft.descriptor, content) &&
                         fchmod(draft.descriptor, mode_of(kind)) == 0 &&
                         fsync(draft.descriptor) == 0;
    int problem = written ? 0 : errno;
    if (close(draft.descriptor) != 0 && problem == 0) {
        problem = errno;
    }
    if (problem == 0 && !publish(&draft, path, kind)) {
        problem = errno;
    }
    if (problem != 0) {
        (void)unlink(draft.path);
        return problem;
    }

    (void)folder_sync(draft.folder);
    return 0;
}

static int save_undisturbed(const char *path, struct wallet_bytes content, enum save_kind kind)
{
    sigset_t all;
    sigset_t before;

    /* The content is in memory, so this is short; a signal is delivered right after it. */
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    const int problem = save_file(path, content, kind);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return problem;
}

static void hint_at(const struct session *session, int problem, enum save_kind kind)
{
    if (problem == EKEYREJECTED || (problem == EEXIST && kind == SAVE_SECRET)) {
        hint(
            session,
            SAY(session,
                "choose another name: a private key is never overwritten",
                "请换个文件名：私钥绝不覆盖"));
    } else if (problem == EEXIST) {
        hint(
            session,
            SAY(session,
                "choose another name, or overwrite it with -f",
                "请换个文件名，或用 -f 覆盖"));
    } else if (problem == ENOENT) {
        hint(session, SAY(session, "make the folder first", "请先建立目录"));
    } else {
        hint(
            session,
            SAY(session,
                "choose a folder that you may write to and that has room",
                "请选择可写且有空间的目录"));
    }
}

static enum exit_code complain_save(
    const struct session *session, const char *path, int problem, enum save_kind kind)
{
    char reason[160];

    complain(session, SAY(session, "cannot write '%s'", "无法写入 '%s'"), path);
    if (problem == EEXIST) {
        why(session, SAY(session, "there is a file of this name", "同名文件已存在"));
    } else if (problem == EKEYREJECTED) {
        why(session, SAY(session, "the file holds a private key", "该文件是私钥"));
    } else {
        why(session, "%s", output_problem(session, problem, reason));
    }
    hint_at(session, problem, kind);
    return EXIT_CODE_FILE;
}

enum exit_code save_check(const struct session *session, const char *path)
{
    if (file_is_folder(path)) {
        return complain_save(session, path, EISDIR, SAVE_REPLACE);
    }

    return is_private_key(path) ? complain_save(session, path, EKEYREJECTED, SAVE_REPLACE)
                                : EXIT_CODE_OK;
}

enum exit_code save(
    const struct session *session,
    const char *path,
    struct wallet_bytes content,
    enum save_kind kind)
{
    if (strcmp(path, "-") == 0) {
        (void)fwrite(content.data, 1, content.size, stdout);
        return EXIT_CODE_OK; /* errors are told by output_finish() */
    }

    const int problem = save_undisturbed(path, content, kind);
    return problem == 0 ? EXIT_CODE_OK : complain_save(session, path, problem, kind);
}
