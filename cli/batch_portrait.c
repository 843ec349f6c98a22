/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_portrait.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool batch_portrait_is_path(struct wallet_bytes cell)
{
    return memchr(cell.data, '.', cell.size) != NULL;
}

/** Whether a path stays below where it begins. */
static bool is_below(const char *path)
{
    for (const char *part = path; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) {
            return false;
        }
    }

    return path[0] != '/';
}

static enum wallet_status fail(struct wallet_error *error, const char *name, const char *why)
{
    *error = (struct wallet_error){ .status = WALLET_ERR_FILE, .offset = WALLET_NO_OFFSET };
    (void)snprintf(error->message, sizeof error->message, "'%s': the picture %s", name, why);
    return WALLET_ERR_FILE;
}

enum wallet_status batch_portrait_set(
    struct wallet_record *record,
    const char *name,
    int folder,
    struct wallet_bytes cell,
    struct wallet_error *error)
{
    char path[PATH_MAX] = "";
    struct file file = { 0 };

    if (cell.size >= sizeof path || memchr(cell.data, '\0', cell.size)) {
        return fail(error, name, "has no such name");
    }

    (void)memcpy(path, cell.data, cell.size);
    if (!is_below(path)) {
        return fail(error, name, "must lie in the folder of the table");
    }

    const int descriptor = openat(folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(error, name, errno == ENOENT ? "is not there" : "cannot be opened");
    }

    const int problem = file_try_open(descriptor, WALLET_PORTRAIT_MAX, &file);
    (void)close(descriptor);
    const enum wallet_status status =
        problem == 0 ? wallet_record_set_portrait(record, name, file_bytes(&file), error)
                     : fail(error, name, problem == EFBIG ? "is over 32 KiB" : "cannot be read");
    file_free(&file);
    return status;
}
