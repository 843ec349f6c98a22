/* SPDX-License-Identifier: Apache-2.0 */
#include "encoding.h"

#include "text.h"

#include <iconv.h>
#include <string.h>

enum {
    ASCII_END = 0x80,
    CHARACTER_MAX = 4,  /* bytes of the longest one */
    UTF8_FOR_OTHER = 8, /* bytes of UTF-8 for each that is none, where it is UTF-8 all the same */
};

static bool is_utf16(struct wallet_bytes text)
{
    if (text.size < 2) {
        return false;
    }

    const uint8_t a = text.data[0];
    const uint8_t b = text.data[1];
    if ((a == 0xff && b == 0xfe) || (a == 0xfe && b == 0xff)) {
        return true;
    }

    /* Without its mark: every other byte of a Latin text is zero. */
    return text.size >= 4 && ((a == 0 && b != 0 && text.data[2] == 0 && text.data[3] != 0) ||
                              (a != 0 && b == 0 && text.data[2] != 0 && text.data[3] == 0));
}

size_t encoding_utf8_end(struct wallet_bytes text)
{
    size_t end = 0;

    for (size_t offset = 0; offset < text.size; end = offset) {
        int32_t point = 0;
        if (!text_next(text, &offset, &point)) {
            break;
        }
    }

    return end;
}

bool encoding_is_utf8(struct wallet_bytes text)
{
    return encoding_utf8_end(text) == text.size;
}

static void count_other(struct encoding_tally *tally, size_t offset)
{
    if (tally->other++ == 0) {
        tally->other_at = tally->taken + offset;
        tally->other_line = tally->line_count + 1;
    }
}

size_t encoding_tally_add(struct encoding_tally *tally, struct wallet_bytes text, bool is_last)
{
    size_t at = 0;

    while (at < text.size) {
        size_t next = at;
        int32_t point = 0;
        if (text_next(text, &next, &point)) {
            tally->utf8 += point >= ASCII_END ? next - at : 0;
            tally->line_count += point == '\n';
        } else if (text.size - at < CHARACTER_MAX && !is_last) {
            break;
        } else {
            count_other(tally, at);
            next = at + 1;
        }
        at = next;
    }

    tally->taken += at;
    return at;
}

enum encoding encoding_tally_choose(const struct encoding_tally *tally)
{
    return tally->other <= tally->utf8 / UTF8_FOR_OTHER ? ENCODING_UTF8 : ENCODING_GB18030;
}

static bool is_gb18030(struct wallet_bytes text)
{
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) {
        return false;
    }

    char out[4096];
    char *in = (char *)(uintptr_t)text.data; /* iconv(3) only reads it */
    size_t left = text.size;
    size_t before = left + 1;
    while (left > 0 && left < before) { /* as long as it gets on: the rest did not fit in `out` */
        char *next = out;
        size_t room = sizeof out;
        before = left;
        (void)iconv(converter, &in, &left, &next, &room);
    }

    (void)iconv_close(converter);
    return left == 0;
}

enum encoding encoding_guess(struct wallet_bytes text)
{
    if (is_utf16(text)) {
        return ENCODING_UTF16;
    }
    if (encoding_is_utf8(text)) {
        return ENCODING_UTF8;
    }

    return is_gb18030(text) ? ENCODING_GB18030 : ENCODING_UNKNOWN;
}

struct wallet_bytes encoding_skip_mark(struct wallet_bytes text)
{
    if (text.size >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0) {
        text.data += 3;
        text.size -= 3;
    }

    return text;
}

const char *encoding_hint(const struct session *session, enum encoding encoding)
{
    switch (encoding) {
    case ENCODING_UTF8: break;
    case ENCODING_UTF16:
        return SAY(
            session, "save it as UTF-8 (it is UTF-16)", "请另存为 UTF-8 编码（现为 UTF-16）");
    case ENCODING_GB18030:
        return SAY(
            session,
            "save it as UTF-8 (it looks like GB18030)",
            "请另存为 UTF-8 编码（看来是 GB18030）");
    case ENCODING_UNKNOWN: return SAY(session, "save it as UTF-8", "请另存为 UTF-8 编码");
    }

    return NULL;
}
