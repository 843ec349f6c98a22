/* SPDX-License-Identifier: Apache-2.0 */
#include "case_archive.h"

#include <wallet/status.h>
#include <wallet/trust_list.h>

#include "clock.h"
#include "keys.h"
#include "output.h"
#include "trust_source.h"
#include "types.h"

#include <stdio.h>
#include <string.h>

enum {
    DIVISION_SIZE = 7,
};

static enum exit_code refuse_package(
    const struct case_archive *archive, const char *path, const struct wallet_error *error)
{
    const struct session *session = archive->session;
    const enum exit_code code =
        refuse(session, error, SAY(session, "'%s' is not accepted", "'%s' 不予认可"), path);

    hint(
        session,
        SAY(session,
            "--root FILE believes the trust list in it, --trust FILE another",
            "--root 文件：信任包内名单；--trust 文件：信任其他名单"));
    return code;
}

static bool find_file(
    const struct wallet_package *package, const char *name, struct wallet_bytes *out)
{
    struct wallet_bundle_file file;

    for (size_t i = 0; i < wallet_package_file_count(package); i++) {
        wallet_package_file_at(package, i, &file);
        if (strcmp(file.name, name) == 0) {
            *out = file.content;
            return true;
        }
    }

    return false;
}

/** Believes the trust list in the package, as of when it was made, under the root that is given. */
static enum wallet_status believe_list(
    struct case_archive *archive,
    const struct wallet_package *package,
    const struct wallet_key *root,
    struct wallet_error *error)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_bytes signed_list = { 0 };

    (void)find_file(package, WALLET_BUNDLE_TRUST_NAME, &signed_list);
    enum wallet_status status = wallet_trust_new(&archive->trust, error);
    if (status == WALLET_OK) {
        status = wallet_trust_list_verify(
            signed_list, root, 0, wallet_package_made(package), &list, error);
    }
    if (status == WALLET_OK) {
        status = wallet_trust_add_list(archive->trust, list, error);
    }

    wallet_trust_list_free(list);
    return status;
}

static enum exit_code trust_package(
    struct case_archive *archive, const char *path, const char *root_path)
{
    struct wallet_package *package = NULL;
    struct wallet_key *root = NULL;
    struct wallet_error error;

    enum exit_code code = keys_read(archive->session, root_path, &root);
    if (code == EXIT_CODE_OK &&
        (wallet_package_read(file_bytes(&archive->file), archive->catalogue, &package, &error) !=
             WALLET_OK ||
         believe_list(archive, package, root, &error) != WALLET_OK)) {
        code = refuse_package(archive, path, &error);
    }

    wallet_package_free(package);
    wallet_key_free(root);
    return code;
}

static enum exit_code trust_others(
    struct case_archive *archive, const struct case_archive_settings *settings)
{
    struct trust_source source = { .trust = NULL };
    struct moment moment;

    enum exit_code code = clock_read(archive->session, NULL, &moment);
    if (code == EXIT_CODE_OK) {
        code = trust_source_open(archive->session, &settings->trust, moment.unix_seconds, &source);
        archive->trust = source.trust;
    }

    return code;
}

/** The files of one publication in a package, by the name that its manifest gives them. */
struct publication {
    const struct wallet_package *package;
    const char *folder;
    int folder_size;
};

static enum wallet_status load_file(void *context, const char *name, struct wallet_bytes *out)
{
    const struct publication *publication = context;
    char path[WALLET_BUNDLE_NAME_MAX + 1];

    (void)snprintf(
        path, sizeof path, "%.*s/%s", publication->folder_size, publication->folder, name);
    return find_file(publication->package, path, out) ? WALLET_OK : WALLET_ERR_FILE;
}

/** What of the status data in the package cannot be believed is left out, and so says nothing. */
static enum wallet_status add_status(
    struct case_archive *archive, const struct wallet_bundle_file *file, struct wallet_error *error)
{
    const char *slash = strchr(file->name, '/');

    if (!slash || strcmp(slash + 1, WALLET_STATUS_MANIFEST_NAME) != 0) {
        return WALLET_OK;
    }

    struct publication publication = { archive->package, file->name, (int)(slash - file->name) };
    const struct wallet_status_loader loader = { load_file, &publication };
    const enum wallet_status status = wallet_status_snapshot_add(
        archive->status, file->content, archive->trust, NULL, INT64_MAX, &loader, error);
    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

static enum wallet_status make_verifier(struct case_archive *archive, struct wallet_error *error)
{
    char division[DIVISION_SIZE];
    const char *const audience[] = { wallet_package_counter(archive->package), division };

    (void)snprintf(
        division, sizeof division, "%s", wallet_case_number(wallet_package_case(archive->package)));
    enum wallet_status status =
        wallet_verifier_new(archive->trust, archive->catalogue, &archive->verifier, error);
    if (status == WALLET_OK) {
        status = wallet_verifier_set_audience(archive->verifier, audience, 2, error);
    }
    if (status == WALLET_OK) {
        status = wallet_status_snapshot_new(&archive->status, error);
    }
    for (size_t i = 0; status == WALLET_OK && i < wallet_package_file_count(archive->package);
         i++) {
        struct wallet_bundle_file file;
        wallet_package_file_at(archive->package, i, &file);
        status = add_status(archive, &file, error);
    }
    if (status == WALLET_OK) {
        wallet_verifier_set_status(archive->verifier, archive->status);
    }

    return status;
}

enum exit_code case_archive_open(
    const struct session *session,
    const char *path,
    const struct case_archive_settings *settings,
    struct case_archive *out)
{
    struct wallet_error error;

    *out = (struct case_archive){ .session = session };
    enum exit_code code = file_read(session, path, WALLET_BUNDLE_MAX, &out->file);
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code =
            settings->root ? trust_package(out, path, settings->root) : trust_others(out, settings);
    }
    if (code == EXIT_CODE_OK &&
        (wallet_package_verify(
             file_bytes(&out->file), out->catalogue, out->trust, &out->package, &error) !=
             WALLET_OK ||
         make_verifier(out, &error) != WALLET_OK)) {
        code = refuse_package(out, path, &error);
    }

    return code;
}

void case_archive_close(struct case_archive *archive)
{
    wallet_package_free(archive->package);
    wallet_verifier_free(archive->verifier);
    wallet_status_snapshot_free(archive->status);
    wallet_trust_free(archive->trust);
    wallet_catalogue_free(archive->catalogue);
    file_free(&archive->file);
}
