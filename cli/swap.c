/* SPDX-License-Identifier: Apache-2.0 */
#include "swap.h"

#include "output.h"
#include "place.h"
#include "save.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum exit_code complain_folder(const struct session *session, const char *path, int problem)
{
    complain(session, SAY(session, "cannot write the folder '%s'", "无法写入目录 '%s'"), path);
    why(session, "%s", strerror(problem));
    hint(
        session,
        SAY(session,
            "choose a folder that you may write to and that has room",
            "请选择可写且有空间的目录"));
    return EXIT_CODE_FILE;
}

static bool is_ours(const char *name)
{
    const size_t size = strlen(name);

    /* save() may have been killed while it had a draft here. */
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
           (size > 4 && strcmp(name + size - 4, ".cwt") == 0) ||
           strncmp(name, ".wallet-", strlen(".wallet-")) == 0;
}

/* What else stands in a folder would be gone with it. */
static enum exit_code check_old(const struct session *session, const char *path)
{
    DIR *stream = opendir(path);
    if (!stream) {
        return errno == ENOENT ? EXIT_CODE_OK : complain_folder(session, path, errno);
    }

    enum exit_code code = EXIT_CODE_OK;
    for (const struct dirent *entry; code == EXIT_CODE_OK && (entry = readdir(stream));) {
        if (!is_ours(entry->d_name)) {
            complain(session, SAY(session, "'%s' is not replaced", "不替换 '%s'"), path);
            why(session,
                SAY(session, "it holds '%s', which is no status data", "其中的 '%s' 不是状态数据"),
                entry->d_name);
            hint(session, SAY(session, "give a folder of its own", "请另给一个专用目录"));
            code = EXIT_CODE_FILE;
        }
    }

    (void)closedir(stream);
    return code;
}

/* Beside its place, under a name that nobody has. */
static bool make_beside(struct swap *swap)
{
    const int size = snprintf(swap->draft, sizeof swap->draft, "%s.wallet-XXXXXX", swap->path);

    if (size < 0 || (size_t)size >= sizeof swap->draft) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (!mkdtemp(swap->draft)) {
        return false;
    }

    const mode_t mask = umask(0);
    (void)umask(mask);
    (void)chmod(swap->draft, 0777 & ~mask);
    return true;
}

/* In the folder of drafts, under the name that it will have. */
static bool make_in(struct swap *swap, const char *drafts)
{
    const char *slash = strrchr(swap->path, '/');

    if (!place_join(swap->draft, drafts, slash ? slash + 1 : swap->path)) {
        errno = ENAMETOOLONG;
        return false;
    }

    return mkdir(swap->draft, 0777) == 0;
}

enum exit_code swap_start(
    const struct session *session, const char *path, const char *drafts, struct swap *out)
{
    const enum exit_code code = check_old(session, path);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (!place_join(out->path, path, "")) {
        return complain_folder(session, path, ENAMETOOLONG);
    }

    for (size_t size = strlen(out->path); size > 1 && out->path[size - 1] == '/'; size--) {
        out->path[size - 1] = '\0';
    }
    if (drafts ? !make_in(out, drafts) : !make_beside(out)) {
        out->draft[0] = '\0';
        return complain_folder(session, path, errno);
    }

    return EXIT_CODE_OK;
}

enum exit_code swap_write(
    const struct session *session,
    const struct swap *swap,
    const char *name,
    struct wallet_bytes content)
{
    char path[PATH_MAX];

    if (!place_join(path, swap->draft, name)) {
        return complain_folder(session, swap->draft, ENAMETOOLONG);
    }

    return save(session, path, content, SAVE_NEW);
}

static void remove_folder(const char *path)
{
    DIR *stream = opendir(path);

    if (stream) {
        for (const struct dirent *entry; (entry = readdir(stream));) {
            (void)unlinkat(dirfd(stream), entry->d_name, 0);
        }
        (void)closedir(stream);
    }
    (void)rmdir(path);
}

enum exit_code swap_finish(const struct session *session, struct swap *swap)
{
    if (renameat2(AT_FDCWD, swap->draft, AT_FDCWD, swap->path, RENAME_NOREPLACE) == 0) {
        swap->draft[0] = '\0';
        return EXIT_CODE_OK;
    }
    if (errno != EEXIST && errno != ENOTEMPTY) {
        return complain_folder(session, swap->path, errno);
    }
    if (renameat2(AT_FDCWD, swap->draft, AT_FDCWD, swap->path, RENAME_EXCHANGE) != 0) {
        return complain_folder(session, swap->path, errno);
    }

    swap_drop(swap); /* it is the old one now */
    return EXIT_CODE_OK;
}

void swap_drop(struct swap *swap)
{
    if (swap->draft[0] != '\0') {
        remove_folder(swap->draft);
        swap->draft[0] = '\0';
    }
}
