/* SPDX-License-Identifier: Apache-2.0 */
#include "content.h"

#include <wallet/qr.h>

#include "encoded_text.h"
#include "encoding.h"
#include "picture.h"
#include "slip.h"

#include <string.h>

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

bool content_next_line(struct wallet_bytes text, size_t *offset, struct wallet_bytes *out)
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

/* Whether a line is long and has no other characters than Base45, as codes without a known prefix. */
static bool is_base45(struct wallet_bytes line)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    const size_t shortest = 40;

    for (size_t i = 0; i < line.size; i++) {
        if (!memchr(alphabet, line.data[i], sizeof alphabet - 1)) {
            return false;
        }
    }

    return line.size >= shortest;
}

/* A code of any kind in the first line, or a licence's in some other: not prose with a link in it. */
static bool has_code(struct wallet_bytes text)
{
    struct wallet_bytes line = { 0 };
    size_t offset = 0;

    if (content_next_line(text, &offset, &line) &&
        (wallet_code_kind(line) != WALLET_CODE_UNKNOWN || is_base45(line))) {
        return true;
    }
    for (offset = 0; content_next_line(text, &offset, &line);) {
        if (slip_is_licence(line)) {
            return true;
        }
    }

    return false;
}

enum content_kind content_kind(struct wallet_bytes head)
{
    const struct wallet_bytes text = encoding_skip_mark(head);
    struct wallet_bytes line = { 0 };
    size_t offset = 0;

    if (picture_is_known(head)) {
        return CONTENT_PICTURE;
    }
    if (picture_is_cbor(head)) {
        return CONTENT_CBOR;
    }
    if (encoding_guess(head) == ENCODING_UTF16) {
        return CONTENT_UTF16;
    }
    if (!content_next_line(text, &offset, &line)) {
        return CONTENT_BLANK;
    }

    if (encoded_text_is_mdoc(text)) {
        return CONTENT_MDOC_TEXT;
    }

    return has_code(text) ? CONTENT_CODES : CONTENT_OTHER;
}
