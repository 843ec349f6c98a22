/* SPDX-License-Identifier: Apache-2.0 */
#include "resumption.h"

#include <wallet/bundle.h>

#include "file.h"
#include "folder.h"
#include "output.h"
#include "place.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OLD ".old" /* in the status store's draft: the folder that is just replaced */

static enum exit_code complain_rest(const struct session *session, const char *path, int problem)
{
    char reason[160];

    complain(
        session,
        SAY(session,
            "an import was cut short, and its rest cannot be done",
            "有一次导入中断，无法补完"));
    why(session, "'%s': %s", path, output_problem(session, problem, reason));
    if (problem == ENOENT) {
        hint(
            session,
            SAY(session,
                "bring that folder back; where it is gone for good, remove '%s' beside the trust "
                "list",
                "请恢复该目录；如已不复存在，请删除信任名单旁的 '%s'"),
            CHANGEOVER_TRUST_READY);
    } else {
        hint(
            session,
            SAY(session,
                "run it as the user who began the import, and may write to both folders",
                "请由开始导入且可写两个目录的用户运行"));
    }
    return EXIT_CODE_FILE;
}

/* Reads a path that is the whole content of a file; 0 or an errno. */
static int read_path(const char *folder, const char *name, char out[PATH_MAX])
{
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, folder, name)) {
        return ENAMETOOLONG;
    }

    const int problem = file_try(path, PATH_MAX - 1, &file);
    if (problem == 0) {
        (void)snprintf(out, PATH_MAX, "%.*s", (int)file.size, (const char *)file.data);
    }
    file_free(&file);
    return problem;
}

/* What is reached by a link may be anywhere; 0 or an errno. */
static int check_folder(const char *path)
{
    struct stat status;

    if (lstat(path, &status) != 0) {
        return errno;
    }

    return S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
}

/* Whoever began an import ends it: another's drafts could be exchanged while they are moved. */
static int check_draft(const char *path)
{
    struct stat status;
    const int problem = check_folder(path);

    if (problem != 0) {
        return problem;
    }

    return lstat(path, &status) == 0 && status.st_uid == geteuid() ? 0 : EPERM;
}

static const char *last_part(const char *path)
{
    return strrchr(path, '/') + 1;
}

static enum exit_code move_files(const struct session *session, const char *from, const char *to)
{
    struct folder folder = { 0 };
    char target[PATH_MAX];
    enum exit_code code = folder_read(session, from, &folder);

    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        if (!place_join(target, to, last_part(folder.paths[i])) ||
            rename(folder.paths[i], target) != 0) {
            code = complain_rest(session, target, errno);
        }
    }

    folder_free(&folder);
    const int problem = code == EXIT_CODE_OK ? folder_sync(to) : 0;
    return problem == 0 ? code : complain_rest(session, to, problem);
}

static enum exit_code move_crls(const struct session *session, const char *ready, const char *trust)
{
    char from[PATH_MAX];
    char to[PATH_MAX];

    if (!place_join(from, ready, WALLET_BUNDLE_CRL_FOLDER) ||
        !place_join(to, trust, WALLET_BUNDLE_CRL_FOLDER)) {
        return complain_rest(session, trust, ENAMETOOLONG);
    }
    if (check_folder(from) != 0) {
        return EXIT_CODE_OK; /* it brought none */
    }
    if (mkdir(to, 0700) != 0 && errno != EEXIST) {
        return complain_rest(session, to, errno);
    }

    const int problem = check_folder(to);
    return problem == 0 ? move_files(session, from, to) : complain_rest(session, to, problem);
}

/* An exchange, done twice, would bring the old one back; two renames do not. */
static enum exit_code replace_folder(
    const struct session *session, const char *from, const char *to, const char *old)
{
    folder_remove(old);
    if (rename(to, old) != 0 && errno != ENOENT) {
        return complain_rest(session, to, errno);
    }

    return rename(from, to) == 0 ? EXIT_CODE_OK : complain_rest(session, to, errno);
}

static enum exit_code move_status(
    const struct session *session, const char *draft, const char *status)
{
    struct folder folder = { 0 };
    char target[PATH_MAX];
    char old[PATH_MAX];
    enum exit_code code = folder_read_folders(session, draft, &folder);

    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code = place_join(target, status, last_part(folder.paths[i])) && place_join(old, draft, OLD)
                   ? replace_folder(session, folder.paths[i], target, old)
                   : complain_rest(session, status, ENAMETOOLONG);
    }

    folder_free(&folder);
    const int problem = code == EXIT_CODE_OK ? folder_sync(status) : 0;
    return problem == 0 ? code : complain_rest(session, status, problem);
}

/* The one call that says that nothing is left to do; what it leaves is a draft like any other. */
static enum exit_code end(
    const struct session *session, const char *trust, const char *ready, const char *status_draft)
{
    char draft[PATH_MAX];

    if (!place_join(draft, trust, CHANGEOVER_TRUST_DRAFT) || rename(ready, draft) != 0) {
        return complain_rest(session, ready, errno);
    }

    (void)folder_sync(trust);
    folder_remove(draft);
    folder_remove(status_draft);
    return EXIT_CODE_OK;
}

enum exit_code resume_moves(const struct session *session, const struct changeover *changeover)
{
    const char *trust = changeover->trust;
    char ready[PATH_MAX];
    char draft[PATH_MAX];

    if (!place_join(ready, trust, CHANGEOVER_TRUST_READY) ||
        !place_join(draft, changeover->status, CHANGEOVER_STATUS_DRAFT)) {
        return complain_rest(session, trust, ENAMETOOLONG);
    }

    enum exit_code code = move_status(session, draft, changeover->status);
    if (code == EXIT_CODE_OK) {
        code = move_files(session, ready, trust);
    }
    if (code == EXIT_CODE_OK) {
        code = move_crls(session, ready, trust);
    }

    return code == EXIT_CODE_OK ? end(session, trust, ready, draft) : code;
}

/* Reads which status store belongs to it, which must say the same: else it is not there, or not all. */
static enum exit_code read_stores(
    const struct session *session, const char *store, struct changeover *out)
{
    char ready[PATH_MAX];
    char draft[PATH_MAX];
    char other[PATH_MAX] = "";

    if (!realpath(store, out->trust) || !place_join(ready, out->trust, CHANGEOVER_TRUST_READY)) {
        return complain_rest(session, store, errno);
    }

    int problem = check_draft(ready);
    if (problem == 0) {
        problem = read_path(ready, CHANGEOVER_TRUST_OTHER, out->status);
    }
    if (problem != 0 || !place_join(draft, out->status, CHANGEOVER_STATUS_DRAFT)) {
        return complain_rest(session, ready, problem ? problem : ENAMETOOLONG);
    }

    problem = check_draft(draft);
    if (problem == 0) {
        problem = read_path(draft, CHANGEOVER_STATUS_OTHER, other);
    }
    if (problem == 0 && strcmp(other, out->trust) != 0) {
        problem = ENOENT;
    }

    return problem == 0 ? EXIT_CODE_OK : complain_rest(session, draft, problem);
}

enum exit_code resume_locked(const struct session *session, const char *store)
{
    struct changeover rest = CHANGEOVER_NONE;

    if (!resume_is_due(store)) {
        return EXIT_CODE_OK;
    }

    enum exit_code code = read_stores(session, store, &rest);
    if (code == EXIT_CODE_OK && strcmp(rest.trust, rest.status) != 0) {
        rest.status_lock = folder_lock(rest.status);
        code = rest.status_lock >= 0 ? code : complain_rest(session, rest.status, errno);
    }
    if (code == EXIT_CODE_OK) {
        code = resume_moves(session, &rest);
    }

    if (rest.status_lock >= 0) {
        (void)close(rest.status_lock);
    }
    return code;
}

bool resume_is_due(const char *trust)
{
    char ready[PATH_MAX];
    struct stat status;

    return place_join(ready, trust, CHANGEOVER_TRUST_READY) && lstat(ready, &status) == 0;
}

enum exit_code resume_trust(const struct session *session, const char *store)
{
    if (!resume_is_due(store)) {
        return EXIT_CODE_OK;
    }

    const int lock = folder_lock(store);
    if (lock < 0) {
        return complain_rest(session, store, errno);
    }

    const enum exit_code code = resume_locked(session, store);
    (void)close(lock);
    return code;
}

enum exit_code resume_trust_of(const struct session *session, const char *path)
{
    const char *slash = strrchr(path, '/');
    char store[PATH_MAX];

    (void)snprintf(
        store, sizeof store, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    return resume_trust(session, store);
}

/*
 * Whether the trust store that a status store names has committed what both have part in.
 *
 * \param trust    that store; "" where none is named
 * \param out_due  set where it could be found out
 *
 * \return 0 or an errno
 */
static int look(const char *status, char trust[PATH_MAX], bool *out_due)
{
    char folder[PATH_MAX];
    char real[PATH_MAX];
    char other[PATH_MAX] = "";

    *out_due = false;
    trust[0] = '\0';
    if (!realpath(status, real) || !place_join(folder, real, CHANGEOVER_STATUS_DRAFT)) {
        return 0; /* whoever reads it will say so */
    }

    int problem = read_path(folder, CHANGEOVER_STATUS_OTHER, trust);
    if (problem != 0) {
        return problem == ENOENT || problem == ENOTDIR ? 0 : problem;
    }
    if (access(trust, F_OK) != 0) {
        return errno;
    }

    problem = place_join(folder, trust, CHANGEOVER_TRUST_READY)
                  ? read_path(folder, CHANGEOVER_TRUST_OTHER, other)
                  : ENAMETOOLONG;
    *out_due = strcmp(other, real) == 0;
    return problem == ENOENT ? 0 : problem;
}

bool resume_status_is_due(const char *status)
{
    char trust[PATH_MAX];
    bool is_due = false;

    return look(status, trust, &is_due) != 0 || is_due;
}

enum exit_code resume_status(const struct session *session, const char *store)
{
    char trust[PATH_MAX];
    char reason[160];
    bool is_due = false;
    const int problem = look(store, trust, &is_due);

    if (problem == 0) {
        return is_due ? resume_trust(session, trust) : EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session,
            "cannot tell whether an import into '%s' was cut short",
            "无法判断对 '%s' 的导入是否曾中断"),
        store);
    why(session, "'%s': %s", trust[0] ? trust : store, output_problem(session, problem, reason));
    hint(
        session,
        SAY(session,
            "bring that folder back; where it is gone for good, remove '%s/%s'",
            "请恢复该目录；如已不复存在，请删除 '%s/%s'"),
        store,
        CHANGEOVER_STATUS_DRAFT);
    return EXIT_CODE_FILE;
}
