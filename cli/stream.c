/* SPDX-License-Identifier: Apache-2.0 */
#include "stream.h"

#include <wallet/qr.h>
#include <wallet/scan.h>
#include <wallet/verify.h>

#include "content.h"
#include "encoded_text.h"
#include "encoding.h"
#include "file.h"
#include "interrupt.h"
#include "output.h"
#include "picture.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static enum exit_code complain_problem(const struct origin *origin, int problem, size_t limit)
{
    if (interrupted()) {
        return EXIT_CODE_INTERRUPTED;
    }

    return origin_miss(origin, file_complain(origin->session, origin->name, problem, limit));
}

/* Parts belong together: they are not looked at one by one. */
static bool are_parts(const struct wallet_scan *scan)
{
    size_t i = 0;

    while (i < wallet_scan_count(scan) &&
           wallet_code_kind(wallet_scan_text(scan, i)) == WALLET_CODE_LICENCE_PART) {
        i++;
    }

    return i == wallet_scan_count(scan);
}

static enum exit_code take_codes(const struct origin *origin, const struct wallet_scan *scan)
{
    const struct session *session = origin->session;
    const size_t count = wallet_scan_count(scan);
    enum exit_code code = EXIT_CODE_OK;

    if (count == 0) {
        return origin_complain_empty(
            origin,
            SAY(session, "the picture shows no QR code that can be read", "图片中没有可读的二维码"),
            NULL);
    }
    if (count > 1 && !are_parts(scan)) {
        remark(
            session,
            SAY(session,
                "'%s' shows %zu different codes; each is looked at by itself",
                "'%s' 中有 %zu 个不同的码，逐个处理"),
            origin->name,
            count);
    }
    for (size_t i = 0; i < count && !interrupted(); i++) {
        const struct input input = { .name = origin->name,
                                     .content = wallet_scan_text(scan, i),
                                     .is_text = true,
                                     .index = i + 1,
                                     .count = count };
        code = exit_code_worse(code, origin_take(origin, &input));
    }

    return code;
}

static enum exit_code take_picture(const struct origin *origin, struct lines *lines)
{
    struct wallet_scan *scan = NULL;

    if (!lines_fill(lines, WALLET_PICTURE_MAX)) {
        return complain_problem(origin, lines->problem, 0);
    }
    if (lines_head(lines).size > WALLET_PICTURE_MAX) {
        return complain_problem(origin, EFBIG, WALLET_PICTURE_MAX);
    }

    enum exit_code code = picture_scan(origin->session, origin->name, lines_head(lines), &scan);
    code = code == EXIT_CODE_OK ? take_codes(origin, scan) : origin_miss(origin, code);
    wallet_scan_free(scan);
    return code;
}

static enum exit_code take_bytes(const struct origin *origin, struct lines *lines)
{
    if (!lines_fill(lines, WALLET_INPUT_MAX)) {
        return complain_problem(origin, lines->problem, 0);
    }

    return origin_take(
        origin,
        &(struct input){
            .name = origin->name, .content = lines_head(lines), .index = 1, .count = 1 });
}

/* Of a text that stands for bytes: those. */
static enum exit_code take_encoded(
    const struct origin *origin, const struct input *place, struct wallet_bytes text)
{
    struct wallet_buffer bytes = { 0 };
    struct input input = *place;

    if (!encoded_text_read(text, &bytes)) {
        return complain_memory(origin->session);
    }

    input.content = wallet_buffer_bytes(&bytes);
    input.is_text = false;
    const enum exit_code code = origin_take(origin, &input);
    encoded_text_free(&bytes);
    return code;
}

/* A file with such a text, which may have several lines; twice the size is enough for hex and its lines. */
static enum exit_code take_encoded_file(const struct origin *origin, struct lines *lines)
{
    if (!lines_fill(lines, ENCODED_TEXT_MAX)) {
        return complain_problem(origin, lines->problem, 0);
    }

    return take_encoded(
        origin, &(struct input){ .name = origin->name, .index = 1, .count = 1 }, lines_head(lines));
}

static enum exit_code take_line(const struct origin *origin, const struct input *line)
{
    return encoded_text_is_mdoc(line->content) ? take_encoded(origin, line, line->content)
                                               : origin_take(origin, line);
}

/* Whether a file has one line that is not blank, and no more: it needs no number. */
static bool is_single(const struct lines *lines)
{
    const struct wallet_bytes head = lines_head(lines);
    struct wallet_bytes line;
    size_t offset = 0;

    return lines->ended && content_next_line(head, &offset, &line) &&
           !content_next_line(head, &offset, &line);
}

/* Whether one line was asked for, and what came is enough for an answer. */
static bool is_enough(const struct origin *origin, bool only_one, const struct input *last)
{
    const struct input_taker *taker = origin->taker;

    return only_one && last->index > 0 && !(taker->wants_more && taker->wants_more(taker->context));
}

static enum exit_code take_lines(
    const struct origin *origin, struct lines *lines, bool only_one, size_t count)
{
    const struct session *session = origin->session;
    enum exit_code code = EXIT_CODE_OK;
    struct input input = { .name = origin->name, .is_text = true, .count = count };

    while (!is_enough(origin, only_one, &input) && !interrupted() &&
           lines_next(lines, &input.content)) {
        input.index++;
        input.line = lines->number;
        code = exit_code_worse(code, take_line(origin, &input));
    }
    if (lines->problem != 0) {
        return exit_code_worse(code, complain_problem(origin, lines->problem, 0));
    }
    if (input.index > 0 || interrupted()) {
        return code;
    }

    return origin_complain_empty(
        origin,
        SAY(session, "there is nothing to read from it", "没有可读的内容"),
        SAY(session, "scan a code, or pipe one in", "请扫码，或由管道输入"));
}

/* What pictures, signed objects and UTF-16 start with, and no line of a gun. */
static bool is_binary(struct wallet_bytes head)
{
    return head.size > 0 && head.data[0] != 0 &&
           memchr("\x89\xff\xfe\xd2\x84\xd8\xd9", head.data[0], 7) != NULL;
}

enum exit_code stream_take_typed(const struct origin *origin, struct lines *lines, bool only_one)
{
    struct stat status;

    if (!lines_fill(lines, 0)) {
        return complain_problem(origin, lines->problem, 0);
    }

    /* "< card.svg" is a file, though it starts like something that could be typed. */
    const bool is_file = fstat(lines->descriptor, &status) == 0 && S_ISREG(status.st_mode);
    const struct wallet_bytes head = lines_head(lines);
    if (is_binary(head) || picture_is_mdoc(head) || (is_file && picture_is_known(head))) {
        return stream_take_file(origin, lines);
    }

    lines->is_typed = true;
    return take_lines(origin, lines, only_one, 0);
}

static enum exit_code pass_over(const struct origin *origin)
{
    const struct session *session = origin->session;

    remark(
        session, SAY(session, "'%s' is no code: passed over", "'%s' 不是码，跳过"), origin->name);
    return EXIT_CODE_NO_CODE;
}

enum exit_code stream_take_file(const struct origin *origin, struct lines *lines)
{
    const struct session *session = origin->session;
    if (!lines_fill(lines, WALLET_INPUT_MAX)) {
        return complain_problem(origin, lines->problem, 0);
    }

    const enum content_kind kind = content_kind(lines_head(lines));
    if (origin->in_folder && (kind == CONTENT_BLANK || kind == CONTENT_OTHER)) {
        return pass_over(origin);
    }

    switch (kind) {
    case CONTENT_PICTURE: return take_picture(origin, lines);
    case CONTENT_CBOR: return take_bytes(origin, lines);
    case CONTENT_MDOC_TEXT: return take_encoded_file(origin, lines);
    case CONTENT_CODES: return take_lines(origin, lines, false, is_single(lines) ? 1 : 0);
    case CONTENT_UTF16:
        return origin_complain_empty(
            origin,
            SAY(session, "it is text in UTF-16", "它是 UTF-16 编码的文本"),
            encoding_hint(session, ENCODING_UTF16));
    case CONTENT_BLANK:
        return origin_complain_empty(
            origin,
            lines_head(lines).size == 0
                ? SAY(session, "it is empty", "内容为空")
                : SAY(session, "there are only blanks in it", "其中只有空白"),
            NULL);
    case CONTENT_OTHER: break;
    }

    return origin_complain_empty(
        origin,
        SAY(session,
            "it holds neither a picture nor anything that looks like a code",
            "其中没有图片，也没有像码的内容"),
        NULL);
}
