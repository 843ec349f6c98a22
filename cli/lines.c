/* SPDX-License-Identifier: Apache-2.0 */
#include "lines.h"

#include <wallet/verify.h>

#include "encoding.h"
#include "gun_clean.h"
#include "interrupt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FIRST_CAPACITY = 16384
};

struct wallet_bytes lines_head(const struct lines *lines)
{
    if (!lines->data) {
        return (struct wallet_bytes){ (const uint8_t *)"", 0 };
    }

    return (struct wallet_bytes){ lines->data + lines->start, lines->end - lines->start };
}

/* Makes room for at least one byte. */
static bool make_room(struct lines *lines)
{
    if (lines->start > 0) {
        memmove(lines->data, lines->data + lines->start, lines->end - lines->start);
        lines->end -= lines->start;
        lines->start = 0;
    }
    if (lines->end < lines->capacity) {
        return true;
    }

    const size_t capacity = lines->capacity ? lines->capacity * 2 : FIRST_CAPACITY;
    uint8_t *data = realloc(lines->data, capacity);
    if (!data) {
        lines->problem = ENOMEM;
        return false;
    }

    lines->data = data;
    lines->capacity = capacity;
    return true;
}

/* Reads what there is, waiting for at least one byte; false where there will be no more. */
static bool read_more(struct lines *lines)
{
    if (lines->ended || lines->problem != 0 || !make_room(lines) ||
        !interrupt_wait(lines->descriptor)) {
        return false;
    }

    const ssize_t got =
        read(lines->descriptor, lines->data + lines->end, lines->capacity - lines->end);
    if (got > 0) {
        lines->end += (size_t)got;
    } else if (got == 0) {
        lines->ended = true;
    } else if (errno != EINTR) {
        lines->problem = errno;
    }

    return !lines->ended && lines->problem == 0;
}

bool lines_fill(struct lines *lines, size_t size)
{
    while (lines->end - lines->start <= size && read_more(lines)) {
    }

    return lines->problem == 0 && !interrupted();
}

/* What belongs to a line that was too long is no line of its own. */
static void skip_rest(struct lines *lines)
{
    const uint8_t *end = NULL;

    do {
        lines->start = lines->end;
        if (!read_more(lines)) {
            break;
        }
        end = memchr(lines->data + lines->start, '\n', lines->end - lines->start);
    } while (!end);

    lines->start = end ? (size_t)(end - lines->data) + 1 : lines->end;
    lines->is_cut = false;
}

/* The next line, waiting for it; its end is not part of it. */
static bool wait_line(struct lines *lines, struct wallet_bytes *out)
{
    for (;;) {
        const struct wallet_bytes head = lines_head(lines);
        const uint8_t *end = head.size ? memchr(head.data, '\n', head.size) : NULL;
        if (!end && head.size <= WALLET_INPUT_MAX && read_more(lines)) {
            continue;
        }

        /* The last line may lack its end; but half a line before an interrupt is none. */
        const size_t size = end ? (size_t)(end - head.data) : lines_head(lines).size;
        if (interrupted() || (!end && size == 0)) {
            return false;
        }
        *out = (struct wallet_bytes){ lines->data + lines->start, size };
        lines->is_cut = !end && size > WALLET_INPUT_MAX;
        lines->start += end ? size + 1 : size;
        lines->number++;
        return true;
    }
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct wallet_bytes trim(struct wallet_bytes line)
{
    while (line.size > 0 && is_blank(line.data[line.size - 1])) {
        line.size--;
    }
    while (line.size > 0 && is_blank(line.data[0])) {
        line.data++;
        line.size--;
    }

    return line;
}

/* What of a line is its text: what a gun or a keyboard adds is undone where it may be there. */
static struct wallet_bytes text_of_line(struct lines *lines, struct wallet_bytes line)
{
    const struct wallet_bytes text = trim(lines->number == 1 ? encoding_skip_mark(line) : line);

    return lines->is_typed && text.size > 0
               ? gun_clean(text, lines->data + (text.data - lines->data))
               : text;
}

bool lines_next(struct lines *lines, struct wallet_bytes *out)
{
    struct wallet_bytes line;

    if (lines->is_cut) {
        skip_rest(lines);
    }
    while (wait_line(lines, &line)) {
        *out = text_of_line(lines, line);
        if (out->size > 0) {
            return true;
        }
        if (lines->is_cut) {
            skip_rest(lines);
        }
    }

    return false;
}

void lines_free(struct lines *lines)
{
    free(lines->data);
    *lines = (struct lines){ .descriptor = lines->descriptor };
}
