/* SPDX-License-Identifier: Apache-2.0 */
#include "file_mark.h"

#include "place.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

enum {
    DEPTH_MAX = 2,
};

/* FNV-1a, a byte at a time. */
static uint64_t mix(uint64_t mark, uint64_t number)
{
    for (unsigned i = 0; i < sizeof number; i++) {
        mark = (mark ^ (number >> (8 * i) & 0xff)) * 0x100000001b3;
    }

    return mark;
}

static uint64_t mix_status(uint64_t mark, const struct stat *status)
{
    mark = mix(mark, status->st_ino);
    mark = mix(mark, (uint64_t)status->st_size);
    mark = mix(mark, (uint64_t)status->st_mtim.tv_sec);
    return mix(mark, (uint64_t)status->st_mtim.tv_nsec);
}

/* Names come in any order: their marks are added up. */
static uint64_t mark_folder(const char *path, unsigned depth);

static uint64_t mark_path(const char *path, unsigned depth)
{
    struct stat status;

    if (stat(path, &status) != 0) {
        return 1;
    }

    const uint64_t mark = mix_status(0xcbf29ce484222325, &status);
    return S_ISDIR(status.st_mode) && depth > 0 ? mark + mark_folder(path, depth - 1) : mark;
}

/* At most DEPTH_MAX deep.  NOLINTNEXTLINE(misc-no-recursion) */
static uint64_t mark_folder(const char *path, unsigned depth)
{
    DIR *folder = opendir(path);
    uint64_t sum = 0;
    char name[PATH_MAX];

    for (const struct dirent *entry = NULL; folder && (entry = readdir(folder));) {
        if (entry->d_name[0] != '.' && place_join(name, path, entry->d_name)) {
            sum += mark_path(name, depth);
        }
    }
    if (folder) {
        (void)closedir(folder);
    }

    return sum;
}

uint64_t file_mark(uint64_t mark, const char *path)
{
    return mix(mark, mark_path(path, DEPTH_MAX));
}
