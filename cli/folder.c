/* SPDX-License-Identifier: Apache-2.0 */
#include "folder.h"

#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_wanted(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* False only where memory ran out. */
static bool add(struct folder *folder, const char *path, const char *name)
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
    if (is_wanted(joined)) {
        folder->paths[folder->count++] = joined;
    } else {
        free(joined);
    }
    return true;
}

enum exit_code folder_read(const struct session *session, const char *path, struct folder *out)
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
        good = entry->d_name[0] == '.' || add(out, path, entry->d_name);
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

void folder_free(struct folder *folder)
{
    for (size_t i = 0; i < folder->count; i++) {
        free(folder->paths[i]);
    }

    free(folder->paths);
    *folder = (struct folder){ 0 };
}
