/* SPDX-License-Identifier: Apache-2.0 */
#include "draft.h"

#include "file.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int folder_size(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (int)(slash - path) + 1 : 0;
}

static bool name_draft(const char *target, struct draft *draft)
{
    const int length = snprintf(
        draft->path, sizeof draft->path, "%.*s.wallet-XXXXXX", folder_size(target), target);
    return length > 0 && (size_t)length < sizeof draft->path;
}

int draft_write(const char *target, struct wallet_bytes content, mode_t mode, struct draft *out)
{
    *out = (struct draft){ .target = target };
    if (!name_draft(target, out)) {
        return ENAMETOOLONG;
    }

    const int descriptor = mkostemp(out->path, O_CLOEXEC);
    if (descriptor < 0) {
        return errno;
    }

    const bool written = file_write_all(descriptor, content) && fchmod(descriptor, mode) == 0 &&
                         fsync(descriptor) == 0;
    int problem = written ? 0 : errno;
    if (close(descriptor) != 0 && problem == 0) {
        problem = errno;
    }
    if (problem != 0) {
        (void)unlink(out->path);
    }

    return problem;
}

static bool is_unknown_call(int problem)
{
    return problem == EINVAL || problem == ENOSYS;
}

int draft_publish(struct draft *draft)
{
    if (renameat2(AT_FDCWD, draft->path, AT_FDCWD, draft->target, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (!is_unknown_call(errno)) {
        return errno;
    }

    /* A file system without that call: a link fails where the name is taken, too. */
    return link(draft->path, draft->target) == 0 && unlink(draft->path) == 0 ? 0 : errno;
}

int draft_replace(const struct draft *draft)
{
    return rename(draft->path, draft->target) == 0 ? 0 : errno;
}

int draft_swap(struct draft *draft)
{
    struct stat there;

    /* Unlike rename(), an exchange would take a folder too. */
    if (lstat(draft->target, &there) == 0 && S_ISDIR(there.st_mode)) {
        return EISDIR;
    }
    if (renameat2(AT_FDCWD, draft->path, AT_FDCWD, draft->target, RENAME_EXCHANGE) == 0) {
        draft->was_swapped = true;
        return 0;
    }
    if (errno == ENOENT) {
        return draft_publish(draft);
    }
    if (!is_unknown_call(errno)) {
        return errno;
    }

    /* A file system without that call: what was there is gone for good. */
    return draft_replace(draft);
}

void draft_retract(struct draft *draft)
{
    if (draft->was_swapped) {
        (void)rename(draft->path, draft->target);
        draft->was_swapped = false;
    } else {
        (void)unlink(draft->target);
    }
}

void draft_drop(struct draft *draft)
{
    (void)unlink(draft->path);
}

void draft_sync_folder(const char *target)
{
    char folder[PATH_MAX];
    (void)snprintf(folder, sizeof folder, "%.*s.", folder_size(target), target);
    (void)folder_sync(folder);
}
