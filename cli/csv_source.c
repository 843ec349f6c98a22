/* SPDX-License-Identifier: Apache-2.0 */
#include "csv_source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool csv_source_start(struct csv_source *source, int descriptor, enum encoding encoding)
{
    *source = (struct csv_source){ .descriptor = descriptor,
                                   .encoding = encoding,
                                   .converter = (iconv_t)-1 };
    if (encoding == ENCODING_GB18030) {
        source->converter = iconv_open("UTF-8", "GB18030");
        return source->converter != (iconv_t)-1;
    }

    return encoding == ENCODING_UTF8;
}

/** Fills up `raw`; what was left in it stands first. */
static bool refill(struct csv_source *source)
{
    while (!source->ended && source->raw_size < sizeof source->raw) {
        const ssize_t got = read(
            source->descriptor,
            source->raw + source->raw_size,
            sizeof source->raw - source->raw_size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            source->problem = errno;
            return false;
        }
        source->ended = got == 0;
        source->raw_size += (size_t)got;
    }

    return true;
}

static void drop(struct csv_source *source, size_t size)
{
    source->raw_size -= size;
    source->taken += size;
    (void)memmove(source->raw, source->raw + size, source->raw_size);
}

static void skip_mark(struct csv_source *source)
{
    const struct wallet_bytes head = { source->raw, source->raw_size };
    drop(source, head.size - encoding_skip_mark(head).size);
    source->has_begun = true;
}

static size_t convert(struct csv_source *source, uint8_t *out, size_t room)
{
    char *in = (char *)source->raw;
    char *next = (char *)out;
    size_t left = source->raw_size;
    size_t room_left = room;

    const size_t result = iconv(source->converter, &in, &left, &next, &room_left);
    const int problem = result == (size_t)-1 ? errno : 0;

    /* EINVAL: a character goes on in the next piece, unless there is none. */
    if (problem == EILSEQ || (problem == EINVAL && source->ended && room_left == room)) {
        source->problem = EILSEQ;
    }

    drop(source, source->raw_size - left);
    return room - room_left;
}

static size_t copy(struct csv_source *source, uint8_t *out, size_t room)
{
    const size_t size = source->raw_size < room ? source->raw_size : room;

    (void)memcpy(out, source->raw, size);
    drop(source, size);
    return size;
}

size_t csv_source_read(struct csv_source *source, uint8_t *out, size_t room)
{
    if (source->problem != 0 || (source->raw_size < sizeof source->raw && !refill(source))) {
        return 0;
    }
    if (!source->has_begun && source->encoding == ENCODING_UTF8) {
        skip_mark(source);
    }
    if (source->raw_size == 0) {
        return 0;
    }

    return source->converter == (iconv_t)-1 ? copy(source, out, room) : convert(source, out, room);
}

void csv_source_finish(struct csv_source *source)
{
    if (source->converter != (iconv_t)-1) {
        (void)iconv_close(source->converter);
        source->converter = (iconv_t)-1;
    }
}
