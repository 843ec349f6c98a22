/* SPDX-License-Identifier: Apache-2.0 */
#include "portrait_grey.h"

#include "clock.h"
#include "place.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    BYTE = 8,
    HEAD_SIZE = 8,        /* width and height, big-endian */
    ANSWER_MAX = 2000000, /* more than a picture has that was shrunk */
    TIME_MS = 3000,
};

/* What the program says: the head, and a byte a pixel. */
struct answer {
    uint8_t *data;
    size_t size;
};

/* The program is beside the scanner. */
static bool find_program(char out[PATH_MAX])
{
    char scanner[PATH_MAX];

    if (!place_scanner(scanner)) {
        return false;
    }

    char *slash = strrchr(scanner, '/');
    if (slash) {
        *slash = '\0';
    }
    return place_join(out, slash ? scanner : ".", "wallet-portrait") && access(out, X_OK) == 0;
}

/* The picture as a file that has no name; -1 where there is none. */
static int open_picture(struct wallet_bytes picture)
{
    const int file = memfd_create("portrait", MFD_CLOEXEC);
    if (file < 0) {
        return -1;
    }

    if (write(file, picture.data, picture.size) != (ssize_t)picture.size ||
        lseek(file, 0, SEEK_SET) != 0) {
        (void)close(file);
        return -1;
    }

    return file;
}

/* Nothing is open in it but the picture and where the answer goes. */
static bool spawn(const char *program, int picture, int answer, pid_t *out)
{
    char name[] = "wallet-portrait";
    char *const arguments[] = { name, NULL };
    char *const environment[] = { NULL };
    posix_spawn_file_actions_t files;

    if (posix_spawn_file_actions_init(&files) != 0) {
        return false;
    }

    const bool is_spawned =
        posix_spawn_file_actions_adddup2(&files, picture, STDIN_FILENO) == 0 &&
        posix_spawn_file_actions_adddup2(&files, answer, STDOUT_FILENO) == 0 &&
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
        posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1) == 0 &&
        posix_spawn(out, program, &files, NULL, arguments, environment) == 0;
    (void)posix_spawn_file_actions_destroy(&files);
    return is_spawned;
}

/* False where it talks for too long, or too much. */
static bool listen_to(int pipe, struct answer *answer)
{
    const double deadline = clock_milliseconds() + TIME_MS;

    for (;;) {
        struct pollfd wanted = { .fd = pipe, .events = POLLIN };
        const double left = deadline - clock_milliseconds();
        const int events = left > 0 ? poll(&wanted, 1, (int)left + 1) : 0;
        if (events == 0) {
            return false;
        }
        if (events < 0) {
            continue; /* a signal is no event */
        }

        const ssize_t got = read(pipe, answer->data + answer->size, ANSWER_MAX - answer->size);
        if (got == 0) {
            return true;
        }
        if (got < 0 || answer->size + (size_t)got == ANSWER_MAX) {
            return false;
        }
        answer->size += (size_t)got;
    }
}

static bool converse(const char *program, int picture, struct answer *answer)
{
    int ends[2];
    pid_t child = 0;

    if (pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }

    const bool is_spawned = spawn(program, picture, ends[1], &child);
    (void)close(ends[1]);
    const bool is_answered = is_spawned && listen_to(ends[0], answer);
    (void)close(ends[0]);
    if (is_spawned) {
        (void)kill(child, SIGKILL);
        (void)waitpid(child, NULL, 0);
    }

    return is_answered;
}

static bool ask(struct wallet_bytes picture, struct answer *answer)
{
    char program[PATH_MAX];
    const int file = find_program(program) ? open_picture(picture) : -1;
    bool is_answered = false;

    answer->data = malloc(ANSWER_MAX);
    if (file >= 0) {
        is_answered = answer->data && converse(program, file, answer);
        (void)close(file);
    }

    return is_answered;
}

static unsigned read_number(const uint8_t *data)
{
    return (unsigned)data[0] << 3 * BYTE | (unsigned)data[1] << 2 * BYTE |
           (unsigned)data[2] << BYTE | data[3];
}

/* The program is trusted with nothing: its answer may be any bytes. */
static bool read_answer(const struct answer *answer, struct portrait_grey *out)
{
    if (answer->size <= HEAD_SIZE) {
        return false;
    }

    out->width = read_number(answer->data);
    out->height = read_number(answer->data + BYTE / 2);
    out->pixels = answer->data + HEAD_SIZE;
    return out->width > 0 && out->height > 0 && out->width <= ANSWER_MAX &&
           out->height <= ANSWER_MAX &&
           (size_t)out->width * out->height == answer->size - HEAD_SIZE;
}

bool portrait_grey_read(struct wallet_bytes picture, struct portrait_grey *out)
{
    struct answer answer = { 0 };

    *out = (struct portrait_grey){ .memory = NULL };
    if (picture.size == 0) {
        return false;
    }

    const bool is_read = ask(picture, &answer) && read_answer(&answer, out);
    out->memory = answer.data;
    return is_read;
}

void portrait_grey_free(struct portrait_grey *portrait)
{
    if (portrait->memory) {
        explicit_bzero(portrait->memory, ANSWER_MAX); /* it is a face */
    }
    free(portrait->memory);
}
