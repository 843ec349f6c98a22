/* SPDX-License-Identifier: Apache-2.0 */
#include "status_intake.h"

#include "changeover.h"
#include "file.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "status_store.h"

enum exit_code status_intake_refuse(
    const struct status_intake *importing, const char *source, const struct wallet_error *error)
{
    const struct session *session = importing->session;
    const enum exit_code code =
        refuse(session, error, SAY(session, "'%s' was not imported", "'%s' 未导入"), source);

    hint(
        session,
        SAY(session,
            "what is there stays; fetch it again, and trust whoever signed it",
            "原有数据不变；请重新获取，并信任其签名者"));
    return code;
}

static enum exit_code keep_file(void *context, const char *name, struct wallet_bytes content)
{
    const struct status_intake *importing = context;

    return swap_write(importing->session, &importing->swap, name, content);
}

/* What was imported before; it was verified then. */
static bool read_seen(const char *target, struct wallet_status_manifest *out)
{
    struct file file = { 0 };
    char path[PATH_MAX];

    const bool is_there =
        place_join(path, target, WALLET_STATUS_MANIFEST_NAME) &&
        file_try(path, WALLET_STATUS_TOKEN_MAX, &file) == 0 &&
        wallet_status_manifest_read(file_bytes(&file), NULL, out, NULL) == WALLET_OK;
    file_free(&file);
    return is_there;
}

/* Adds a folder's hot list to what is being made, if it has one that is not outdated. */
static bool add_hot(
    const struct status_intake *importing,
    const char *folder,
    struct wallet_status_snapshot *snapshot,
    struct file *out)
{
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, folder, WALLET_STATUS_HOT_NAME) ||
        file_try(path, WALLET_STATUS_TOKEN_MAX, &file) != 0) {
        return false;
    }
    if (wallet_status_snapshot_add_hot(
            snapshot, file_bytes(&file), importing->trust.trust, NULL, NULL) != WALLET_OK) {
        file_free(&file);
        return false;
    }

    file_free(out);
    *out = file;
    return true;
}

static enum exit_code fill(
    struct status_intake *importing,
    const char *source,
    const char *target,
    struct wallet_bytes manifest)
{
    const struct session *session = importing->session;
    struct status_reader reader = { .folder = source, .take = keep_file, .context = importing };
    struct wallet_status_snapshot *snapshot = NULL;
    struct wallet_status_manifest seen;
    struct wallet_error error = { .status = WALLET_OK };
    struct file hot = { 0 };

    const bool has_seen = read_seen(target, &seen);
    const bool is_good = wallet_status_snapshot_new(&snapshot, &error) == WALLET_OK &&
                         wallet_status_snapshot_add(
                             snapshot,
                             manifest,
                             importing->trust.trust,
                             has_seen ? &seen : NULL,
                             importing->moment.unix_seconds,
                             &(struct wallet_status_loader){ status_reader_load, &reader },
                             &error) == WALLET_OK;
    enum exit_code code = is_good ? EXIT_CODE_OK : status_intake_refuse(importing, source, &error);
    if (code == EXIT_CODE_OK) {
        code = swap_write(session, &importing->swap, WALLET_STATUS_MANIFEST_NAME, manifest);
    }

    /* A hot list may have come by another way and be newer: then it stays. */
    const bool has_new = code == EXIT_CODE_OK && add_hot(importing, source, snapshot, &hot);
    const bool has_old = code == EXIT_CODE_OK && add_hot(importing, target, snapshot, &hot);
    if (has_new || has_old) {
        code = swap_write(session, &importing->swap, WALLET_STATUS_HOT_NAME, file_bytes(&hot));
    }

    file_free(&hot);
    status_reader_finish(&reader);
    wallet_status_snapshot_free(snapshot);
    return code;
}

void status_intake_tell(const struct status_intake *importing)
{
    const struct wallet_status_manifest *manifest = &importing->manifest;
    const struct session *session = importing->session;
    char age[80];

    status_store_age(session, manifest, importing->moment.unix_seconds, age);
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "issuer", json_string(manifest->issuer));
        (void)json_object_set_new(out, "version", json_integer((json_int_t)manifest->version));
        (void)json_object_set_new(out, "issued", json_time(manifest->issued_unix));
        (void)json_object_set_new(
            out,
            "age",
            json_integer((json_int_t)(importing->moment.unix_seconds - manifest->issued_unix)));
        json_print(out);
    }
    remark(session, SAY(session, "imported %s: %s", "已导入 %s：%s"), manifest->issuer, age);
}

static enum exit_code stage(
    struct status_intake *importing, const char *source, struct wallet_bytes manifest)
{
    const struct session *session = importing->session;
    char target[PATH_MAX];
    char drafts[PATH_MAX];

    if (!place_join(target, importing->store, importing->manifest.issuer) ||
        !place_join(drafts, importing->store, CHANGEOVER_STATUS_DRAFT)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = swap_start(session, target, drafts, &importing->swap);
    if (code == EXIT_CODE_OK) {
        code = fill(importing, source, target, manifest);
    }

    return code;
}

enum exit_code status_intake_prepare(struct status_intake *importing, const char *source)
{
    struct wallet_error error;
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, source, WALLET_STATUS_MANIFEST_NAME)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(importing->session, path, WALLET_STATUS_TOKEN_MAX, &file);
    if (code == EXIT_CODE_OK) {
        code = wallet_status_manifest_read(
                   file_bytes(&file), importing->trust.trust, &importing->manifest, &error) ==
                       WALLET_OK
                   ? stage(importing, source, file_bytes(&file))
                   : status_intake_refuse(importing, source, &error);
    }

    file_free(&file);
    return code;
}

enum exit_code status_intake_finish(struct status_intake *importing)
{
    const enum exit_code code = swap_finish(importing->session, &importing->swap);

    if (code == EXIT_CODE_OK) {
        status_intake_tell(importing);
    }

    return code;
}
