/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"

#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LINE_MAX_SIZE = 4096,
    QUOTED_MAX = 60
};

#define RED  "\033[1;31m"
#define BLUE "\033[1;34m"
#define BOLD "\033[1m"

struct style {
    const char *label;
    const char *color;
};

/* A line of any length, or a cut one where memory is short. */
struct line {
    char fixed[LINE_MAX_SIZE];
    char *heap;
};

static char *compose(struct line *line, const char *format, va_list arguments)
    OUTPUT_LIKE_PRINTF(2, 0);

static char *compose(struct line *line, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int size = vsnprintf(line->fixed, sizeof line->fixed, format, arguments);

    line->heap = size >= LINE_MAX_SIZE ? malloc((size_t)size + 1) : NULL;
    if (line->heap) {
        (void)vsnprintf(line->heap, (size_t)size + 1, format, again);
    }

    va_end(again);
    return line->heap ? line->heap : line->fixed;
}

/* A quotation mark, and no apostrophe: what is beside it on its outer side is no letter. */
static bool is_edge(char beside)
{
    return beside == '\0' || (beside & 0x80) != 0 || strchr(" (),.:;?", beside) != NULL;
}

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

/* Takes the middle out of what stands between two quotation marks; gives where the second is then. */
static char *cut_middle(char *open, char *close)
{
    char *cut = open + QUOTED_MAX - 20;
    char *rest = close - 17;

    if (close - open - 1 <= QUOTED_MAX) {
        return close;
    }
    while (!starts_character(*cut)) {
        cut--;
    }
    while (!starts_character(*rest)) {
        rest++;
    }

    memcpy(cut, "…", 3);
    memmove(cut + 3, rest, strlen(rest) + 1);
    return cut + 3 + (close - rest);
}

/* Shortens what stands in quotes, in place. */
static void shorten(char *text)
{
    char *open = NULL;

    for (char *at = text; *at != '\0'; at++) {
        if (*at == '\'' && !open) {
            open = at == text || is_edge(at[-1]) ? at : NULL;
        } else if (*at == '\'' && is_edge(at[1])) {
            at = cut_middle(open, at);
            open = NULL;
        }
    }
}

static void tell(const struct session *session, const struct style *style, const char *line)
{
    (void)fflush(stdout); /* keeps the order on a terminal */
    if (session->error_color && style->color) {
        fprintf(stderr, "%s%s\033[0m", style->color, style->label);
    } else {
        fputs(style->label, stderr);
    }
    text_print(stderr, text_of(line));
    fputc('\n', stderr);
}

/* Begins the story of a complaint. */
static void tell_what(const struct session *session, const char *format, va_list arguments)
    OUTPUT_LIKE_PRINTF(2, 0);

static void tell_what(const struct session *session, const char *format, va_list arguments)
{
    struct line line;
    char *text = compose(&line, format, arguments);

    shorten(text);
    *session->story = (struct story){ .is_told = false };
    (void)snprintf(session->story->what, sizeof session->story->what, "%s", text);
    tell(session, &(struct style){ "wallet: ", RED }, text);
    free(line.heap);
}

void complain(const struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell_what(session, format, arguments);
    va_end(arguments);
}

void why(const struct session *session, const char *format, ...)
{
    struct line line;
    va_list arguments;
    va_start(arguments, format);
    char *text = compose(&line, format, arguments);
    va_end(arguments);

    shorten(text);
    (void)snprintf(session->story->why, sizeof session->story->why, "%s", text);
    tell(session, &(struct style){ SAY(session, "why: ", "原因："), BOLD }, text);
    free(line.heap);
}

void hint(const struct session *session, const char *format, ...)
{
    struct line line;
    va_list arguments;
    va_start(arguments, format);
    const char *text = compose(&line, format, arguments);
    va_end(arguments);

    (void)snprintf(session->story->hint, sizeof session->story->hint, "%s", text);
    tell(session, &(struct style){ SAY(session, "hint: ", "建议："), BLUE }, text);
    free(line.heap);
}

void remark(const struct session *session, const char *format, ...)
{
    struct line line;
    va_list arguments;
    va_start(arguments, format);
    char *text = compose(&line, format, arguments);
    va_end(arguments);

    shorten(text);
    tell(session, &(struct style){ "wallet: ", NULL }, text);
    free(line.heap);
}

void suggest(const struct session *session, const char *format, ...)
{
    struct line line;
    va_list arguments;
    va_start(arguments, format);
    const char *text = compose(&line, format, arguments);
    va_end(arguments);

    tell(session, &(struct style){ SAY(session, "next: ", "下一步："), BLUE }, text);
    free(line.heap);
}

const char *output_sentence(enum wallet_status status)
{
    switch (status) {
    case WALLET_OK: break;
    case WALLET_ERR_ARGUMENT: return "参数超出范围";
    case WALLET_ERR_TRUNCATED: return "内容不完整";
    case WALLET_ERR_MALFORMED: return "编码有误";
    case WALLET_ERR_STRUCTURE: return "结构不符";
    case WALLET_ERR_TOO_LARGE: return "超出大小限制";
    case WALLET_ERR_UNSUPPORTED: return "不支持的格式或选项";
    case WALLET_ERR_VALUE: return "值不符合要求";
    case WALLET_ERR_MISSING: return "缺少必需的内容";
    case WALLET_ERR_UNKNOWN: return "没有这个类型或字段";
    case WALLET_ERR_KEY: return "密钥或证书不可用";
    case WALLET_ERR_REFUSED: return "核验不通过";
    case WALLET_ERR_UNDETERMINED: return "无法判断";
    case WALLET_ERR_MEMORY: return "内存不足";
    case WALLET_ERR_FILE: return "文件或目录无法读写";
    case WALLET_ERR_CRYPTO: return "密码库出错";
    case WALLET_ERR_SCANNER: return "扫描程序无法运行";
    case WALLET_ERR_CONFLICT: return "内容已被他人更改，请重新读取";
    }

    return "";
}

enum exit_code refuse(
    const struct session *session, const struct wallet_error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell_what(session, format, arguments);
    va_end(arguments);

    char place[48] = "";
    if (error->offset != WALLET_NO_OFFSET) {
        (void)snprintf(place, sizeof place, ", at byte %zu", error->offset);
    }
    if (session->language == WALLET_CHINESE) {
        why(session, "%s（%s%s）", output_sentence(error->status), error->message, place);
    } else {
        why(session, "%s%s", error->message, place);
    }

    return exit_code_of(error->status);
}

const char *output_problem(const struct session *session, int number, char out[160])
{
    static const struct {
        int number;
        const char *sentence;
    } known[] = {
        { ENOENT, "没有这个文件或目录" },
        { EACCES, "没有权限" },
        { EPERM, "不允许此操作" },
        { EISDIR, "它是目录" },
        { ENOTDIR, "路径中有非目录" },
        { EEXIST, "同名文件已存在" },
        { ENOSPC, "磁盘已满" },
        { EDQUOT, "超出磁盘配额" },
        { EFBIG, "文件过大" },
        { EROFS, "文件系统只读" },
        { EIO, "读写出错" },
        { ENAMETOOLONG, "名称过长" },
        { ELOOP, "链接层数过多" },
        { EMFILE, "打开的文件过多" },
        { ENOMEM, "内存不足" },
        { EBADF, "未打开" },
    };
    const char *english = strerror(number);

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (known[i].number == number && session->language == WALLET_CHINESE) {
            (void)snprintf(out, 160, "%s（%s）", known[i].sentence, english);
            return out;
        }
    }

    (void)snprintf(out, 160, "%s", english);
    return out;
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

void output_start(void)
{
    /* Open the wrong way round, so that using one still fails as it should. */
    static const int modes[] = { O_WRONLY, O_RDONLY, O_WRONLY };

    for (int i = 0; i < 3; i++) {
        if (fcntl(i, F_GETFD) < 0) {
            (void)open("/dev/null", modes[i]); /* takes the lowest number that is free: this one */
        }
    }

    /* A line is one call, which no other program's line comes into. */
    (void)setvbuf(stderr, NULL, _IOLBF, LINE_MAX_SIZE);
}

/* Standard output as output_start() leaves it where there was none. */
static bool is_closed(void)
{
    const int flags = fcntl(STDOUT_FILENO, F_GETFL);

    return flags < 0 || (flags & O_ACCMODE) == O_RDONLY;
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

    char reason[160];
    complain(session, SAY(session, "cannot write to standard output", "无法写到标准输出"));
    if (is_closed()) {
        why(session, SAY(session, "it is closed", "它已关闭"));
        hint(
            session,
            SAY(session, "to see nothing, write > /dev/null", "如不需要输出，请写 > /dev/null"));
    } else {
        why(session, "%s", output_problem(session, problem ? problem : EIO, reason));
        hint(session, SAY(session, "is the disk full?", "磁盘是否已满？"));
    }
    return exit_code_worse(code, EXIT_CODE_FILE);
}
