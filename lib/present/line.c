/* SPDX-License-Identifier: Apache-2.0 */
#include "present/line.h"

#include <wallet/request.h>

#include "base/buffer.h"
#include "base/text.h"

enum {
    CONTINUATION_MASK = 0xc0, /* of the first two bits of a byte of UTF-8 */
    CONTINUATION = 0x80,
};

const char *wlt_line_keep(struct wallet_buffer *texts, struct wallet_bytes text)
{
    const struct wallet_bytes nul = { (const uint8_t *)"", 1 };
    const size_t start = texts->size;

    if (!wlt_buffer_append(texts, text) || !wlt_buffer_append(texts, nul)) {
        return "";
    }

    return (const char *)texts->data + start;
}

static size_t count_characters(struct wallet_bytes utf8)
{
    size_t count = 0;

    for (size_t i = 0; i < utf8.size; i++) {
        count += (utf8.data[i] & CONTINUATION_MASK) != CONTINUATION;
    }

    return count;
}

/* It is shown to the holder, and nothing in it may mislead a terminal. */
const char *wlt_line_read(struct wlt_reader *reader, struct wallet_buffer *texts)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    if (!wlt_reader_is_ok(reader)) {
        return "";
    }

    if (text.size == 0 || !wlt_text_is_printable(text)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "one line of printable characters");
        return "";
    }

    if (count_characters(text) > WALLET_REQUEST_TEXT_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "a text of at most 200 characters");
        return "";
    }

    return wlt_line_keep(texts, text);
}
