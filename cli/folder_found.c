/* SPDX-License-Identifier: Apache-2.0 */
#include "folder_found.h"

#include "folder.h"
#include "output.h"
#include "place.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static enum exit_code fail(const struct session *session, const char *folder, int problem)
{
    const bool is_taken = problem == ENOTEMPTY || problem == EEXIST || problem == ENOTDIR;
    char reason[160];

    complain(session, SAY(session, "cannot make the folder '%s'", "无法建立目录 '%s'"), folder);
    why(session,
        "%s",
        is_taken ? SAY(session, "there is something of this name", "同名文件或目录已存在")
                 : output_problem(session, problem, reason));
    hint(
        session, SAY(session, "choose a new name where you may write", "请在可写位置选择新的名称"));
    return EXIT_CODE_FILE;
}

/* Filled beside the one that is wanted, and named at last. */
enum exit_code folder_found(
    const struct session *session, const char *folder, folder_fill *fill, const void *context)
{
    char temporary[PATH_MAX];
    const int size = snprintf(temporary, sizeof temporary, "%s.wallet-XXXXXX", folder);

    if (size < 0 || (size_t)size >= sizeof temporary || !mkdtemp(temporary)) {
        return fail(session, folder, errno);
    }

    enum exit_code code = fill(session, temporary, context);
    if (code == EXIT_CODE_OK && rename(temporary, folder) != 0) {
        code = fail(session, folder, errno);
    }
    if (code != EXIT_CODE_OK) {
        folder_remove(temporary);
    }

    return code;
}

enum exit_code folder_save(
    const struct session *session,
    const char *folder,
    const char *name,
    struct wallet_bytes content,
    enum save_kind kind)
{
    char path[PATH_MAX];

    return place_join(path, folder, name) ? save(session, path, content, kind) : EXIT_CODE_FILE;
}
