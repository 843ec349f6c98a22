/* SPDX-License-Identifier: Apache-2.0 */
#include "issue_output.h"

#include "output.h"
#include "save.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *const issue_forms[] = { "png", "svg", "terminal", "text", "cbor", NULL };

static bool form_of_path(const char *path, enum issue_form *out)
{
    static const struct {
        const char *ending;
        enum issue_form form;
    } endings[] = {
        { ".png", ISSUE_PNG },
        { ".svg", ISSUE_SVG },
        { ".txt", ISSUE_TEXT },
        { ".cbor", ISSUE_CBOR },
    };
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i].ending) == 0) {
            *out = endings[i].form;
            return true;
        }
    }

    return false;
}

enum wallet_qr_level issue_output_level(const char *name)
{
    switch (name ? name[0] : 'M') {
    case 'L': return WALLET_QR_LEVEL_L;
    case 'Q': return WALLET_QR_LEVEL_Q;
    case 'H': return WALLET_QR_LEVEL_H;
    default: return WALLET_QR_LEVEL_M;
    }
}

static enum issue_form form_of_name(const char *name)
{
    int form = 0;

    while (issue_forms[form] && strcmp(issue_forms[form], name) != 0) {
        form++;
    }

    return (enum issue_form)form;
}

static enum exit_code check_terminal(
    const struct session *session, const struct issue_output *output)
{
    const bool is_binary = output->form == ISSUE_PNG || output->form == ISSUE_CBOR;

    if (!is_binary || output->path || session->json || output->dry_run ||
        isatty(STDOUT_FILENO) != 1) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "%s is not for a terminal", "%s 不能输出到终端"),
        issue_forms[output->form]);
    why(session, SAY(session, "it is binary", "它是二进制数据"));
    hint(session, SAY(session, "write it to a file: -o FILE", "请写到文件：-o FILE"));
    return EXIT_CODE_USAGE;
}

enum exit_code issue_output_choose(
    const struct session *session, const char *format, const char *path, struct issue_output *out)
{
    const bool to_stdout = !path || strcmp(path, "-") == 0;
    out->path = to_stdout ? NULL : path;

    if (format) {
        out->form = form_of_name(format);
        out->is_chosen = true;
    } else if (to_stdout) {
        out->form = !path && isatty(STDOUT_FILENO) == 1 ? ISSUE_TERMINAL : ISSUE_TEXT;
    } else if (!form_of_path(path, &out->form)) {
        complain(session, SAY(session, "what is '%s' to be?", "不知道 '%s' 应是什么格式"), path);
        why(session,
            SAY(session,
                "its name does not end in .png, .svg, .txt or .cbor",
                "文件名不以 .png、.svg、.txt 或 .cbor 结尾"));
        hint(session, SAY(session, "rename it or add --format", "请改名，或加 --format"));
        return EXIT_CODE_USAGE;
    }

    return check_terminal(session, out);
}

static enum wallet_qr_format drawing_of(enum issue_form form)
{
    switch (form) {
    case ISSUE_SVG: return WALLET_QR_SVG;
    case ISSUE_TERMINAL: return WALLET_QR_TERMINAL;
    case ISSUE_PNG:
    case ISSUE_TEXT:
    case ISSUE_CBOR: break;
    }

    return WALLET_QR_PNG;
}

/* A code that is broken over lines is none: says so, and has the text printed instead. */
static void fit_terminal(const struct session *session, struct issue_output *output)
{
    const unsigned columns = 17 + 4 * output->qr_version + 8; /* modules, and four around them */
    struct winsize size = { 0 };

    if (output->form != ISSUE_TERMINAL || output->is_chosen ||
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
        size.ws_col >= columns) {
        return;
    }

    output->form = ISSUE_TEXT;
    remark(
        session,
        SAY(session,
            "the terminal is too narrow to draw the code: this is its text",
            "终端太窄，画不下该码，改为输出其文本"));
    hint(
        session,
        SAY(session,
            "widen it to %u columns, or use -o card.png",
            "请加宽到 %u 列，或用 -o card.png"),
        columns);
}

/* Scanners find no edges in a picture whose modules are single dots. */
static void remark_size(const struct session *session, const struct issue_output *output)
{
    if (output->form == ISSUE_PNG && output->module_pixels == 1) {
        remark(
            session,
            SAY(session,
                "scanners need at least 2 pixels a module, 3 are recommended",
                "扫码至少需要每个模块 2 个像素，建议 3 个"));
    }
}

/* Draws in any case, to know how large the code is. */
static enum exit_code draw(
    const struct session *session,
    struct issue_output *output,
    struct wallet_bytes text,
    struct wallet_buffer *picture)
{
    const bool is_drawn = output->form != ISSUE_TEXT && output->form != ISSUE_CBOR;
    const struct wallet_qr_options options = { .format = drawing_of(output->form),
                                               .level = output->level,
                                               .module_pixels = output->module_pixels };
    struct wallet_error error;

    if (wallet_qr_draw(text, &options, picture, &output->qr_version, &error) == WALLET_OK) {
        if (output->qr_version > WALLET_QR_VERSION_PREFERRED) {
            remark(
                session,
                SAY(session,
                    "the code is of version %u: above %d some scanner guns fail",
                    "该码为第 %u 版：超过 %d 版部分扫码枪难以识读"),
                output->qr_version,
                WALLET_QR_VERSION_PREFERRED);
        }
        return EXIT_CODE_OK;
    }

    output->qr_version = 0;
    if (!is_drawn) {
        remark(session, SAY(session, "too large for one QR code", "超出单个二维码的容量"));
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "the code cannot be drawn", "无法绘制二维码"));
    hint(
        session,
        SAY(session,
            "leave optional fields out, shrink the portrait, or use --level L",
            "请省略可选字段、缩小照片，或用 --level L"));
    return code;
}

static enum exit_code write_line(
    const struct session *session, const char *path, struct wallet_bytes text, enum save_kind kind)
{
    char *line = malloc(text.size + 1);
    if (!line) {
        return complain_memory(session);
    }

    memcpy(line, text.data, text.size);
    line[text.size] = '\n';
    const enum exit_code code =
        save(session, path, (struct wallet_bytes){ (uint8_t *)line, text.size + 1 }, kind);
    free(line);
    return code;
}

enum exit_code issue_output_write(
    const struct session *session,
    struct issue_output *output,
    struct wallet_bytes licence,
    struct wallet_bytes text)
{
    struct wallet_buffer picture = { 0 };
    const enum save_kind kind = output->force ? SAVE_REPLACE : SAVE_NEW;
    const char *path = output->path ? output->path : "-";
    enum exit_code code = draw(session, output, text, &picture);

    /* With --json standard output is for the object, which has the text in it. */
    const bool is_silent = output->dry_run || (session->json && !output->path);
    if (code == EXIT_CODE_OK && !is_silent) {
        fit_terminal(session, output);
        remark_size(session, output);
    }
    if (code == EXIT_CODE_OK && !is_silent) {
        if (output->form == ISSUE_TEXT) {
            code = write_line(session, path, text, kind);
        } else if (output->form == ISSUE_CBOR) {
            code = save(session, path, licence, kind);
        } else {
            code = save(session, path, wallet_buffer_bytes(&picture), kind);
        }
    }

    wallet_buffer_clear(&picture);
    return code;
}
