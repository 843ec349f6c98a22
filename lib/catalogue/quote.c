/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/quote.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

/** The first character of a text: its bytes, and whether it may be shown. */
struct character {
    struct wallet_bytes bytes;
    bool is_printable;
};

/** What is not UTF-8 is taken byte by byte. */
static struct character first_of(struct wallet_bytes text)
{
    const size_t size_max = text.size < 4 ? text.size : 4;

    for (size_t size = 1; size <= size_max; size++) {
        const struct wallet_bytes bytes = { text.data, size };
        if (wlt_utf8_is_valid(bytes)) {
            return (struct character){ bytes, wlt_text_is_printable(bytes) };
        }
    }

    return (struct character){ { text.data, 1 }, false };
}

static struct wallet_bytes rest_of(struct wallet_bytes text, size_t size)
{
    return (struct wallet_bytes){ text.data + size, text.size - size };
}

void wlt_quote(struct wallet_bytes text, char out[WLT_QUOTE_SIZE])
{
    static const char more[] = "...";
    size_t used = 0;

    while (text.size > 0) {
        const struct character character = first_of(text);
        const struct wallet_bytes shown =
            character.is_printable ? character.bytes : wlt_bytes_of("?");
        if (used + shown.size + sizeof more > WLT_QUOTE_SIZE) {
            memcpy(out + used, more, sizeof more - 1);
            used += sizeof more - 1;
            break;
        }

        memcpy(out + used, shown.data, shown.size);
        used += shown.size;
        text = rest_of(text, character.bytes.size);
    }

    out[used] = '\0';
}

bool wlt_quote_append(struct wallet_buffer *out, struct wallet_bytes text)
{
    if (wlt_utf8_is_valid(text) && wlt_text_is_printable(text)) {
        return wlt_buffer_append(out, text);
    }

    while (text.size > 0) {
        const struct character character = first_of(text);
        const struct wallet_bytes shown =
            character.is_printable ? character.bytes : wlt_bytes_of("\xef\xbf\xbd");
        if (!wlt_buffer_append(out, shown)) {
            return false;
        }

        text = rest_of(text, character.bytes.size);
    }

    return true;
}
