/* SPDX-License-Identifier: Apache-2.0 */
#include "secret_line.h"

#include "interrupt.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

void secret_line_forget(struct secret_line *line)
{
    explicit_bzero(line, sizeof *line);
}

struct wallet_bytes secret_line_bytes(const struct secret_line *line)
{
    return (struct wallet_bytes){ line->text, line->size };
}

bool secret_line_equal(const struct secret_line *a, const struct secret_line *b)
{
    /* Both are of the one who waits: there is nothing to learn from how long it takes. */
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* Up to the end of the line or of the file; what ends the line is not part of the secret. */
static const char *read_line(
    const struct session *session, int descriptor, struct secret_line *line)
{
    ssize_t got = 1;

    line->size = 0;
    while (line->size < sizeof line->text && got > 0 && !memchr(line->text, '\n', line->size)) {
        got = interrupt_wait(descriptor)
                  ? read(descriptor, line->text + line->size, sizeof line->text - line->size)
                  : -1;
        line->size += got > 0 ? (size_t)got : 0;
    }
    if (got < 0) {
        return interrupted() ? SAY(session, "interrupted", "被中断") : strerror(errno);
    }

    const uint8_t *end = memchr(line->text, '\n', line->size);
    if (end && end != line->text + line->size - 1) {
        return SAY(session, "there is more than one line", "内容不止一行");
    }

    line->size -= end ? 1 : 0;
    line->size -= line->size > 0 && line->text[line->size - 1] == '\r' ? 1 : 0;
    return line->size > SECRET_LINE_MAX ? SAY(session, "the line is too long", "该行过长") : NULL;
}

const char *secret_line_read(const struct session *session, int descriptor, struct secret_line *out)
{
    const char *wrong = read_line(session, descriptor, out);

    return !wrong && out->size == 0 ? SAY(session, "there is nothing in it", "内容为空") : wrong;
}

/* A secret that others can read is none: the same rule as for private keys. */
static bool is_safe(int descriptor)
{
    struct stat status;

    return fstat(descriptor, &status) == 0 &&
           (!S_ISREG(status.st_mode) ||
            ((status.st_mode & 077) == 0 && status.st_uid == geteuid()));
}

const char *secret_line_read_file(
    const struct session *session, const char *path, struct secret_line *out)
{
    if (strcmp(path, "-") == 0) {
        return secret_line_read(session, STDIN_FILENO, out);
    }

    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return strerror(errno);
    }

    const char *wrong = is_safe(descriptor)
                            ? secret_line_read(session, descriptor, out)
                            : SAY(session,
                                  "others on this machine may use the file, or own it",
                                  "本机其他用户可访问或拥有该文件");
    (void)close(descriptor);
    return wrong;
}

static const char *ask_at(
    const struct session *session, int terminal, const char *question, struct secret_line *out)
{
    struct termios before;
    struct termios silent;

    if (tcgetattr(terminal, &before) != 0) {
        return strerror(errno);
    }

    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    (void)tcsetattr(terminal, TCSAFLUSH, &silent);
    (void)!write(terminal, question, strlen(question));
    const char *wrong = read_line(session, terminal, out);
    (void)tcsetattr(terminal, TCSAFLUSH, &before);
    (void)!write(terminal, "\n", 1);
    return wrong;
}

const char *secret_line_ask(
    const struct session *session, const char *question, struct secret_line *out)
{
    const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) {
        return SAY(session, "there is no terminal to ask at", "没有可供询问的终端");
    }

    const char *wrong = ask_at(session, terminal, question, out);
    (void)close(terminal);
    return wrong;
}
