/* SPDX-License-Identifier: Apache-2.0 */
#include "encoded_text.h"

#include "hex.h"
#include "picture.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    SNIFF_SIZE = 64, /* characters: more than a head and the longest name that is looked for */
};

/* How many bits a character stands for, and how they are read. */
struct notation {
    unsigned bits;
    int (*value)(uint8_t character);
};

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* RFC 4648, sections 4 and 5: the last two characters differ. */
static int base64_value(uint8_t character)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = character ? strchr(plain, character) : NULL;

    if (character == '-' || character == '_') {
        return character == '-' ? 62 : 63;
    }

    return found ? (int)(found - plain) : -1;
}

static const struct notation hex = { 4, hex_value };
static const struct notation base64 = { 6, base64_value };

/* Whether each character that counts is one of the notation; '=' only behind all others. */
static bool is_written_so(const struct notation *notation, struct wallet_bytes text)
{
    bool is_padding = false;
    bool is_so = text.size > 0;

    for (size_t i = 0; i < text.size && is_so; i++) {
        is_padding = is_padding || (text.data[i] == '=' && notation == &base64);
        is_so = is_blank(text.data[i]) ||
                (is_padding ? text.data[i] == '=' : notation->value(text.data[i]) >= 0);
    }

    return is_so;
}

static const struct notation *find_notation(struct wallet_bytes text)
{
    if (is_written_so(&hex, text)) {
        return &hex;
    }

    return is_written_so(&base64, text) ? &base64 : NULL;
}

/* The whole bytes in up to `size` characters; room for all of them is at `out`. */
static size_t decode(
    const struct notation *notation, struct wallet_bytes text, size_t size, uint8_t *out)
{
    uint32_t bits = 0;
    unsigned held = 0;
    size_t count = 0;

    for (size_t i = 0; i < text.size && size > 0; i++) {
        if (is_blank(text.data[i]) || text.data[i] == '=') {
            continue;
        }

        bits = bits << notation->bits | (uint32_t)notation->value(text.data[i]);
        held += notation->bits;
        size--;
        if (held >= 8) {
            held -= 8;
            out[count++] = (uint8_t)(bits >> held);
        }
    }

    return count;
}

bool encoded_text_is_mdoc(struct wallet_bytes text)
{
    uint8_t bytes[SNIFF_SIZE];
    const struct notation *notation = find_notation(text);

    return notation && picture_is_mdoc((struct wallet_bytes){
                           bytes, decode(notation, text, SNIFF_SIZE, bytes) });
}

static bool read_as(
    const struct notation *notation, struct wallet_bytes text, struct wallet_buffer *out)
{
    out->data = malloc(text.size);
    if (out->data) {
        out->size = decode(notation, text, text.size, out->data);
    }

    return out->data != NULL;
}

bool encoded_text_read(struct wallet_bytes text, struct wallet_buffer *out)
{
    const struct notation *notation = find_notation(text);

    return notation && read_as(notation, text, out);
}

bool encoded_text_read_engagement(struct wallet_bytes text, struct wallet_buffer *out)
{
    static const char scheme[] = "mdoc:";
    const size_t size = sizeof scheme - 1;

    if (text.size <= size || strncasecmp((const char *)text.data, scheme, size) != 0) {
        return false;
    }

    const struct wallet_bytes rest = { text.data + size, text.size - size };
    return is_written_so(&base64, rest) && read_as(&base64, rest, out);
}

bool encoded_text_keep(struct wallet_bytes bytes, struct wallet_buffer *out)
{
    out->data = malloc(bytes.size + 1);
    if (out->data && bytes.size > 0) {
        memcpy(out->data, bytes.data, bytes.size);
        out->size = bytes.size;
    }

    return out->data != NULL;
}

void encoded_text_free(struct wallet_buffer *bytes)
{
    free(bytes->data);
    *bytes = (struct wallet_buffer){ 0 };
}
