/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_folder.h"

#include "base/error.h"
#include "catalogue/folder.h"

static enum wallet_status read_each(
    const struct wlt_json_folder *folder,
    const struct wlt_folder *files,
    void *owner,
    struct wallet_error *error)
{
    struct wallet_buffer text = { 0 };
    struct wlt_json json = { 0 };
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < files->count && status == WALLET_OK; i++) {
        status = wlt_folder_read(files, i, folder->size_max, &text, error);
        if (status == WALLET_OK) {
            status = wlt_json_open(wallet_buffer_bytes(&text), files->files[i], &json, error);
        }
        if (status == WALLET_OK) {
            folder->add(owner, &json);
            status = json.status;
        }
    }

    wlt_json_close(&json);
    wallet_buffer_clear(&text);
    return status;
}

enum wallet_status wlt_json_folder_read(
    const struct wlt_json_folder *folder,
    const char *path,
    struct wlt_arena *arena,
    void *owner,
    struct wallet_error *error)
{
    struct wlt_folder files;
    enum wallet_status status =
        wlt_folder_open(path, folder->name, folder->file_max, arena, &files, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (files.descriptor < 0 && !folder->is_optional) {
        status = wlt_fail(
            error,
            WALLET_ERR_FILE,
            WALLET_NO_OFFSET,
            "there is no folder '%s' in '%s'",
            folder->name,
            path);
    } else if (!folder->prepare(owner, files.count)) {
        status = wlt_fail_memory(error);
    } else {
        status = read_each(folder, &files, owner, error);
    }

    wlt_folder_close(&files);
    return status;
}
