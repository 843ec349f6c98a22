/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/folder.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/quote.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FILES_AT_FIRST = 64,
};

static void close_stream(DIR *stream)
{
    if (stream) {
        (void)closedir(stream);
    }
}

WLT_DEFINE_AUTO(stream, DIR, close_stream)

static enum wallet_status fail_file(struct wallet_error *error, const char *name, const char *cause)
{
    char quoted[WLT_QUOTE_SIZE];
    wlt_quote(wlt_bytes_of(name), quoted);
    return wlt_fail(
        error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "cannot read '%s': %s", quoted, cause);
}

static bool is_wanted(const char *name)
{
    static const char ending[] = ".json";
    const size_t size = strlen(name);
    return name[0] != '.' && size >= sizeof ending &&
           strcmp(name + size - (sizeof ending - 1), ending) == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/** Doubles the room for names; the old room stays in the arena until that goes. */
static bool make_room(struct wlt_folder *folder, struct wlt_arena *arena, size_t *capacity)
{
    if (folder->count < *capacity) {
        return true;
    }

    const size_t wanted = *capacity > 0 ? *capacity * 2 : FILES_AT_FIRST;
    const char **files = wlt_arena_alloc(arena, wanted, sizeof *files);
    if (!files) {
        return false;
    }

    for (size_t i = 0; i < folder->count; i++) {
        files[i] = folder->files[i];
    }

    folder->files = files;
    *capacity = wanted;
    return true;
}

static const char *join(struct wlt_arena *arena, const char *folder, const char *file)
{
    const size_t size = strlen(folder) + 1 + strlen(file) + 1;
    char *path = wlt_arena_alloc(arena, size, 1);

    if (path) {
        (void)snprintf(path, size, "%s/%s", folder, file);
    }

    return path;
}

static enum wallet_status list(
    DIR *stream,
    size_t file_max,
    struct wlt_arena *arena,
    struct wlt_folder *folder,
    struct wallet_error *error)
{
    size_t capacity = 0;

    errno = 0;
    for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
        if (!is_wanted(entry->d_name)) {
            continue;
        }

        if (folder->count == file_max) {
            return wlt_fail(
                error,
                WALLET_ERR_TOO_LARGE,
                WALLET_NO_OFFSET,
                "more than %zu files in '%s'",
                file_max,
                folder->name);
        }

        const char *path = join(arena, folder->name, entry->d_name);
        if (!path || !make_room(folder, arena, &capacity)) {
            return wlt_fail_memory(error);
        }

        folder->files[folder->count++] = path;
        errno = 0;
    }

    return errno == 0 ? WALLET_OK : fail_file(error, folder->name, strerror(errno));
}

/** A descriptor of `path`/`name`, or -1. */
static int open_below(const char *path, const char *name)
{
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    const int above = open(path, flags);
    if (above < 0) {
        return -1;
    }

    const int descriptor = openat(above, name, flags);
    const int cause = errno;
    (void)close(above);
    errno = cause;
    return descriptor;
}

enum wallet_status wlt_folder_open(
    const char *path,
    const char *name,
    size_t file_max,
    struct wlt_arena *arena,
    struct wlt_folder *out,
    struct wallet_error *error)
{
    struct wlt_folder folder = { .descriptor = open_below(path, name), .name = name };
    if (folder.descriptor < 0) {
        const int cause = errno;
        *out = folder;
        return cause == ENOENT ? WALLET_OK : fail_file(error, path, strerror(cause));
    }

    /* fdopendir() keeps what it is given; the folder needs a descriptor of its own. */
    const int copy = fcntl(folder.descriptor, F_DUPFD_CLOEXEC, 0);
    WLT_AUTO(stream) DIR *stream = copy >= 0 ? fdopendir(copy) : NULL;
    enum wallet_status status = WALLET_ERR_FILE;

    if (stream) {
        status = list(stream, file_max, arena, &folder, error);
    } else {
        (void)fail_file(error, name, strerror(errno));
        (void)close(copy);
    }

    if (status != WALLET_OK) {
        wlt_folder_close(&folder);
        return status;
    }

    if (folder.count > 0) {
        qsort(folder.files, folder.count, sizeof *folder.files, compare_names);
    }

    *out = folder;
    return WALLET_OK;
}

void wlt_folder_close(struct wlt_folder *folder)
{
    if (folder->descriptor >= 0) {
        (void)close(folder->descriptor);
        folder->descriptor = -1;
    }
}

/** The size of a regular file; fails for others, which may never end. */
static enum wallet_status size_of(
    int descriptor, const char *name, size_t size_max, size_t *out, struct wallet_error *error)
{
    struct stat about;

    if (fstat(descriptor, &about) != 0) {
        return fail_file(error, name, strerror(errno));
    }

    if (!S_ISREG(about.st_mode)) {
        return fail_file(error, name, "not a regular file");
    }

    if ((uint64_t)about.st_size > size_max) {
        char quoted[WLT_QUOTE_SIZE];
        wlt_quote(wlt_bytes_of(name), quoted);
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "'%s' has more than %zu bytes",
            quoted,
            size_max);
    }

    *out = (size_t)about.st_size;
    return WALLET_OK;
}

static enum wallet_status read_all(
    int descriptor,
    const char *name,
    size_t size_max,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    size_t size = 0;
    const enum wallet_status status = size_of(descriptor, name, size_max, &size, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!wlt_buffer_reserve(out, size)) {
        return wlt_fail_memory(error);
    }

    size_t used = 0;
    while (used < size) {
        const ssize_t got = read(descriptor, out->data + used, size - used);
        if (got < 0 && errno != EINTR) {
            return fail_file(error, name, strerror(errno));
        }

        if (got == 0) {
            break;
        }

        used += got > 0 ? (size_t)got : 0;
    }

    wlt_buffer_set_size(out, used);
    return WALLET_OK;
}

enum wallet_status wlt_folder_read(
    const struct wlt_folder *folder,
    size_t index,
    size_t size_max,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const char *name = folder->files[index];
    const char *file = name + strlen(folder->name) + 1;

    /* Without O_NONBLOCK a FIFO of that name would keep us waiting for a writer. */
    const int descriptor = openat(folder->descriptor, file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return fail_file(error, name, strerror(errno));
    }

    const enum wallet_status status = read_all(descriptor, name, size_max, out, error);
    (void)close(descriptor);
    return status;
}
