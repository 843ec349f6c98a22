/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"

#include "text.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    LINE_MAX_SIZE = 4096
};

#define RED  "\033[1;31m"
#define BLUE "\033[1;34m"
#define BOLD "\033[1m"

struct style {
    const char *label;
    const char *color;
};

static void tell(
    const struct session *session, const struct style *style, const char *format, va_list arguments)
    OUTPUT_LIKE_PRINTF(3, 0);

static void tell(
    const struct session *session, const struct style *style, const char *format, va_list arguments)
{
    char line[LINE_MAX_SIZE];

    (void)fflush(stdout); /* keeps the order on a terminal */
    (void)vsnprintf(line, sizeof line, format, arguments);
    if (session->error_color && style->color) {
        fprintf(stderr, "%s%s\033[0m ", style->color, style->label);
    } else {
        fprintf(stderr, "%s ", style->label);
    }
    text_print(stderr, text_of(line));
    fputc('\n', stderr);
}

void complain(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(session, &(struct style){ "wallet:", RED }, format, arguments);
    va_end(arguments);
}

void why(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(session, &(struct style){ "why:", BOLD }, format, arguments);
    va_end(arguments);
}

void hint(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(session, &(struct style){ "hint:", BLUE }, format, arguments);
    va_end(arguments);
}

void remark(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(session, &(struct style){ "wallet:", NULL }, format, arguments);
    va_end(arguments);
}

void suggest(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(session, &(struct style){ "next:", BLUE }, format, arguments);
    va_end(arguments);
}

enum exit_code refuse(
    const struct session *session, const struct wallet_error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(session, &(struct style){ "wallet:", RED }, format, arguments);
    va_end(arguments);

    if (error->offset == WALLET_NO_OFFSET) {
        why(session, "%s", error->message);
    } else {
        why(session, "%s, at byte %zu", error->message, error->offset);
    }

    return exit_code_of(error->status);
}

enum exit_code complain_memory(const struct session *session)
{
    complain(session, SAY(session, "out of memory", "内存不足"));
    why(session, SAY(session, "an allocation failed", "分配内存失败"));
    hint(session, SAY(session, "close other programs and try again", "请关闭其他程序后再试"));
    return EXIT_CODE_FILE;
}

/* Asked afresh, as the error may be long past. */
static bool reader_is_gone(void)
{
    struct pollfd poll_output = { .fd = STDOUT_FILENO, .events = POLLOUT };

    return poll(&poll_output, 1, 0) == 1 && (poll_output.revents & POLLERR) != 0;
}

enum exit_code output_finish(const struct session *session, enum exit_code code)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return code;
    }

    const int problem = errno;
    if (problem == EPIPE || reader_is_gone()) {
        return exit_code_worse(code, EXIT_CODE_FILE); /* the reader had enough: nobody to tell */
    }

    complain(session, SAY(session, "cannot write to standard output", "无法写到标准输出"));
    why(session, "%s", problem ? strerror(problem) : "write error");
    hint(session, SAY(session, "is the disk full?", "磁盘是否已满？"));
    return exit_code_worse(code, EXIT_CODE_FILE);
}
