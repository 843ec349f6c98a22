/* SPDX-License-Identifier: Apache-2.0 */
#include "status_store.h"

#include <wallet/status_list.h>

#include "file.h"
#include "output.h"
#include "place.h"
#include "resumption.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    AN_HOUR = 3600,
    A_DAY = 86400,
};

bool status_store_default(char out[PATH_MAX])
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (data && data[0] == '/') {
        return place_join(out, data, "wallet/status");
    }

    return home && home[0] == '/' && place_join(out, home, ".local/share/wallet/status");
}

static bool has_manifest(const char *folder)
{
    char path[PATH_MAX];

    return place_join(path, folder, WALLET_STATUS_MANIFEST_NAME) && access(path, F_OK) == 0;
}

static enum exit_code list_itself(
    const struct session *session, const char *path, struct folder *out)
{
    out->paths = malloc(sizeof *out->paths);
    if (!out->paths || !(out->paths[0] = strdup(path))) {
        return complain_memory(session);
    }

    out->count = 1;
    return EXIT_CODE_OK;
}

static void keep_publications(struct folder *folder)
{
    size_t kept = 0;

    for (size_t i = 0; i < folder->count; i++) {
        if (has_manifest(folder->paths[i])) {
            folder->paths[kept++] = folder->paths[i];
        } else {
            free(folder->paths[i]);
        }
    }
    folder->count = kept;
}

enum exit_code status_store_list(
    const struct session *session, const char *path, struct folder *out)
{
    *out = (struct folder){ 0 };
    enum exit_code code = resume_status(session, path);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (has_manifest(path)) {
        return list_itself(session, path, out);
    }

    code = folder_read_folders(session, path, out);
    keep_publications(out);
    return code;
}

enum exit_code status_store_lists(
    const struct session *session, const char *path, struct folder *out)
{
    char lists[PATH_MAX];

    *out = (struct folder){ 0 };
    if (!place_join(lists, path, STATUS_STORE_LISTS)) {
        return EXIT_CODE_FILE;
    }

    return file_is_folder(lists) ? folder_read(session, lists, out) : EXIT_CODE_OK;
}

enum wallet_status status_reader_load(void *context, const char *name, struct wallet_bytes *out)
{
    struct status_reader *reader = context;
    char path[PATH_MAX];

    status_reader_finish(reader);
    if (!place_join(path, reader->folder, name) ||
        file_try(path, WALLET_STATUS_TOKEN_MAX, &reader->file) != 0) {
        return WALLET_ERR_FILE;
    }
    if (reader->take &&
        reader->take(reader->context, name, file_bytes(&reader->file)) != EXIT_CODE_OK) {
        return WALLET_ERR_FILE;
    }

    *out = file_bytes(&reader->file);
    return WALLET_OK;
}

void status_reader_finish(struct status_reader *reader)
{
    file_free(&reader->file);
}

static enum exit_code complain_data(
    const struct session *session, const char *folder, const struct wallet_error *error)
{
    (void)refuse(
        session,
        error,
        SAY(session, "the status data in '%s' cannot be used", "'%s' 中的状态数据不可用"),
        folder);
    hint(
        session,
        SAY(session,
            "import it again with 'wallet status import', and trust whoever signed it",
            "请用 'wallet status import' 重新导入，并信任其签名者"));
    return EXIT_CODE_FILE;
}

static bool is_file_of_stranger(
    const char *folder, const char *name, const struct wallet_trust *trust)
{
    struct file file = { 0 };
    char path[PATH_MAX];

    const bool is_strange = place_join(path, folder, name) &&
                            file_try(path, WALLET_STATUS_TOKEN_MAX, &file) == 0 &&
                            wallet_status_is_of_stranger(file_bytes(&file), trust);
    file_free(&file);
    return is_strange;
}

/*
 * A counter keeps the data of many agencies, and does not trust all of them each time.  A manifest without its
 * hot list would tell less than was published, so both must be of somebody trusted.
 */
static bool is_of_stranger(const char *folder, const struct wallet_trust *trust)
{
    return is_file_of_stranger(folder, WALLET_STATUS_MANIFEST_NAME, trust) ||
           is_file_of_stranger(folder, WALLET_STATUS_HOT_NAME, trust);
}

static void forget_strangers(struct folder *folder, const struct wallet_trust *trust)
{
    size_t kept = 0;

    for (size_t i = 0; i < folder->count; i++) {
        if (is_of_stranger(folder->paths[i], trust)) {
            free(folder->paths[i]);
        } else {
            folder->paths[kept++] = folder->paths[i];
        }
    }
    folder->count = kept;
}

static void remark_strangers(const struct session *session, const char *path, size_t count)
{
    if (count > 0) {
        remark(
            session,
            SAY(session,
                "status data in '%s' is passed over, of %zu folder(s): nobody who is trusted "
                "signed it",
                "已略过 '%s' 中 %zu 份状态数据：签名者均不受信任"),
            path,
            count);
    }
}

static enum exit_code load_hot(
    const struct session *session,
    struct status_reader *reader,
    const struct wallet_trust *trust,
    struct wallet_status_snapshot *snapshot)
{
    struct wallet_bytes hot = { 0 };
    struct wallet_error error;

    if (status_reader_load(reader, WALLET_STATUS_HOT_NAME, &hot) != WALLET_OK) {
        return EXIT_CODE_OK;
    }

    return wallet_status_snapshot_add_hot(snapshot, hot, trust, NULL, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : complain_data(session, reader->folder, &error);
}

static enum exit_code load_one(
    const struct session *session,
    const char *folder,
    const struct wallet_trust *trust,
    struct wallet_status_snapshot *snapshot)
{
    struct status_reader reader = { .folder = folder };
    struct file manifest = { 0 };
    struct wallet_error error;
    char path[PATH_MAX];

    if (!place_join(path, folder, WALLET_STATUS_MANIFEST_NAME)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(session, path, WALLET_STATUS_TOKEN_MAX, &manifest);
    if (code == EXIT_CODE_OK && wallet_status_snapshot_add(
                                    snapshot,
                                    file_bytes(&manifest),
                                    trust,
                                    NULL,
                                    INT64_MAX,
                                    &(struct wallet_status_loader){ status_reader_load, &reader },
                                    &error) != WALLET_OK) {
        code = complain_data(session, folder, &error);
    }
    if (code == EXIT_CODE_OK) {
        code = load_hot(session, &reader, trust, snapshot);
    }

    status_reader_finish(&reader);
    file_free(&manifest);
    return code;
}

static enum exit_code load_list(
    const struct session *session,
    const char *path,
    const struct wallet_trust *trust,
    struct wallet_status_snapshot *snapshot)
{
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_STATUS_TOKEN_MAX, &file);

    if (code == EXIT_CODE_OK) {
        const enum wallet_status status = wallet_status_snapshot_add_list(
            snapshot, file_bytes(&file), trust, INT64_MAX, NULL, &error);
        code = status == WALLET_OK || status == WALLET_ERR_REFUSED
                   ? EXIT_CODE_OK
                   : complain_data(session, path, &error);
    }

    file_free(&file);
    return code;
}

static enum exit_code load_lists(
    const struct session *session,
    const char *path,
    const struct wallet_trust *trust,
    struct wallet_status_snapshot *snapshot)
{
    struct folder lists = { 0 };
    enum exit_code code = status_store_lists(session, path, &lists);

    for (size_t i = 0; i < lists.count && code == EXIT_CODE_OK; i++) {
        code = load_list(session, lists.paths[i], trust, snapshot);
    }

    folder_free(&lists);
    return code;
}

enum exit_code status_store_load(
    const struct session *session,
    const char *path,
    const struct wallet_trust *trust,
    struct wallet_status_snapshot **out)
{
    struct wallet_status_snapshot *snapshot = NULL;
    struct folder folder = { 0 };
    enum exit_code code = status_store_list(session, path, &folder);

    if (code == EXIT_CODE_OK && wallet_status_snapshot_new(&snapshot, NULL) != WALLET_OK) {
        code = complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        const size_t count = folder.count;
        forget_strangers(&folder, trust);
        remark_strangers(session, path, count - folder.count);
    }
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code = load_one(session, folder.paths[i], trust, snapshot);
    }
    if (code == EXIT_CODE_OK) {
        code = load_lists(session, path, trust, snapshot);
    }
    if (code == EXIT_CODE_OK) {
        *out = snapshot;
    } else {
        wallet_status_snapshot_free(snapshot);
    }

    folder_free(&folder);
    return code;
}

static int64_t issued_of(const char *folder)
{
    struct wallet_status_manifest manifest = { .issued_unix = 0 };
    struct file file = { 0 };
    char path[PATH_MAX];

    if (place_join(path, folder, WALLET_STATUS_MANIFEST_NAME) &&
        file_try(path, WALLET_STATUS_TOKEN_MAX, &file) == 0 &&
        wallet_status_manifest_read(file_bytes(&file), NULL, &manifest, NULL) != WALLET_OK) {
        manifest.issued_unix = 0;
    }

    file_free(&file);
    return manifest.issued_unix;
}

int64_t status_store_issued(
    const struct session *session, const char *path, const struct wallet_trust *trust)
{
    struct folder folder = { 0 };
    int64_t oldest = 0;

    if (status_store_list(session, path, &folder) == EXIT_CODE_OK) {
        forget_strangers(&folder, trust);
        for (size_t i = 0; i < folder.count; i++) {
            const int64_t issued = issued_of(folder.paths[i]);
            oldest = oldest == 0 || issued < oldest ? issued : oldest;
        }
    }

    folder_free(&folder);
    return oldest;
}

void status_store_span(const struct session *session, int64_t seconds, char out[40])
{
    const int64_t age = seconds > 0 ? seconds : 0;

    if (age < WALLET_STATUS_STALE_SECONDS) {
        (void)snprintf(out, 40, SAY(session, "%lld h", "%lld 小时"), (long long)(age / AN_HOUR));
    } else {
        (void)snprintf(out, 40, SAY(session, "%lld days", "%lld 天"), (long long)(age / A_DAY));
    }
}

void status_store_age(
    const struct session *session,
    const struct wallet_status_manifest *manifest,
    int64_t at_unix,
    char out[80])
{
    char span[40];

    status_store_span(session, at_unix - manifest->issued_unix, span);
    (void)snprintf(
        out,
        80,
        SAY(session, "version %llu, %s old", "第 %llu 版，%s前"),
        (unsigned long long)manifest->version,
        span);
}
