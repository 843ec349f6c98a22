/* SPDX-License-Identifier: Apache-2.0 */
#include "vault_seen.h"

#include <wallet/vault_mark.h>

#include "file.h"
#include "folder.h"
#include "output.h"
#include "place.h"
#include "save.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What is known of a vault. */
struct seen {
    char path[PATH_MAX]; /* "": there is no home, so nothing can be kept */
    bool is_known;
    bool is_damaged;
    struct wallet_vault_mark mark;
};

static bool name_place(const struct wallet_vault_mark *mark, char out[PATH_MAX])
{
    char name[64] = "wallet/vault-";
    size_t size = strlen(name);

    for (size_t i = 0; i < sizeof mark->id; i++) {
        size += (size_t)snprintf(name + size, sizeof name - size, "%02x", mark->id[i]);
    }
    (void)snprintf(name + size, sizeof name - size, ".seen");
    return place_state(out, name);
}

static enum exit_code complain_mark(const struct session *session, const char *path)
{
    complain(
        session,
        SAY(session,
            "cannot tell whether the vault is an older copy",
            "无法判断保管箱是否为旧副本"));
    why(session, SAY(session, "'%s' is damaged", "'%s' 已损坏"), path);
    hint(
        session,
        SAY(session,
            "if you know that the vault is the newest, add --accept-rollback once",
            "如确知保管箱为最新，请加一次 --accept-rollback"));
    return EXIT_CODE_FILE;
}

static enum exit_code read_mark(const struct session *session, struct seen *seen)
{
    struct file file = { 0 };

    const int problem = file_try(seen->path, WALLET_VAULT_MARK_SIZE, &file);
    if (problem == ENOENT) {
        return EXIT_CODE_OK;
    }
    if (problem != 0 && problem != EFBIG) {
        return file_complain(session, seen->path, problem, WALLET_VAULT_MARK_SIZE);
    }

    seen->is_known = true;
    seen->is_damaged = problem == EFBIG ||
                       wallet_vault_mark_parse(file_bytes(&file), &seen->mark, NULL) != WALLET_OK;
    file_free(&file);
    return EXIT_CODE_OK;
}

/* The file's own mark, and what was seen of the same vault. */
static enum exit_code look(
    const struct session *session,
    struct wallet_bytes file,
    struct wallet_vault_mark *out_now,
    struct seen *out_seen)
{
    struct wallet_error error;

    *out_seen = (struct seen){ .path = "" };
    if (wallet_vault_mark_of(file, out_now, &error) != WALLET_OK) {
        return refuse(session, &error, SAY(session, "this is no vault", "这不是保管箱"));
    }
    if (!name_place(out_now, out_seen->path)) {
        out_seen->path[0] = '\0';
        remark(
            session,
            SAY(session,
                "warning: there is no home folder, so an older copy of the vault goes unnoticed",
                "警告：没有主目录，无法发现保管箱被换成旧副本"));
        return EXIT_CODE_OK;
    }

    return read_mark(session, out_seen);
}

enum exit_code vault_seen_compare(
    const struct session *session, struct wallet_bytes file, bool accepts, struct vault_age *out)
{
    struct wallet_vault_mark now;
    struct seen seen;

    *out = (struct vault_age){ .newest = 0 };
    const enum exit_code code = look(session, file, &now, &seen);
    if (code != EXIT_CODE_OK || !seen.is_known) {
        return code;
    }
    if (seen.is_damaged && !accepts) {
        return complain_mark(session, seen.path);
    }

    out->newest = seen.mark.generation;
    out->is_older = seen.is_damaged || wallet_vault_mark_check(&seen.mark, &now, NULL) != WALLET_OK;
    return EXIT_CODE_OK;
}

enum exit_code vault_seen_complain(
    const struct session *session, const char *path, struct wallet_bytes file)
{
    struct wallet_vault_mark now;
    struct wallet_error error = { .message = "" };
    struct seen seen;

    enum exit_code code = look(session, file, &now, &seen);
    if (code != EXIT_CODE_OK || wallet_vault_mark_check(&seen.mark, &now, &error) == WALLET_OK) {
        return code;
    }

    complain(
        session, SAY(session, "the vault '%s' is not the newest", "保管箱 '%s' 不是最新的"), path);
    why(session, "%s", error.message);
    hint(
        session,
        SAY(session,
            "put the newest one back; if you put this copy there yourself, add --accept-rollback "
            "once",
            "请放回最新的文件；如此副本是您本人放回的，请加一次 --accept-rollback"));
    return EXIT_CODE_REFUSED;
}

static enum exit_code write_mark(
    const struct session *session, const char *path, const struct wallet_vault_mark *mark)
{
    uint8_t encoded[WALLET_VAULT_MARK_SIZE];
    char folder[PATH_MAX];

    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    wallet_vault_mark_write(mark, encoded);

    const enum exit_code code = folder_prepare(session, folder);
    return code == EXIT_CODE_OK ? save(
                                      session,
                                      path,
                                      (struct wallet_bytes){ encoded, sizeof encoded },
                                      SAVE_SECRET_REPLACE)
                                : code;
}

enum exit_code vault_seen_remember(const struct session *session, struct wallet_bytes file)
{
    struct wallet_vault_mark now;
    char path[PATH_MAX];
    struct file old = { 0 };
    uint8_t encoded[WALLET_VAULT_MARK_SIZE];

    if (wallet_vault_mark_of(file, &now, NULL) != WALLET_OK || !name_place(&now, path)) {
        return EXIT_CODE_OK; /* told before */
    }

    wallet_vault_mark_write(&now, encoded);
    const bool is_known = file_try(path, sizeof encoded, &old) == 0 && old.size == sizeof encoded &&
                          memcmp(old.data, encoded, sizeof encoded) == 0;
    file_free(&old);
    return is_known ? EXIT_CODE_OK : write_mark(session, path, &now);
}
