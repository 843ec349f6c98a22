/* SPDX-License-Identifier: Apache-2.0 */
#include "save.h"

#include "draft.h"
#include "file.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool replaces(enum save_kind kind)
{
    return kind == SAVE_REPLACE || kind == SAVE_SECRET_REPLACE;
}

static mode_t mode_of(enum save_kind kind)
{
    if (kind == SAVE_SECRET || kind == SAVE_SECRET_REPLACE || kind == SAVE_OWN) {
        return 0600;
    }

    const mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
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

/* 0 or an errno. */
static int check_target(const char *path, enum save_kind kind)
{
    struct stat there;

    if (!replaces(kind) && lstat(path, &there) == 0) {
        return EEXIST;
    }

    return replaces(kind) && is_private_key(path) ? EKEYREJECTED : 0;
}

/* 0 or an errno; `*written` drafts are there, in any case. */
static int write_drafts(
    const struct save_item *items,
    size_t count,
    enum save_kind kind,
    struct draft *drafts,
    size_t *written)
{
    int problem = 0;

    for (*written = 0; *written < count && problem == 0;) {
        const struct save_item *item = &items[*written];
        problem = check_target(item->path, kind);
        if (problem == 0) {
            problem = draft_write(item->path, item->content, mode_of(kind), &drafts[*written]);
        }
        *written += problem == 0;
    }

    return problem;
}

/* One file needs nothing to go back to. */
static int publish_one(struct draft *draft, enum save_kind kind, bool is_alone)
{
    if (!replaces(kind)) {
        return draft_publish(draft);
    }

    return is_alone ? draft_replace(draft) : draft_swap(draft);
}

/* 0 or an errno; all have their names then, or none. */
static int publish(struct draft *drafts, size_t count, enum save_kind kind, size_t *published)
{
    int problem = 0;

    for (*published = 0; *published < count && problem == 0;) {
        problem = publish_one(&drafts[*published], kind, count == 1);
        *published += problem == 0;
    }
    for (size_t i = 0; problem != 0 && i < *published; i++) {
        draft_retract(&drafts[i]);
    }

    return problem;
}

/* 0 or an errno, of the item `*culprit`.  Nothing stays behind. */
static int save_files(
    const struct save_item *items, size_t count, enum save_kind kind, size_t *culprit)
{
    size_t written = 0;
    struct draft *drafts = calloc(count, sizeof *drafts);
    if (!drafts) {
        *culprit = 0;
        return ENOMEM;
    }

    int problem = write_drafts(items, count, kind, drafts, &written);
    *culprit = written;
    if (problem == 0) {
        problem = publish(drafts, count, kind, culprit);
    }
    for (size_t i = 0; i < written; i++) {
        draft_drop(&drafts[i]);
    }
    if (problem == 0) {
        draft_sync_folder(items[0].path);
    }

    free(drafts);
    return problem;
}

static int save_undisturbed(
    const struct save_item *items, size_t count, enum save_kind kind, size_t *culprit)
{
    sigset_t all;
    sigset_t before;

    /* The content is in memory, so this is short; a signal is delivered right after it. */
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    const int problem = save_files(items, count, kind, culprit);
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

enum exit_code save_check_stream(const struct session *session, const char *path)
{
    if (strcmp(path, "-") != 0 || (!session->json && isatty(STDOUT_FILENO) != 1)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'-o -' does not go here", "此处不能用 '-o -'"));
    why(session,
        session->json
            ? SAY(session, "with --json the object goes there", "加 --json 时标准输出为 JSON 对象")
            : SAY(session, "what is written is binary", "输出为二进制数据"));
    hint(session, SAY(session, "write it to a file: -o FILE", "请写到文件：-o FILE"));
    return EXIT_CODE_USAGE;
}

enum exit_code save_all(
    const struct session *session, const struct save_item *items, size_t count, enum save_kind kind)
{
    size_t culprit = 0;
    const int problem = save_undisturbed(items, count, kind, &culprit);

    return problem == 0 ? EXIT_CODE_OK : complain_save(session, items[culprit].path, problem, kind);
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

    return save_all(session, &(struct save_item){ path, content }, 1, kind);
}
