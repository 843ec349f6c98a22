/* SPDX-License-Identifier: Apache-2.0 */
#include "case_files.h"

#include "file.h"
#include "place.h"
#include "resumption.h"
#include "status_store.h"
#include "trust_store.h"

/** The imported trust list, where none is given; none at all is no reason to keep a case back. */
static enum exit_code add_trust(
    const struct session *session, const struct case_files *files, struct file_set *out)
{
    char folder[PATH_MAX];
    char path[PATH_MAX];

    if (files->trust) {
        return file_set_add(session, out, files->trust, NULL, WALLET_BUNDLE_TRUST_NAME);
    }
    if (!trust_store_default(folder) || !trust_store_is_there(folder) ||
        !place_join(path, folder, TRUST_STORE_LIST)) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = resume_trust_of(session, path);
    return code == EXIT_CODE_OK ? file_set_add(session, out, path, NULL, WALLET_BUNDLE_TRUST_NAME)
                                : code;
}

static enum exit_code add_status(
    const struct session *session, const struct case_files *files, struct file_set *out)
{
    char folder[PATH_MAX];

    if (files->status) {
        return file_set_add_status(session, out, files->status);
    }

    return status_store_default(folder) && file_is_folder(folder)
               ? file_set_add_status(session, out, folder)
               : EXIT_CODE_OK;
}

static enum exit_code add_receipts(
    const struct session *session, const struct case_files *files, struct file_set *out)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < files->receipts.count && code == EXIT_CODE_OK; i++) {
        code = file_set_add(session, out, files->receipts.items[i], "receipts", NULL);
    }

    return code;
}

enum exit_code case_files_add(
    const struct session *session, const struct case_files *files, struct file_set *out)
{
    enum exit_code code = add_trust(session, files, out);

    code = code == EXIT_CODE_OK ? add_status(session, files, out) : code;
    return code == EXIT_CODE_OK ? add_receipts(session, files, out) : code;
}
