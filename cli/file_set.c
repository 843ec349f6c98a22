/* SPDX-License-Identifier: Apache-2.0 */
#include "file_set.h"

#include <wallet/status.h>

#include "file.h"
#include "folder.h"
#include "output.h"
#include "place.h"
#include "status_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void file_set_free(struct file_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        free((void *)(uintptr_t)set->files[i].name);
        file_free(&set->contents[i]);
    }
    free(set->files);
    free(set->contents);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

enum exit_code file_set_add(
    const struct session *session,
    struct file_set *out,
    const char *path,
    const char *folder,
    const char *name)
{
    char full[PATH_MAX];
    struct file file = { 0 };
    const size_t next = out->count + 1;

    (void)snprintf(
        full,
        sizeof full,
        "%s%s%s",
        folder ? folder : "",
        folder ? "/" : "",
        name ? name : last_part(path));
    const enum exit_code code = file_read(session, path, WALLET_BUNDLE_MAX, &file);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    struct wallet_bundle_file *files = reallocarray(out->files, next, sizeof *files);
    out->files = files ? files : out->files;
    struct file *contents = reallocarray(out->contents, next, sizeof *contents);
    out->contents = contents ? contents : out->contents;
    char *copy = strdup(full);
    if (!files || !contents || !copy) {
        free(copy);
        file_free(&file);
        return complain_memory(session);
    }

    files[out->count] = (struct wallet_bundle_file){ copy, file_bytes(&file) };
    contents[out->count++] = file;
    return EXIT_CODE_OK;
}

static bool is_status_file(const char *name)
{
    const size_t size = strlen(name);

    return size > 4 && strcmp(name + size - 4, ".cwt") == 0;
}

/* One publication, in a folder of its issuer's USCC. */
static enum exit_code collect_publication(
    const struct session *session, struct file_set *out, const char *path)
{
    struct wallet_status_manifest manifest;
    struct wallet_error error;
    struct file file = { 0 };
    struct folder folder = { 0 };
    char name[PATH_MAX];

    enum exit_code code = place_join(name, path, WALLET_STATUS_MANIFEST_NAME)
                              ? file_read(session, name, WALLET_STATUS_TOKEN_MAX, &file)
                              : EXIT_CODE_FILE;
    if (code == EXIT_CODE_OK &&
        wallet_status_manifest_read(file_bytes(&file), NULL, &manifest, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "cannot use '%s'", "无法使用 '%s'"), name);
        hint(session, SAY(session, "publish it again", "请重新公布"));
    }
    if (code == EXIT_CODE_OK) {
        code = folder_read(session, path, &folder);
    }
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        if (is_status_file(folder.paths[i])) {
            code = file_set_add(session, out, folder.paths[i], manifest.issuer, NULL);
        }
    }

    folder_free(&folder);
    file_free(&file);
    return code;
}

enum exit_code file_set_add_status(
    const struct session *session, struct file_set *out, const char *path)
{
    struct folder folder = { 0 };
    enum exit_code code = status_store_list(session, path, &folder);

    if (code == EXIT_CODE_OK && folder.count == 0) {
        complain(session, SAY(session, "no status data in '%s'", "'%s' 中没有状态数据"), path);
        why(session, SAY(session, "no manifest.cwt is in it", "其中没有 manifest.cwt"));
        hint(session, "wallet status publish REGISTER --key KEY -o DIR");
        code = EXIT_CODE_FILE;
    }
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code = collect_publication(session, out, folder.paths[i]);
    }

    folder_free(&folder);
    return code;
}
