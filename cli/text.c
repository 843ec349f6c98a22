/* SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

#include <utf8proc.h>

#include <string.h>

struct wallet_bytes text_of(const char *string)
{
    return (struct wallet_bytes){ (const uint8_t *)string, strlen(string) };
}

void text_hex(struct wallet_bytes bytes, char *out)
{
    out[0] = '\0';
    for (size_t i = 0; i < bytes.size; i++) {
        (void)snprintf(out + 2 * i, 3, "%02x", bytes.data[i]);
    }
}

bool text_next(struct wallet_bytes text, size_t *offset, int32_t *out_point)
{
    const utf8proc_ssize_t used =
        utf8proc_iterate(text.data + *offset, (utf8proc_ssize_t)(text.size - *offset), out_point);

    if (used <= 0) {
        *out_point = text.data[*offset];
        *offset += 1;
        return false;
    }

    *offset += (size_t)used;
    return true;
}

bool text_is_printable(int32_t point)
{
    /* Planes 2 and 3 are for Han alone: names use characters younger than utf8proc's tables. */
    if (point >= 0x20000 && point < 0x3fffe) {
        return true;
    }

    static const utf8proc_category_t refused[] = {
        UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CF, UTF8PROC_CATEGORY_CS, UTF8PROC_CATEGORY_CO,
        UTF8PROC_CATEGORY_CN, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP,
    };
    const utf8proc_category_t category = utf8proc_category(point);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (category == refused[i]) {
            return false;
        }
    }

    return true;
}

/* Writes the character at `*offset` as it is to be shown; `out` has room for 16. */
static size_t shown(struct wallet_bytes text, size_t *offset, char out[16])
{
    const size_t start = *offset;
    int32_t point = 0;

    if (!text_next(text, offset, &point)) {
        (void)snprintf(out, 16, "\\x{%02x}", (unsigned)point);
        return strlen(out);
    }
    if (!text_is_printable(point)) {
        (void)snprintf(out, 16, "\\u{%x}", (unsigned)point);
        return strlen(out);
    }

    memcpy(out, text.data + start, *offset - start);
    out[*offset - start] = '\0';
    const int width = point >= 0x20000 && point < 0x3fffe ? 2 : utf8proc_charwidth(point);
    return width > 0 ? (size_t)width : 0;
}

void text_print(FILE *stream, struct wallet_bytes text)
{
    char one[16];

    for (size_t offset = 0; offset < text.size;) {
        (void)shown(text, &offset, one);
        fputs(one, stream);
    }
}

size_t text_width(struct wallet_bytes text)
{
    char one[16];
    size_t width = 0;

    for (size_t offset = 0; offset < text.size;) {
        width += shown(text, &offset, one);
    }

    return width;
}

void text_print_padded(FILE *stream, struct wallet_bytes text, size_t columns)
{
    text_print(stream, text);
    for (size_t width = text_width(text); width < columns; width++) {
        fputc(' ', stream);
    }
}

void text_print_label(FILE *stream, struct wallet_bytes label, size_t indent, size_t columns)
{
    fprintf(stream, "%*s", (int)indent, "");
    text_print_padded(stream, label, columns + 2);
    if (text_width(label) > columns + 1) {
        fprintf(stream, "\n%*s", (int)(indent + columns + 2), "");
    }
}
