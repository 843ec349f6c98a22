/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"

#include "interrupt.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FIRST_CAPACITY = 16384
};

static bool grow(struct file *file, size_t *capacity, size_t limit)
{
    /* One byte above the limit is read, to tell a full file from one that is too large. */
    const size_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    const size_t next = wanted > limit + 1 ? limit + 1 : wanted;
    uint8_t *data = malloc(next);

    if (!data) {
        return false;
    }
    if (file->size > 0) {
        memcpy(data, file->data, file->size);
        explicit_bzero(file->data, file->size); /* it may be a private key */
    }

    free(file->data);
    file->data = data;
    *capacity = next;
    return true;
}

/* Reads to the end or one byte above the limit; 0 or an errno. */
static int read_all(int descriptor, size_t limit, struct file *file)
{
    size_t capacity = 0;

    while (file->size <= limit) {
        if (file->size == capacity && !grow(file, &capacity, limit)) {
            return ENOMEM;
        }
        if (!interrupt_wait(descriptor)) {
            return EINTR;
        }
        const ssize_t got = read(descriptor, file->data + file->size, capacity - file->size);
        if (got == 0) {
            return 0;
        }
        if (got < 0 && errno != EINTR) {
            return errno;
        }
        file->size += got > 0 ? (size_t)got : 0;
    }

    return EFBIG;
}

static int read_descriptor(int descriptor, size_t limit, struct file *file)
{
    struct stat status;

    if (fstat(descriptor, &status) != 0) {
        return errno;
    }
    if (S_ISDIR(status.st_mode)) {
        return EISDIR;
    }

    file->mode = status.st_mode;
    file->owner = status.st_uid;
    return read_all(descriptor, limit, file);
}

int file_try_open(int descriptor, size_t limit, struct file *out)
{
    struct file file = { 0 };
    const int problem = read_descriptor(descriptor, limit, &file);

    if (problem == 0) {
        *out = file;
    } else {
        file_free(&file);
    }
    return problem;
}

int file_try(const char *path, size_t limit, struct file *out)
{
    const bool is_input = strcmp(path, "-") == 0;
    const int descriptor = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return errno;
    }

    const int problem = file_try_open(descriptor, limit, out);
    if (!is_input) {
        (void)close(descriptor);
    }
    return problem;
}

enum exit_code file_complain(
    const struct session *session, const char *path, int problem, size_t limit)
{
    char reason[160];

    complain(session, SAY(session, "cannot read '%s'", "无法读取 '%s'"), path);
    if (problem == EFBIG) {
        why(session, SAY(session, "it is larger than %zu bytes", "它超过 %zu 字节"), limit);
        hint(session, SAY(session, "is it the right file?", "是否选错了文件？"));
    } else if (problem == EISDIR) {
        why(session, "%s", output_problem(session, problem, reason));
        hint(session, SAY(session, "name a file in it", "请指定其中的文件"));
    } else {
        why(session, "%s", output_problem(session, problem, reason));
        hint(session, SAY(session, "check the name and who may read it", "请检查文件名和读取权限"));
    }
    return EXIT_CODE_FILE;
}

enum exit_code file_read(
    const struct session *session, const char *path, size_t limit, struct file *out)
{
    const int problem = file_try(path, limit, out);

    if (problem == 0) {
        return EXIT_CODE_OK;
    }

    return interrupted() ? EXIT_CODE_INTERRUPTED : file_complain(session, path, problem, limit);
}

struct wallet_bytes file_bytes(const struct file *file)
{
    return (struct wallet_bytes){ file->data, file->size };
}

void file_free(struct file *file)
{
    if (file->data) {
        explicit_bzero(file->data, file->size);
    }

    free(file->data);
    *file = (struct file){ 0 };
}

bool file_is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_write_all(int descriptor, struct wallet_bytes content)
{
    for (size_t done = 0; done < content.size;) {
        const ssize_t wrote = write(descriptor, content.data + done, content.size - done);
        if (wrote < 0 && errno != EINTR) {
            return false;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }

    return true;
}
