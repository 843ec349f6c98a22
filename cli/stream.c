/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/scan.h>
#include <wallet/verify.h>

#include "input.h"
#include "interrupt.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Standard input, as far as it was read and not yet taken. */
struct stream {
    uint8_t *data;
    size_t size;
    size_t capacity;
    bool ended;
    bool is_cut; /* the line was too long to wait for its end */
};

/* Reads what there is, waiting for at least one byte; false where memory ran out. */
static bool read_more(struct stream *stream)
{
    if (stream->size == stream->capacity) {
        const size_t capacity = stream->capacity ? stream->capacity * 2 : 16384;
        uint8_t *data = realloc(stream->data, capacity);
        if (!data) {
            return false;
        }
        stream->data = data;
        stream->capacity = capacity;
    }

    if (!interrupt_wait(STDIN_FILENO)) {
        stream->ended = true;
        return true;
    }

    const ssize_t got =
        read(STDIN_FILENO, stream->data + stream->size, stream->capacity - stream->size);
    if (got > 0) {
        stream->size += (size_t)got;
    } else if (got == 0 || errno != EINTR) {
        stream->ended = true;
    }

    return true;
}

/* What pictures and signed objects start with, and no line of a gun. */
static bool is_binary(uint8_t first)
{
    return first != 0 && memchr("\x89\xff\xd2\x84\xd8\xd9", first, 6) != NULL;
}

static enum exit_code take_rest(
    const struct session *session, const struct input_taker *taker, struct stream *stream)
{
    while (!stream->ended && stream->size <= WALLET_PICTURE_MAX) {
        if (!read_more(stream)) {
            return complain_memory(session);
        }
    }
    if (stream->size > WALLET_PICTURE_MAX) {
        complain(session, SAY(session, "cannot read '-'", "无法读取 '-'"));
        why(session, SAY(session, "larger than %d bytes", "超过 %d 字节"), WALLET_PICTURE_MAX);
        hint(session, SAY(session, "give a smaller picture", "请提供较小的图片"));
        return EXIT_CODE_FILE;
    }

    return inputs_take_content(session, taker, (struct wallet_bytes){ stream->data, stream->size });
}

static void drop(struct stream *stream, size_t size)
{
    stream->size -= size;
    memmove(stream->data, stream->data + size, stream->size);
}

/* The next line, waiting for it; its end is not part of it.  False at the end. */
static bool wait_line(struct stream *stream, struct wallet_bytes *out, size_t *out_used)
{
    for (;;) {
        const uint8_t *end = stream->size ? memchr(stream->data, '\n', stream->size) : NULL;
        if (end || stream->ended || stream->size > WALLET_INPUT_MAX) {
            const size_t size = end ? (size_t)(end - stream->data) : stream->size;
            *out = (struct wallet_bytes){ stream->data, size };
            *out_used = end ? size + 1 : size;
            stream->is_cut = !end && !stream->ended;
            return *out_used > 0;
        }
        if (!read_more(stream)) {
            stream->ended = true;
        }
    }
}

/* What belongs to a line that was too long is no line of its own. */
static void skip_line(struct stream *stream)
{
    const uint8_t *end = NULL;

    while (!end && !stream->ended) {
        stream->size = 0;
        if (!read_more(stream)) {
            stream->ended = true;
        }
        end = stream->size ? memchr(stream->data, '\n', stream->size) : NULL;
    }

    drop(stream, end ? (size_t)(end - stream->data) + 1 : stream->size);
    stream->is_cut = false;
}

static struct wallet_bytes trim(struct wallet_bytes line)
{
    while (line.size > 0 && strchr(" \t\r", line.data[line.size - 1]) &&
           line.data[line.size - 1] != '\0') {
        line.size--;
    }
    while (line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t')) {
        line.data++;
        line.size--;
    }

    return line;
}

static enum exit_code take_lines(
    const struct session *session,
    const struct input_taker *taker,
    struct stream *stream,
    bool only_one)
{
    enum exit_code code = EXIT_CODE_OK;
    struct input input = { .name = "-", .is_text = true };
    size_t used = 0;

    while (!interrupted() && !(only_one && input.index) &&
           wait_line(stream, &input.content, &used)) {
        input.content = trim(input.content);
        if (input.content.size > 0) {
            input.index++;
            code = exit_code_worse(code, taker->take(taker->context, &input));
        }
        if (stream->is_cut) {
            skip_line(stream);
        } else {
            drop(stream, used);
        }
    }
    if (input.index > 0 || interrupted()) {
        return code;
    }

    complain(session, SAY(session, "no code found in '-'", "'-' 中没有找到码"));
    why(session, SAY(session, "standard input is empty", "标准输入为空"));
    hint(session, SAY(session, "scan a code, or pipe one in", "请扫码，或由管道输入"));
    return EXIT_CODE_NO_CODE;
}

enum exit_code inputs_take_stream(
    const struct session *session, const struct input_taker *taker, bool only_one)
{
    struct stream stream = { 0 };

    while (stream.size == 0 && !stream.ended) {
        if (!read_more(&stream)) {
            return complain_memory(session);
        }
    }

    const enum exit_code code = stream.size > 0 && is_binary(stream.data[0])
                                    ? take_rest(session, taker, &stream)
                                    : take_lines(session, taker, &stream, only_one);
    free(stream.data);
    return code;
}
