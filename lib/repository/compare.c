/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/compare.h"

#include "base/text.h"
#include "catalogue/kind.h"

#include <string.h>

#define WIDE_SPACE "\u3000"

/** Takes blanks off both ends, ideographic ones too. */
static struct wallet_bytes trim(struct wallet_bytes text)
{
    const size_t wide = sizeof WIDE_SPACE - 1;

    for (;;) {
        const size_t size = text.size;
        const uint8_t *end = text.data + size;
        if (size > 0 && (*text.data == ' ' || *text.data == '\t')) {
            text = (struct wallet_bytes){ text.data + 1, size - 1 };
        } else if (size > 0 && (end[-1] == ' ' || end[-1] == '\t')) {
            text.size--;
        } else if (size >= wide && memcmp(text.data, WIDE_SPACE, wide) == 0) {
            text = (struct wallet_bytes){ text.data + wide, size - wide };
        } else if (size >= wide && memcmp(end - wide, WIDE_SPACE, wide) == 0) {
            text.size -= wide;
        } else {
            return text;
        }
    }
}

static uint8_t upper(uint8_t byte)
{
    return byte >= 'a' && byte <= 'z' ? (uint8_t)(byte - 'a' + 'A') : byte;
}

/** Numbers of people and organisations: letters in either case are the same. */
static bool is_same_number(struct wallet_bytes a, struct wallet_bytes b)
{
    if (a.size != b.size) {
        return false;
    }

    for (size_t i = 0; i < a.size; i++) {
        if (upper(a.data[i]) != upper(b.data[i])) {
            return false;
        }
    }

    return true;
}

static enum wallet_comparison told(bool is_same)
{
    return is_same ? WALLET_COMPARISON_SAME : WALLET_COMPARISON_DIFFERENT;
}

static enum wallet_comparison compare_text(struct wallet_bytes stored, struct wallet_bytes text)
{
    if (!wlt_utf8_is_valid(text) || !wlt_text_is_printable(text) || !wlt_text_is_nfc(text)) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    return told(wlt_bytes_equal(trim(stored), text));
}

static enum wallet_comparison compare_number(
    const struct wallet_field *field, const struct wallet_value *stored, struct wallet_bytes text)
{
    const struct wlt_kind *kind = wlt_kind_of(wallet_field_kind(field));
    struct wallet_value value = { 0 };

    if (!kind->parse || kind->parse(field, text, &value) != WALLET_FINDING_NONE) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    return told(value.number == stored->number);
}

enum wallet_comparison wlt_compare(
    const struct wallet_field *field, const struct wallet_value *stored, struct wallet_bytes text)
{
    const struct wallet_bytes trimmed = trim(text);

    if (!stored || trimmed.size == 0) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_TEXT: return compare_text(stored->bytes, trimmed);
    case WALLET_FIELD_CITIZEN_NUMBER:
    case WALLET_FIELD_USCC: return told(is_same_number(stored->bytes, trimmed));
    case WALLET_FIELD_DATE:
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER: return compare_number(field, stored, trimmed);
    case WALLET_FIELD_PORTRAIT:
    case WALLET_FIELD_MEMBERS: break;
    }

    return WALLET_COMPARISON_IMPOSSIBLE;
}
