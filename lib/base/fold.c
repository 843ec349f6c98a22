/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fold.h"

#include "base/buffer.h"

#include <utf8proc.h>

#include <stdlib.h>

enum {
    CHARACTER_SIZE = 4,
    MIDDLE_DOT = 0xb7,
};

static bool is_blank(utf8proc_int32_t character)
{
    return character == '\t' || utf8proc_category(character) == UTF8PROC_CATEGORY_ZS;
}

static utf8proc_int32_t fold(utf8proc_int32_t character)
{
    switch (character) {
    case 0x2022: /* bullet */
    case 0x2027: /* hyphenation point */
    case 0x2219: /* bullet operator */
    case 0x22c5: /* dot operator */
    case 0x30fb: /* katakana middle dot, as which U+FF65 has come out */ return MIDDLE_DOT;
    default: return character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character;
    }
}

static bool append(struct wallet_buffer *out, utf8proc_int32_t character)
{
    utf8proc_uint8_t bytes[CHARACTER_SIZE];
    const utf8proc_ssize_t size = utf8proc_encode_char(character, bytes);
    return wlt_buffer_append(out, (struct wallet_bytes){ bytes, (size_t)size });
}

static bool append_folded(struct wallet_buffer *out, struct wallet_bytes plain)
{
    for (size_t i = 0; i < plain.size;) {
        utf8proc_int32_t character = 0;
        const utf8proc_ssize_t size =
            utf8proc_iterate(plain.data + i, (utf8proc_ssize_t)(plain.size - i), &character);
        if (size <= 0 || (!is_blank(character) && !append(out, fold(character)))) {
            return false;
        }

        i += (size_t)size;
    }

    return true;
}

bool wlt_text_fold(struct wallet_bytes utf8, struct wallet_buffer *out)
{
    utf8proc_uint8_t *plain = NULL;
    const utf8proc_ssize_t size = utf8proc_map(
        utf8.data,
        (utf8proc_ssize_t)utf8.size,
        &plain,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);

    wlt_buffer_set_size(out, 0);
    const bool is_done =
        size >= 0 && append_folded(out, (struct wallet_bytes){ plain, (size_t)size });
    free(plain); /* utf8proc's own allocation, not ours */
    return is_done;
}
