/* SPDX-License-Identifier: Apache-2.0 */
#include "vical_store.h"

#include "file.h"
#include "place.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD_SIZE = 64, /* where the type of a trust list stands */
    STEM_SIZE = 48, /* of a provider's name in a file's */
    NAME_SIZE = 80, /* of a file, its ending included */
};

bool vical_store_knows(struct wallet_bytes content)
{
    static const char typ[] = "application/wallet-trust+cwt";
    static const char key[] = "vicalProvider";
    const size_t head = content.size < HEAD_SIZE ? content.size : HEAD_SIZE;

    return content.size > 0 && !memmem(content.data, head, typ, sizeof typ - 1) &&
           memmem(content.data, content.size, key, sizeof key - 1);
}

bool vical_store_folder(const char *trust_store, char out[PATH_MAX])
{
    return place_join(out, trust_store, VICAL_STORE_FOLDER);
}

/* FNV-1a: names that look the same in a file's name differ here, or the import tells. */
static uint32_t digest_of(const char *text)
{
    uint32_t digest = 2166136261U;

    for (; *text; text++) {
        digest = (digest ^ (uint8_t)*text) * 16777619U;
    }

    return digest;
}

/* A character as it may stand in a file's name: a small letter, a digit or a dash. */
static char plain_of(char c)
{
    static const char large[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char small[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *found = strchr(large, c);

    if (found) {
        return small[found - large];
    }
    if (!strchr(small, c)) {
        return '-';
    }

    return c;
}

bool vical_store_path(
    const char *folder, const char *provider, const char *kind, char out[PATH_MAX])
{
    char stem[STEM_SIZE] = "";
    char name[NAME_SIZE];
    size_t size = 0;

    for (const char *c = provider; *c && size < sizeof stem - 1; c++) {
        const char plain = plain_of(*c);
        if (plain != '-' || (size > 0 && stem[size - 1] != '-')) {
            stem[size++] = plain;
        }
    }

    (void)snprintf(
        name,
        sizeof name,
        "%s%s%08x%s",
        stem,
        size > 0 && stem[size - 1] != '-' ? "-" : "",
        (unsigned)digest_of(provider),
        kind);
    return place_join(out, folder, name);
}

static bool is_list(const char *path)
{
    const size_t size = strlen(path);
    const size_t ending = sizeof VICAL_STORE_LIST - 1;

    return size > ending && strcmp(path + size - ending, VICAL_STORE_LIST) == 0;
}

enum exit_code vical_store_list(
    const struct session *session, const char *folder, struct folder *out)
{
    size_t kept = 0;

    *out = (struct folder){ 0 };
    if (!file_is_folder(folder)) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = folder_read(session, folder, out);
    for (size_t i = 0; i < out->count; i++) {
        if (is_list(out->paths[i])) {
            out->paths[kept++] = out->paths[i];
        } else {
            free(out->paths[i]);
        }
    }

    out->count = kept;
    return code;
}

bool vical_store_is_there(const char *trust_store)
{
    char folder[PATH_MAX];
    bool is_there = false;

    DIR *stream = vical_store_folder(trust_store, folder) ? opendir(folder) : NULL;
    for (const struct dirent *entry; stream && !is_there && (entry = readdir(stream));) {
        is_there = entry->d_name[0] != '.' && is_list(entry->d_name);
    }
    if (stream) {
        (void)closedir(stream);
    }

    return is_there;
}

static enum wallet_status fail_file(struct wallet_error *error, int problem)
{
    *error = (struct wallet_error){ .status = WALLET_ERR_FILE, .offset = WALLET_NO_OFFSET };
    (void)snprintf(error->message, sizeof error->message, "%s", strerror(problem));
    return WALLET_ERR_FILE;
}

enum wallet_status vical_store_verify(
    struct wallet_bytes content,
    const char *root_path,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error)
{
    struct file file = { 0 };
    struct wallet_certificates *roots = NULL;
    const int problem = file_try(root_path, WALLET_KEY_FILE_MAX, &file);
    if (problem != 0) {
        return fail_file(error, problem);
    }

    enum wallet_status status = wallet_certificates_parse(file_bytes(&file), &roots, error);
    if (status == WALLET_OK) {
        status = wallet_vical_verify(content, roots, at_unix, out, error);
    }

    wallet_certificates_free(roots);
    file_free(&file);
    return status;
}

/* The root beside a VICAL; the name is shorter or as long. */
static void root_of(const char *path, char out[PATH_MAX])
{
    const size_t size = strlen(path) - (sizeof VICAL_STORE_LIST - 1);

    (void)snprintf(out, PATH_MAX, "%.*s%s", (int)size, path, VICAL_STORE_ROOT);
}

enum wallet_status vical_store_load(
    const char *path, int64_t at_unix, struct wallet_vical **out, struct wallet_error *error)
{
    struct file file = { 0 };
    char root[PATH_MAX];
    const int problem = file_try(path, WALLET_VICAL_MAX, &file);
    if (problem != 0) {
        return fail_file(error, problem);
    }

    root_of(path, root);
    const enum wallet_status status =
        vical_store_verify(file_bytes(&file), root, at_unix, out, error);
    file_free(&file);
    return status;
}

/* A root vouches for the provider only under whose name it is kept. */
static bool is_of_provider(const char *folder, const char *path, const struct wallet_vical *vical)
{
    char wanted[PATH_MAX];

    return vical_store_path(folder, wallet_vical_provider(vical), VICAL_STORE_LIST, wanted) &&
           strcmp(wanted, path) == 0;
}

enum wallet_status vical_store_identify(
    const struct session *session,
    const char *folder,
    struct wallet_bytes content,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error)
{
    struct folder lists = { 0 };
    char root[PATH_MAX];
    enum wallet_status status = WALLET_ERR_MISSING;

    (void)vical_store_list(session, folder, &lists);
    for (size_t i = 0; i < lists.count && status != WALLET_OK; i++) {
        struct wallet_vical *vical = NULL;
        root_of(lists.paths[i], root);
        status = vical_store_verify(content, root, at_unix, &vical, error);
        if (status == WALLET_OK && is_of_provider(folder, lists.paths[i], vical)) {
            *out = vical;
            continue;
        }
        if (status == WALLET_OK) {
            *error = (struct wallet_error){ .status = WALLET_ERR_REFUSED,
                                            .offset = WALLET_NO_OFFSET,
                                            .message = "the root is another provider's" };
            status = error->status;
        }
        wallet_vical_free(vical);
    }

    folder_free(&lists);
    return status;
}
