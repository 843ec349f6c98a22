/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"

#include <wallet/qr.h>
#include <wallet/scan.h>
#include <wallet/verify.h>

#include "file.h"
#include "folder.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "picture.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
    const struct session *session;
    const struct input_taker *taker;
    const char *name;
    bool in_folder; /* one file of many: what is no code at all is passed over */
};

static enum exit_code take(const struct place *place, const struct input *input)
{
    return place->taker->take(place->taker->context, input);
}

static enum exit_code fail(const struct place *place, enum exit_code code, const char *message)
{
    if (place->session->json) {
        json_print_failure(place->name, code, message);
    }

    return code;
}

static enum exit_code complain_empty(const struct place *place, const char *reason)
{
    const struct session *session = place->session;

    complain(session, SAY(session, "no code found in '%s'", "'%s' 中没有找到码"), place->name);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "give a picture (PNG, JPEG), the text of a code, a CBOR file or a folder of them",
            "请提供图片（PNG、JPEG）、码的文本、CBOR 文件或含有它们的目录"));
    return fail(place, EXIT_CODE_NO_CODE, reason);
}

static enum exit_code take_picture(const struct place *place, struct wallet_bytes content)
{
    const struct session *session = place->session;
    struct wallet_scan *scan = NULL;
    enum exit_code code = picture_scan(session, place->name, content, &scan);
    if (code != EXIT_CODE_OK) {
        return fail(place, code, SAY(session, "the picture could not be read", "图片无法读取"));
    }

    const size_t count = wallet_scan_count(scan);
    if (count == 0) {
        code = complain_empty(
            place,
            SAY(session,
                "the picture shows no QR code that can be read",
                "图片中没有可读的二维码"));
    }
    if (count > 1) {
        remark(
            session,
            SAY(session,
                "'%s' shows %zu different codes; each is looked at by itself",
                "'%s' 中有 %zu 个不同的码，逐个处理"),
            place->name,
            count);
    }
    for (size_t i = 0; i < count && !interrupted(); i++) {
        const struct input input = { .name = place->name,
                                     .content = wallet_scan_text(scan, i),
                                     .is_text = true,
                                     .index = i + 1,
                                     .count = count };
        code = exit_code_worse(code, take(place, &input));
    }

    wallet_scan_free(scan);
    return code;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The next line that is not blank, without its end; false where there is none. */
static bool next_line(struct wallet_bytes text, size_t *offset, struct wallet_bytes *out)
{
    while (*offset < text.size && is_blank(text.data[*offset])) {
        *offset += 1;
    }

    const size_t start = *offset;
    while (*offset < text.size && text.data[*offset] != '\n') {
        *offset += 1;
    }

    size_t end = *offset;
    while (end > start && is_blank(text.data[end - 1])) {
        end--;
    }
    *out = (struct wallet_bytes){ text.data + start, end - start };
    return end > start;
}

static enum exit_code take_text(const struct place *place, struct wallet_bytes text)
{
    const struct session *session = place->session;
    enum exit_code code = EXIT_CODE_OK;
    struct input input = { .name = place->name, .is_text = true };

    for (size_t offset = 0; next_line(text, &offset, &input.content);) {
        input.count++;
    }
    if (input.count == 0) {
        return complain_empty(place, SAY(session, "there are only blanks in it", "其中只有空白"));
    }
    for (size_t offset = 0; !interrupted() && next_line(text, &offset, &input.content);) {
        input.index++;
        code = exit_code_worse(code, take(place, &input));
    }

    return code;
}

/* Whether a file of a folder of pictures and codes is meant to be looked at. */
static bool is_candidate(struct wallet_bytes content)
{
    size_t offset = 0;
    struct wallet_bytes line = { 0 };

    return picture_is_known(content) || picture_is_cbor(content) ||
           (next_line(content, &offset, &line) && wallet_code_kind(line) != WALLET_CODE_UNKNOWN);
}

static enum exit_code take_content(const struct place *place, struct wallet_bytes content)
{
    const struct session *session = place->session;

    if (content.size == 0) {
        return complain_empty(place, SAY(session, "it is empty", "内容为空"));
    }
    if (place->in_folder && !is_candidate(content)) {
        remark(
            session,
            SAY(session, "'%s' is no code: passed over", "'%s' 不是码，跳过"),
            place->name);
        return EXIT_CODE_NO_CODE;
    }
    if (picture_is_known(content)) {
        return take_picture(place, content);
    }
    if (content.size > WALLET_INPUT_MAX) {
        return complain_empty(
            place,
            SAY(session, "no picture, and too large for a licence", "不是图片，作为证照又太大"));
    }
    if (picture_is_text(content)) {
        return take_text(place, content);
    }

    return take(
        place, &(struct input){ .name = place->name, .content = content, .index = 1, .count = 1 });
}

static enum exit_code take_file(const struct place *place)
{
    struct file file = { 0 };
    enum exit_code code = file_read(place->session, place->name, WALLET_PICTURE_MAX, &file);

    if (code == EXIT_CODE_OK) {
        code = take_content(place, file_bytes(&file));
    } else if (code != EXIT_CODE_INTERRUPTED) {
        code = fail(place, code, SAY(place->session, "it cannot be read", "无法读取"));
    }

    file_free(&file);
    return code;
}

static enum exit_code take_folder(const struct place *place)
{
    const struct session *session = place->session;
    struct folder folder = { 0 };
    enum exit_code code = folder_read(session, place->name, &folder);
    if (code != EXIT_CODE_OK) {
        return fail(place, code, SAY(session, "it cannot be read", "无法读取"));
    }

    enum exit_code passed_over = EXIT_CODE_OK;
    size_t taken = 0;
    for (size_t i = 0; i < folder.count && !interrupted(); i++) {
        const struct place inside = { session, place->taker, folder.paths[i], true };
        const enum exit_code one = take_file(&inside);
        taken += one != EXIT_CODE_NO_CODE;
        *(one == EXIT_CODE_NO_CODE ? &passed_over : &code) =
            exit_code_worse(one == EXIT_CODE_NO_CODE ? passed_over : code, one);
    }
    if (taken == 0) {
        code = complain_empty(
            place, SAY(session, "no file in this folder holds a code", "该目录中没有含码的文件"));
    }

    folder_free(&folder);
    return code;
}

static bool is_code_text(const char *operand)
{
    static const char *const prefixes[] = { "EL1:", "EL1/", "HC1:" };

    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (strncmp(operand, prefixes[i], strlen(prefixes[i])) == 0) {
            return true;
        }
    }

    return false;
}

static enum exit_code take_operand(const struct place *place)
{
    if (strcmp(place->name, "-") == 0) {
        return inputs_take_stream(place->session, place->taker, false);
    }
    if (is_code_text(place->name)) {
        return take(place, &(struct input){ place->name, text_of(place->name), true, 1, 1 });
    }

    return file_is_folder(place->name) ? take_folder(place) : take_file(place);
}

enum exit_code inputs_take_content(
    const struct session *session, const struct input_taker *taker, struct wallet_bytes content)
{
    return take_content(&(struct place){ session, taker, "-", false }, content);
}

enum exit_code inputs_take(
    const struct session *session, const struct operands *operands, const struct input_taker *taker)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < operands->count && !interrupted(); i++) {
        const struct place place = { session, taker, operands->items[i], false };
        code = exit_code_worse(code, take_operand(&place));
    }

    return code;
}
