/* SPDX-License-Identifier: Apache-2.0 */
#include "code_output.h"

#include "code_pictures.h"
#include "code_show.h"
#include "file.h"
#include "output.h"
#include "save.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static enum exit_code check_terminal(
    const struct session *session, const struct code_output *output)
{
    if (!code_form_is_binary(output->form) || output->path || session->json || output->dry_run ||
        isatty(STDOUT_FILENO) != 1) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "%s is not for a terminal", "%s 不能输出到终端"),
        code_forms[output->form]);
    why(session, SAY(session, "it is binary", "它是二进制数据"));
    hint(session, SAY(session, "write it to a file: -o FILE", "请写到文件：-o FILE"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_name(
    const struct session *session, const char *path, bool is_printable)
{
    complain(session, SAY(session, "what is '%s' to be?", "不知道 '%s' 应是什么格式"), path);
    why(session,
        is_printable ? SAY(session,
                           "its name does not end in .png, .svg, .pdf, .txt or .cbor",
                           "文件名不以 .png、.svg、.pdf、.txt 或 .cbor 结尾")
                     : SAY(session,
                           "its name does not end in .png, .svg, .txt or .cbor",
                           "文件名不以 .png、.svg、.txt 或 .cbor 结尾"));
    hint(session, SAY(session, "rename it or add --format", "请改名，或加 --format"));
    return EXIT_CODE_USAGE;
}

enum exit_code code_output_choose(
    const struct session *session, const char *format, const char *path, struct code_output *out)
{
    const bool to_stdout = !path || strcmp(path, "-") == 0;
    out->path = to_stdout ? NULL : path;

    if (format) {
        out->form = code_form_of_name(format);
        out->is_chosen = true;
    } else if (to_stdout) {
        out->form = !path && isatty(STDOUT_FILENO) == 1 ? CODE_TERMINAL : CODE_TEXT;
    } else if (
        !code_form_of_path(path, &out->form) || (out->form == CODE_PDF && !out->is_printable)) {
        return complain_name(session, path, out->is_printable);
    }

    return check_terminal(session, out);
}

size_t code_output_count(const struct code_output *output)
{
    return output->split ? wallet_split_count(output->split) : 0;
}

bool code_output_is_apart(const struct code_output *output)
{
    return code_form_is_picture(output->form) && !output->paper && code_output_count(output) > 1;
}

/* With --json standard output is for the object, which has the texts in it. */
static bool is_silent(const struct session *session, const struct code_output *output)
{
    return output->dry_run || (session->json && !output->path);
}

/* A pipe holds one picture; and who reads it would not know where the next begins. */
static enum exit_code check_pipe(const struct session *session, const struct code_output *output)
{
    if (!code_output_is_apart(output) || output->path || is_silent(session, output)) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session,
            "standard output takes one picture, not %zu",
            "标准输出只能写一张图片，而不是 %zu 张"),
        code_output_count(output));
    why(session, SAY(session, "one QR code does not hold all of it", "内容超出单个二维码的容量"));
    hint(
        session,
        SAY(session,
            "write files with -o FILE, or their texts with --format text",
            "请用 -o FILE 写成文件，或用 --format text 输出文本"));
    return EXIT_CODE_USAGE;
}

static void remark_symbol(const struct session *session, const struct code_output *output)
{
    if (output->qr_version > WALLET_QR_VERSION_PREFERRED) {
        remark(
            session,
            SAY(session,
                "the code is of version %u: above %d some scanner guns fail",
                "该码为第 %u 版：超过 %d 版部分扫码枪难以识读"),
            output->qr_version,
            WALLET_QR_VERSION_PREFERRED);
    }
    if (code_output_count(output) > 1 && output->form != CODE_CBOR) {
        remark(
            session,
            SAY(session,
                "too large for one QR code: it takes %zu, all of which must be scanned",
                "超出单个二维码的容量：共需 %zu 个码，须全部扫描"),
            code_output_count(output));
    }
}

enum exit_code code_output_draw(
    const struct session *session, struct code_output *output, struct wallet_bytes object)
{
    struct wallet_error error;

    output->object = object;
    if (code_pictures_split(object, output->is_identity, output->level, &output->split, &error) !=
            WALLET_OK ||
        code_pictures_measure(output->split, output->level, &output->qr_version, &error) !=
            WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "the code cannot be drawn", "无法绘制二维码"));
        hint(
            session,
            SAY(session,
                "leave optional fields out, shrink the portrait, or use --level L",
                "请省略可选字段、缩小照片，或用 --level L"));
        return code;
    }

    remark_symbol(session, output);
    return check_pipe(session, output);
}

/* Whether the codes are to take turns; else all are printed, one below the other. */
static bool is_show(const struct code_output *output, struct code_stage *out)
{
    return output->form == CODE_TERMINAL && !output->path && code_output_count(output) > 1 &&
           code_stage_open(out);
}

static enum exit_code offer(void *context, int64_t now_unix, struct code_offer *out)
{
    const struct code_output *output = context;
    (void)now_unix;

    *out = (struct code_offer){ .object = output->object, .until_unix = INT64_MAX };
    return EXIT_CODE_OK;
}

/* What a small window costs. */
static void hint_window(const struct session *session, const struct code_output *output)
{
    const unsigned side = 17 + 4 * output->qr_version + 8; /* modules, and four around them */

    hint(
        session,
        SAY(session,
            "the window is small: with %u columns and %u rows it takes %zu codes, here more",
            "窗口较小：放大到 %u 列、%u 行时只需 %zu 个码，此处码数更多"),
        side,
        (side + 1) / 2 + 1,
        code_output_count(output));
}

static enum exit_code show(
    const struct session *session, struct code_output *output, const struct code_stage *stage)
{
    const struct code_source source = { .renew = offer, .context = output };
    const struct code_manner manner = { .level = output->level, .interval = output->interval };
    unsigned columns = 0;
    unsigned rows = 0;

    stage->measure(stage->context, &columns, &rows);
    if (code_stage_version(columns, rows) < output->qr_version) {
        hint_window(session, output);
    }

    return code_show(session, &source, &manner, stage);
}

/* A code that is broken over lines is none: says so, and has the text printed instead. */
static void fit_terminal(const struct session *session, struct code_output *output)
{
    const unsigned columns = 17 + 4 * output->qr_version + 8; /* modules, and four around them */
    struct winsize size = { 0 };

    if (output->form != CODE_TERMINAL || output->is_chosen ||
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
        size.ws_col >= columns) {
        return;
    }

    output->form = CODE_TEXT;
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
static void remark_size(const struct session *session, const struct code_output *output)
{
    if (output->form == CODE_PNG && output->module_pixels == 1) {
        remark(
            session,
            SAY(session,
                "scanners need at least 2 pixels a module, 3 are recommended",
                "扫码至少需要每个模块 2 个像素，建议 3 个"));
    }
}

bool code_output_path(const struct code_output *output, size_t index, char out[PATH_MAX])
{
    const size_t count = code_output_count(output);
    const char *name = strrchr(output->path, '/');
    const char *dot = strrchr(name ? name : output->path, '.');
    const int stem = (int)(dot ? (size_t)(dot - output->path) : strlen(output->path));
    char number[24] = "*";
    char of[24];

    /* All of one width, so that they are listed in their order. */
    const int width = snprintf(of, sizeof of, "%zu", count);
    if (index > 0) {
        (void)snprintf(number, sizeof number, "%0*zu", width, index);
    }
    const int size =
        snprintf(out, PATH_MAX, "%.*s-%sof%s%s", stem, output->path, number, of, dot ? dot : "");
    return size > 0 && size < PATH_MAX;
}

static enum exit_code save_several(
    const struct session *session,
    const struct code_output *output,
    const struct code_pictures *pictures,
    enum save_kind kind)
{
    char(*paths)[PATH_MAX] = calloc(pictures->count, sizeof *paths);
    struct save_item *items = calloc(pictures->count, sizeof *items);
    enum exit_code code = EXIT_CODE_OK;

    if (!paths || !items) {
        code = complain_memory(session);
    }
    for (size_t i = 0; code == EXIT_CODE_OK && i < pictures->count; i++) {
        items[i] = (struct save_item){ paths[i], wallet_buffer_bytes(&pictures->items[i]) };
        if (!code_output_path(output, i + 1, paths[i])) {
            code = file_complain(session, output->path, ENAMETOOLONG, 0);
        }
    }
    if (code == EXIT_CODE_OK) {
        code = save_all(session, items, pictures->count, kind);
    }

    free(items);
    free(paths);
    return code;
}

static void print_pictures(FILE *stream, const struct code_pictures *pictures)
{
    for (size_t i = 0; i < pictures->count; i++) {
        const struct wallet_bytes picture = wallet_buffer_bytes(&pictures->items[i]);
        (void)fwrite(picture.data, 1, picture.size, stream);
        if (pictures->count > 1) {
            fprintf(
                stream, "%zu/%zu\n%s", i + 1, pictures->count, i + 1 < pictures->count ? "\n" : "");
        }
    }
}

static void print_texts(FILE *stream, const struct wallet_split *split)
{
    for (size_t i = 0; i < wallet_split_count(split); i++) {
        const struct wallet_bytes text = wallet_split_text(split, i);
        (void)fwrite(text.data, 1, text.size, stream);
        fputc('\n', stream);
    }
}

/* Composes one file, or what is printed, out of all codes. */
static enum exit_code save_together(
    const struct session *session,
    const struct code_output *output,
    const struct code_pictures *pictures,
    enum save_kind kind)
{
    char *content = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&content, &size);
    if (!stream) {
        return complain_memory(session);
    }

    if (pictures) {
        print_pictures(stream, pictures);
    } else {
        print_texts(stream, output->split);
    }

    const bool is_complete = fclose(stream) == 0;
    const struct wallet_bytes bytes = { (const uint8_t *)content, size };
    const enum exit_code code = is_complete
                                    ? save(session, output->path ? output->path : "-", bytes, kind)
                                    : complain_memory(session);
    free(content);
    return code;
}

static enum exit_code write_drawn(
    const struct session *session, const struct code_output *output, enum save_kind kind)
{
    const struct wallet_qr_options options = { .format = code_form_drawing(output->form),
                                               .level = output->level,
                                               .module_pixels = output->module_pixels,
                                               .version = output->qr_version };
    struct code_pictures pictures = { 0 };
    struct wallet_error error;

    if (code_pictures_draw(output->split, &options, &pictures, &error) != WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "the code cannot be drawn", "无法绘制二维码"));
        hint(session, SAY(session, "try again", "请再试一次"));
        return code;
    }

    const enum exit_code code = code_output_is_apart(output)
                                    ? save_several(session, output, &pictures, kind)
                                    : save_together(session, output, &pictures, kind);
    code_pictures_free(&pictures);
    return code;
}

static enum exit_code write_form(const struct session *session, const struct code_output *output)
{
    const enum save_kind kind = output->force ? SAVE_REPLACE : SAVE_NEW;
    const struct wallet_bytes page = { (const uint8_t *)output->page, output->page_size };

    if (output->paper) {
        return save(session, output->path ? output->path : "-", page, kind);
    }

    switch (output->form) {
    case CODE_CBOR: return save(session, output->path ? output->path : "-", output->object, kind);
    case CODE_TEXT: return save_together(session, output, NULL, kind);
    case CODE_PNG:
    case CODE_SVG:
    case CODE_PDF:
    case CODE_TERMINAL: break;
    }

    return write_drawn(session, output, kind);
}

enum exit_code code_output_write(const struct session *session, struct code_output *output)
{
    struct code_stage stage;

    if (is_silent(session, output)) {
        return EXIT_CODE_OK;
    }
    if (is_show(output, &stage)) {
        return show(session, output, &stage);
    }

    fit_terminal(session, output);
    remark_size(session, output);
    return write_form(session, output);
}

void code_output_finish(struct code_output *output)
{
    wallet_split_free(output->split);
    output->split = NULL;
    free(output->page);
    output->page = NULL;
}
