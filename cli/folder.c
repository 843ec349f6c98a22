/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"

#include "output.h"
#include "place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DEPTH_OPEN_MAX = 8, /* folders that folder_remove() holds open at once */
};

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_wanted(const char *path, mode_t kind)
{
    struct stat status;

    return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == kind;
}

/* False only where memory ran out. */
static bool add(struct folder *folder, const char *path, const char *name, mode_t kind)
{
    const size_t size = strlen(path) + strlen(name) + 2;
    char *joined = malloc(size);
    char **paths = reallocarray(folder->paths, folder->count + 1, sizeof *paths);

    if (paths) {
        folder->paths = paths;
    }
    if (!joined || !paths) {
        free(joined);
        return false;
    }

    const bool has_slash = path[0] != '\0' && path[strlen(path) - 1] == '/';
    (void)snprintf(joined, size, "%s%s%s", path, has_slash ? "" : "/", name);
    if (is_wanted(joined, kind)) {
        folder->paths[folder->count++] = joined;
    } else {
        free(joined);
    }
    return true;
}

static enum exit_code read_kind(
    const struct session *session, const char *path, mode_t kind, struct folder *out)
{
    DIR *stream = opendir(path);
    if (!stream) {
        char reason[160];
        const int problem = errno;
        complain(session, SAY(session, "cannot read the folder '%s'", "无法读取目录 '%s'"), path);
        why(session, "%s", output_problem(session, problem, reason));
        hint(session, SAY(session, "check the name and who may read it", "请检查目录名和读取权限"));
        return EXIT_CODE_FILE;
    }

    bool good = true;
    for (const struct dirent *entry; good && (entry = readdir(stream));) {
        good = entry->d_name[0] == '.' || add(out, path, entry->d_name, kind);
    }
    (void)closedir(stream);

    if (!good) {
        folder_free(out);
        return complain_memory(session);
    }
    if (out->count > 1) {
        qsort(out->paths, out->count, sizeof *out->paths, compare);
    }
    return EXIT_CODE_OK;
}

enum exit_code folder_read(const struct session *session, const char *path, struct folder *out)
{
    return read_kind(session, path, S_IFREG, out);
}

enum exit_code folder_read_folders(
    const struct session *session, const char *path, struct folder *out)
{
    return read_kind(session, path, S_IFDIR, out);
}

void folder_free(struct folder *folder)
{
    for (size_t i = 0; i < folder->count; i++) {
        free(folder->paths[i]);
    }

    free(folder->paths);
    *folder = (struct folder){ 0 };
}

int folder_make(const char *path, mode_t mode)
{
    char part[PATH_MAX];
    const size_t size = strlen(path);

    if (!place_join(part, path, "")) {
        return ENAMETOOLONG;
    }
    for (size_t i = 1; i <= size; i++) {
        if (part[i] == '/' || part[i] == '\0') {
            part[i] = '\0';
            if (mkdir(part, mode) != 0 && errno != EEXIST) {
                return errno;
            }
            part[i] = path[i];
        }
    }

    return 0;
}

enum exit_code folder_prepare(const struct session *session, const char *path)
{
    const int problem = folder_make(path, 0700);
    if (problem == 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "cannot make the folder '%s'", "无法建立目录 '%s'"), path);
    why(session, "%s", strerror(problem));
    hint(
        session,
        SAY(session,
            "choose a folder that you may write to and that has room",
            "请选择可写且有空间的目录"));
    return EXIT_CODE_FILE;
}

int folder_sync(const char *path)
{
    const int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno;
    }

    /* EINVAL: a file system that has no such thing, and nothing to wait for. */
    const int problem = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
    (void)close(descriptor);
    return problem;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

void folder_remove(const char *path)
{
    (void)nftw(path, remove_one, DEPTH_OPEN_MAX, FTW_DEPTH | FTW_PHYS);
}

int folder_lock(const char *path)
{
    const int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (descriptor >= 0 && flock(descriptor, LOCK_EX) != 0) {
        const int problem = errno;
        (void)close(descriptor);
        errno = problem;
        return -1;
    }

    return descriptor;
}
