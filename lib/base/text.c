/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/alloc.h"

#include <utf8proc.h>

#include <stdlib.h>
#include <string.h>

enum {
    WORD_MAX = 63,
};

bool wlt_text_is_there(const char *text)
{
    return text && text[0];
}

struct wallet_bytes wlt_bytes_of(const char *text)
{
    return (struct wallet_bytes){ (const uint8_t *)text, strlen(text) };
}

bool wlt_bytes_equal(struct wallet_bytes a, struct wallet_bytes b)
{
    /* Most that have the same size differ in the first byte: that is quicker told than by a call. */
    return a.size == b.size &&
           (a.size == 0 || (a.data[0] == b.data[0] && memcmp(a.data, b.data, a.size) == 0));
}

bool wlt_bytes_are(struct wallet_bytes bytes, const char *text)
{
    return (bytes.size == 0 || bytes.data[0] == (uint8_t)text[0]) &&
           wlt_bytes_equal(bytes, wlt_bytes_of(text));
}

bool wlt_bytes_start_with(struct wallet_bytes bytes, const char *prefix)
{
    const size_t size = strlen(prefix);
    return bytes.size >= size && wlt_bytes_are((struct wallet_bytes){ bytes.data, size }, prefix);
}

/** The size of the well-formed sequence at `at`, RFC 3629 section 4; 0 if there is none. */
static size_t sequence_size(const uint8_t *at, size_t left)
{
    const uint8_t first = at[0];
    const size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    if (size == 1) {
        return 1;
    }

    if (first < 0xc2 || first > 0xf4 || left < size) {
        return 0;
    }

    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }

    const bool is_overlong = (first == 0xe0 && at[1] < 0xa0) || (first == 0xf0 && at[1] < 0x90);
    const bool is_surrogate = first == 0xed && at[1] > 0x9f;
    const bool is_beyond = first == 0xf4 && at[1] > 0x8f;
    return is_overlong || is_surrogate || is_beyond ? 0 : size;
}

/** Whether the next eight bytes are all ASCII. */
static bool is_ascii_run(const uint8_t *at, size_t left)
{
    const uint64_t high_bits = 0x8080808080808080;
    uint64_t word = 0;

    if (left < sizeof word) {
        return false;
    }

    memcpy(&word, at, sizeof word);
    return (word & high_bits) == 0;
}

/** Whether U+4000 to U+9FFF stands here, by far the most frequent in Chinese text. */
static bool is_ideograph(const uint8_t *at, size_t left)
{
    return left >= 3 && at[0] >= 0xe4 && at[0] <= 0xe9 && (at[1] & 0xc0) == 0x80 &&
           (at[2] & 0xc0) == 0x80;
}

bool wlt_text_is_plain(struct wallet_bytes bytes)
{
    for (size_t i = 0; i < bytes.size;) {
        const uint8_t first = bytes.data[i];
        if (is_ideograph(bytes.data + i, bytes.size - i)) {
            i += 3;
        } else if (first >= 0x20 && first < 0x7f) {
            i++;
        } else {
            return false;
        }
    }

    return true;
}

bool wlt_utf8_is_valid(struct wallet_bytes bytes)
{
    for (size_t i = 0; i < bytes.size;) {
        const uint8_t *at = bytes.data + i;
        const size_t left = bytes.size - i;
        const size_t size = *at < 0x80               ? is_ascii_run(at, left) ? sizeof(uint64_t) : 1
                            : is_ideograph(at, left) ? 3
                                                     : sequence_size(at, left);
        if (size == 0) {
            return false;
        }

        i += size;
    }

    return true;
}

/**
 * The size of the character at `at` if it is one of the many that are printable and stand for
 * themselves in every normalisation form: visible ASCII, Latin, the punctuation of Chinese text, and
 * the ideographs U+4000 to U+9FFF.  0 for all others, which need the tables.
 */
static size_t plain_size(const uint8_t *at)
{
    const uint8_t first = at[0];

    if (first < 0x80) {
        return first >= 0x20 && first != 0x7f;
    }

    if (first >= 0xe4 && first <= 0xe9) {
        return 3;
    }

    const bool is_latin = first >= 0xc3 && first <= 0xcb;
    const bool is_punctuation = first == 0xe3 && at[1] == 0x80 && at[2] <= 0xa9;
    const bool is_full_width =
        first == 0xef && ((at[1] == 0xbc && at[2] >= 0x81) || (at[1] == 0xbd && at[2] <= 0x9e));
    if (is_latin || (first == 0xc2 && at[1] == 0xb7)) {
        return 2;
    }

    return is_punctuation || is_full_width ? 3 : 0;
}

static bool is_printable(utf8proc_int32_t character)
{
    const utf8proc_category_t category = utf8proc_category(character);
    return category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF &&
           category != UTF8PROC_CATEGORY_CS && category != UTF8PROC_CATEGORY_CO &&
           category != UTF8PROC_CATEGORY_CN && category != UTF8PROC_CATEGORY_ZL &&
           category != UTF8PROC_CATEGORY_ZP;
}

bool wlt_text_is_printable(struct wallet_bytes utf8)
{
    for (size_t i = 0; i < utf8.size;) {
        const size_t plain = plain_size(utf8.data + i);
        if (plain > 0) {
            i += plain;
            continue;
        }

        utf8proc_int32_t character = 0;
        const utf8proc_ssize_t size =
            utf8proc_iterate(utf8.data + i, (utf8proc_ssize_t)(utf8.size - i), &character);
        if (size <= 0 || !is_printable(character)) {
            return false;
        }

        i += (size_t)size;
    }

    return true;
}

static bool is_all_plain(struct wallet_bytes utf8)
{
    for (size_t i = 0; i < utf8.size;) {
        const size_t plain = plain_size(utf8.data + i);
        if (plain == 0) {
            return false;
        }

        i += plain;
    }

    return true;
}

bool wlt_text_is_nfc(struct wallet_bytes utf8)
{
    if (is_all_plain(utf8)) {
        return true;
    }

    utf8proc_uint8_t *composed = NULL;
    const utf8proc_ssize_t size = utf8proc_map(
        utf8.data, (utf8proc_ssize_t)utf8.size, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (size < 0) {
        return false;
    }

    const bool same = wlt_bytes_equal(utf8, (struct wallet_bytes){ composed, (size_t)size });
    free(composed); /* utf8proc's own allocation, not ours */
    return same;
}

char *wlt_text_copy(struct wallet_bytes text)
{
    char *copy = wlt_alloc(1, text.size + 1);
    if (copy && text.size > 0) {
        memcpy(copy, text.data, text.size);
    }

    return copy;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t wlt_text_distance(struct wallet_bytes a, struct wallet_bytes b)
{
    size_t rows[3][WORD_MAX + 1];

    if (a.size > WORD_MAX || b.size > WORD_MAX) {
        return a.size > b.size ? a.size : b.size;
    }

    for (size_t j = 0; j <= b.size; j++) {
        rows[0][j] = j;
    }

    /* Damerau and Levenshtein, three rows of the table at a time. */
    for (size_t i = 1; i <= a.size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            const size_t replaced = above[j - 1] + (a.data[i - 1] != b.data[j - 1]);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
                a.data[i - 2] == b.data[j - 1]) {
                row[j] = least(row[j], two_above[j - 2] + 1);
            }
        }
    }

    return rows[a.size % 3][b.size];
}

void wlt_text_mend(char *text)
{
    const size_t size = strlen(text);
    size_t start = size;

    while (start > 0 && size - start < 3 && ((uint8_t)text[start - 1] & 0xc0) == 0x80) {
        start--;
    }

    if (start > 0 && (uint8_t)text[start - 1] >= 0xc0 &&
        sequence_size((const uint8_t *)text + start - 1, size - start + 1) == 0) {
        text[start - 1] = '\0';
    }
}
