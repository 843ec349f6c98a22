/* SPDX-License-Identifier: Apache-2.0 */
#include "changeover.h"

#include <wallet/bundle.h>

#include "folder.h"
#include "output.h"
#include "place.h"
#include "resumption.h"
#include "save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum exit_code complain_store(const struct session *session, const char *path, int problem)
{
    char reason[160];

    complain(session, SAY(session, "cannot use the folder '%s'", "无法使用目录 '%s'"), path);
    why(session, "%s", output_problem(session, problem, reason));
    hint(
        session,
        SAY(session,
            "choose a folder that you may write to and that has room",
            "请选择可写且有空间的目录"));
    return EXIT_CODE_FILE;
}

static void remove_draft(const char *store, const char *name)
{
    char path[PATH_MAX];

    if (place_join(path, store, name)) {
        folder_remove(path);
    }
}

/* Makes a folder of drafts, in place of one that somebody left who was cut short. */
static enum exit_code make_draft(const struct session *session, const char *store, const char *name)
{
    char path[PATH_MAX];

    remove_draft(store, name);
    return place_join(path, store, name) && mkdir(path, 0777) == 0
               ? EXIT_CODE_OK
               : complain_store(session, store, errno);
}

enum exit_code changeover_lock_trust(const struct session *session, const char *store, int *out)
{
    const int problem = folder_make(store, 0700);
    const int lock = problem == 0 ? folder_lock(store) : -1;
    if (lock < 0) {
        return complain_store(session, store, problem ? problem : errno);
    }

    const enum exit_code code = resume_locked(session, store);
    if (code != EXIT_CODE_OK) {
        (void)close(lock);
        return code;
    }

    remove_draft(store, CHANGEOVER_TRUST_DRAFT);
    *out = lock;
    return EXIT_CODE_OK;
}

/* The lock of its trust store comes first, everywhere: so this one is taken when there is no rest. */
static enum exit_code lock_settled(const struct session *session, const char *store, int *out)
{
    for (;;) {
        const enum exit_code code = resume_status(session, store);
        if (code != EXIT_CODE_OK) {
            return code;
        }

        *out = folder_lock(store);
        if (*out < 0) {
            return complain_store(session, store, errno);
        }
        if (!resume_status_is_due(store)) {
            return EXIT_CODE_OK;
        }
        (void)close(*out);
    }
}

static enum exit_code lock_and_clear(const struct session *session, const char *store, int *out)
{
    int lock = -1;
    enum exit_code code = lock_settled(session, store, &lock);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    code = make_draft(session, store, CHANGEOVER_STATUS_DRAFT);
    if (code == EXIT_CODE_OK) {
        *out = lock;
    } else {
        (void)close(lock);
    }
    return code;
}

enum exit_code changeover_lock_status(const struct session *session, const char *store, int *out)
{
    const int problem = folder_make(store, 0777);

    return problem == 0 ? lock_and_clear(session, store, out)
                        : complain_store(session, store, problem);
}

void changeover_unlock_status(const char *store, int lock)
{
    if (lock >= 0) {
        remove_draft(store, CHANGEOVER_STATUS_DRAFT);
        (void)close(lock);
    }
}

/* Writes the path of one store into the draft of the other. */
static enum exit_code name_other(
    const struct session *session,
    const char *store,
    const char *draft,
    const char *name,
    const char *other)
{
    char folder[PATH_MAX];
    char path[PATH_MAX];

    if (!place_join(folder, store, draft) || !place_join(path, folder, name)) {
        return complain_store(session, store, ENAMETOOLONG);
    }

    return save(
        session, path, (struct wallet_bytes){ (const uint8_t *)other, strlen(other) }, SAVE_NEW);
}

static enum exit_code name_each_other(
    const struct session *session, const struct changeover *changeover)
{
    const enum exit_code code = name_other(
        session,
        changeover->trust,
        CHANGEOVER_TRUST_DRAFT,
        CHANGEOVER_TRUST_OTHER,
        changeover->status);

    return code != EXIT_CODE_OK ? code
                                : name_other(
                                      session,
                                      changeover->status,
                                      CHANGEOVER_STATUS_DRAFT,
                                      CHANGEOVER_STATUS_OTHER,
                                      changeover->trust);
}

/* One folder may be both stores: it is locked once. */
static enum exit_code start_status(
    const struct session *session, const char *status, struct changeover *out)
{
    const int problem = folder_make(status, 0777);
    char real[PATH_MAX];

    if (problem != 0 || !realpath(status, real)) {
        return complain_store(session, status, problem ? problem : errno);
    }

    const enum exit_code code = strcmp(real, out->trust) == 0
                                    ? make_draft(session, real, CHANGEOVER_STATUS_DRAFT)
                                    : lock_and_clear(session, real, &out->status_lock);
    if (code == EXIT_CODE_OK) {
        memcpy(out->status, real, sizeof out->status);
    }
    return code;
}

enum exit_code changeover_start(
    const struct session *session, const char *trust, const char *status, struct changeover *out)
{
    *out = (struct changeover)CHANGEOVER_NONE;
    enum exit_code code = changeover_lock_trust(session, trust, &out->trust_lock);

    if (code == EXIT_CODE_OK && !realpath(trust, out->trust)) {
        code = complain_store(session, trust, errno);
    }
    if (code == EXIT_CODE_OK) {
        code = make_draft(session, out->trust, CHANGEOVER_TRUST_DRAFT);
    }
    if (code == EXIT_CODE_OK) {
        code = start_status(session, status, out);
    }

    return code == EXIT_CODE_OK ? name_each_other(session, out) : code;
}

/* Whether each file of a draft may take its place; afterwards it would be too late to find out. */
static enum exit_code check_places(
    const struct session *session, const char *draft, const char *store, const char *below)
{
    struct folder folder = { 0 };
    char from[PATH_MAX];
    char to[PATH_MAX];
    char path[PATH_MAX];

    if (!place_join(from, draft, below) || !place_join(to, store, below) ||
        access(from, F_OK) != 0) {
        return EXIT_CODE_OK;
    }

    enum exit_code code = folder_read(session, from, &folder);
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code = place_join(path, to, strrchr(folder.paths[i], '/') + 1)
                   ? save_check(session, path)
                   : complain_store(session, to, ENAMETOOLONG);
    }

    folder_free(&folder);
    return code;
}

/* Each file was waited for when it was written; here the names are, from the inside to the outside. */
static int sync_all(const struct changeover *changeover, const char *trust_draft)
{
    char status_draft[PATH_MAX];

    if (!place_join(status_draft, changeover->status, CHANGEOVER_STATUS_DRAFT)) {
        return ENAMETOOLONG;
    }

    const char *const folders[] = {
        status_draft, changeover->status, trust_draft, changeover->trust
    };
    int problem = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0] && problem == 0; i++) {
        problem = folder_sync(folders[i]);
    }
    return problem;
}

enum exit_code changeover_commit(const struct session *session, const struct changeover *changeover)
{
    const char *trust = changeover->trust;
    char draft[PATH_MAX];
    char ready[PATH_MAX];

    if (!place_join(draft, trust, CHANGEOVER_TRUST_DRAFT) ||
        !place_join(ready, trust, CHANGEOVER_TRUST_READY)) {
        return complain_store(session, trust, ENAMETOOLONG);
    }

    enum exit_code code = check_places(session, draft, trust, "");
    if (code == EXIT_CODE_OK) {
        code = check_places(session, draft, trust, WALLET_BUNDLE_CRL_FOLDER);
    }
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const int problem = sync_all(changeover, draft);
    if (problem != 0 || rename(draft, ready) != 0) {
        return complain_store(session, trust, problem ? problem : errno);
    }

    (void)folder_sync(trust);
    return resume_moves(session, changeover);
}

void changeover_finish(struct changeover *changeover)
{
    if (changeover->trust_lock < 0) {
        return;
    }

    /* Where it was committed, what is left of the drafts is somebody's to move yet. */
    if (changeover->trust[0] != '\0' && !resume_is_due(changeover->trust)) {
        remove_draft(changeover->trust, CHANGEOVER_TRUST_DRAFT);
        if (changeover->status[0] != '\0') {
            remove_draft(changeover->status, CHANGEOVER_STATUS_DRAFT);
        }
    }
    if (changeover->status_lock >= 0) {
        (void)close(changeover->status_lock);
    }
    (void)close(changeover->trust_lock);
    *changeover = (struct changeover)CHANGEOVER_NONE;
}
