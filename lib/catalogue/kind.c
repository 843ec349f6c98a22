/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/kind.h"

#include <wallet/record.h>

#include "base/buffer.h"
#include "base/check_character.h"
#include "base/text.h"
#include "catalogue/base64.h"
#include "catalogue/day.h"
#include "catalogue/quote.h"
#include "catalogue/type.h"

#include <inttypes.h>

enum {
    DIVISION_SIZE = 6,
    DIVISION_MIN = 100000,
    DIVISION_MAX = 999999,
    DIGITS_MAX = 18,   /* what surely fits an int64_t */
    DAY_MIN = -719162, /* 0001-01-01 */
};

/** Text, citizen numbers and USCCs stand for themselves. */
static enum wallet_finding parse_bytes(
    const struct wallet_field *field, struct wallet_bytes text, struct wallet_value *out)
{
    (void)field;
    *out = (struct wallet_value){ .bytes = text };
    return WALLET_FINDING_NONE;
}

static bool format_bytes(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    (void)field;
    (void)language;
    return wlt_quote_append(out, value->bytes);
}

/** Whether there is nothing to see: spaces, ideographic ones (U+3000) too. */
static bool is_blank(struct wallet_bytes text)
{
    const struct wallet_bytes wide_space = { (const uint8_t *)"\u3000", 3 };
    size_t i = 0;

    while (i < text.size) {
        const struct wallet_bytes next = { text.data + i, 3 };
        if (text.data[i] == ' ') {
            i++;
        } else if (text.size - i >= 3 && wlt_bytes_equal(next, wide_space)) {
            i += 3;
        } else {
            return false;
        }
    }

    return true;
}

static enum wallet_finding check_text(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    const struct wallet_bytes text = value->bytes;

    if (text.size > WALLET_TEXT_MAX || is_blank(text)) {
        return WALLET_FINDING_LENGTH;
    }

    if (wlt_text_is_plain(text)) {
        return WALLET_FINDING_NONE;
    }

    if (!wlt_utf8_is_valid(text)) {
        return WALLET_FINDING_NORMALISATION;
    }

    if (!wlt_text_is_printable(text)) {
        return WALLET_FINDING_CONTROL;
    }

    return wlt_text_is_nfc(text) ? WALLET_FINDING_NONE : WALLET_FINDING_NORMALISATION;
}

static enum wallet_finding check_citizen_number(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    return wallet_citizen_number_check(value->bytes);
}

static enum wallet_finding check_uscc(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    return wallet_uscc_check(value->bytes);
}

static enum wallet_finding parse_date(
    const struct wallet_field *field, struct wallet_bytes text, struct wallet_value *out)
{
    (void)field;
    *out = (struct wallet_value){ 0 };
    return wlt_day_parse(text, &out->number) ? WALLET_FINDING_NONE : WALLET_FINDING_DATE;
}

static enum wallet_finding check_date(
    const struct wallet_field *field, const struct wallet_value *value)
{
    const int64_t day_max = field->may_be_forever ? WALLET_DAY_FOREVER : WALLET_DAY_FOREVER - 1;
    return value->number >= DAY_MIN && value->number <= day_max ? WALLET_FINDING_NONE
                                                                : WALLET_FINDING_DATE;
}

static bool format_date(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    if (field->may_be_forever && value->number == WALLET_DAY_FOREVER) {
        return wlt_buffer_append_text(out, language == WALLET_CHINESE ? "长期" : "long-term");
    }

    return wlt_day_append(out, value->number);
}

/** A number of decimal digits alone; false for all else. */
static bool read_digits(struct wallet_bytes text, int64_t *out)
{
    int64_t value = 0;

    if (text.size == 0 || text.size > DIGITS_MAX) {
        return false;
    }

    for (size_t i = 0; i < text.size; i++) {
        if (!wlt_is_digit(text.data[i])) {
            return false;
        }

        value = value * 10 + (text.data[i] - '0');
    }

    *out = value;
    return true;
}

static enum wallet_finding parse_number(
    const struct wallet_field *field, struct wallet_bytes text, struct wallet_value *out)
{
    (void)field;
    *out = (struct wallet_value){ 0 };

    if (text.size == 0 || text.size > DIGITS_MAX) {
        return WALLET_FINDING_LENGTH;
    }

    return read_digits(text, &out->number) ? WALLET_FINDING_NONE : WALLET_FINDING_CHARACTER;
}

static enum wallet_finding check_number(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    return value->number >= 0 ? WALLET_FINDING_NONE : WALLET_FINDING_KIND;
}

static bool format_number(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    (void)field;
    (void)language;
    return wlt_buffer_append_format(out, "%" PRId64, value->number);
}

static enum wallet_finding parse_division(
    const struct wallet_field *field, struct wallet_bytes text, struct wallet_value *out)
{
    return text.size == DIVISION_SIZE ? parse_number(field, text, out) : WALLET_FINDING_LENGTH;
}

static enum wallet_finding check_division(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    return value->number >= DIVISION_MIN && value->number <= DIVISION_MAX ? WALLET_FINDING_NONE
                                                                          : WALLET_FINDING_CODE;
}

static enum wallet_finding parse_code(
    const struct wallet_field *field, struct wallet_bytes text, struct wallet_value *out)
{
    *out = (struct wallet_value){ 0 };
    if (read_digits(text, &out->number)) {
        return WALLET_FINDING_NONE;
    }

    const struct wlt_code *code = wlt_code_list_find_text(field->codes, text);
    if (!code) {
        return WALLET_FINDING_CODE;
    }

    out->number = (int64_t)code->code;
    return WALLET_FINDING_NONE;
}

static const struct wlt_code *find_code(
    const struct wallet_field *field, const struct wallet_value *value)
{
    return value->number >= 0 ? wlt_code_list_find(field->codes, (uint64_t)value->number) : NULL;
}

static enum wallet_finding check_code(
    const struct wallet_field *field, const struct wallet_value *value)
{
    return find_code(field, value) ? WALLET_FINDING_NONE : WALLET_FINDING_CODE;
}

static bool format_code(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    const struct wlt_code *code = find_code(field, value);
    return code ? wlt_buffer_append(out, code->text[language == WALLET_CHINESE])
                : format_number(field, value, language, out);
}

static bool has_at(struct wallet_bytes picture, size_t offset, struct wallet_bytes mark)
{
    return picture.size >= offset + mark.size &&
           wlt_bytes_equal((struct wallet_bytes){ picture.data + offset, mark.size }, mark);
}

/** By the marks that JPEG, JPEG 2000 (file and bare), PNG, WebP and AVIF files begin with. */
static bool is_picture(struct wallet_bytes bytes)
{
#define MARK(text_) ((struct wallet_bytes){ (const uint8_t *)(text_), sizeof(text_) - 1 })
    return has_at(bytes, 0, MARK("\xff\xd8\xff")) ||
           has_at(bytes, 0, MARK("\0\0\0\x0cjP  \r\n\x87\n")) ||
           has_at(bytes, 0, MARK("\xff\x4f\xff\x51")) ||
           has_at(bytes, 0, MARK("\x89PNG\r\n\x1a\n")) ||
           (has_at(bytes, 0, MARK("RIFF")) && has_at(bytes, 8, MARK("WEBP"))) ||
           has_at(bytes, 4, MARK("ftypavif")) || has_at(bytes, 4, MARK("ftypavis"));
#undef MARK
}

static enum wallet_finding check_portrait(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    if (value->bytes.size == 0 || value->bytes.size > WALLET_PORTRAIT_MAX) {
        return WALLET_FINDING_LENGTH;
    }

    return is_picture(value->bytes) ? WALLET_FINDING_NONE : WALLET_FINDING_KIND;
}

static bool format_portrait(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    (void)field;
    (void)language;
    return wlt_base64_append(out, value->bytes);
}

static enum wallet_finding check_members(
    const struct wallet_field *field, const struct wallet_value *value)
{
    (void)field;
    (void)value;
    return WALLET_FINDING_KIND;
}

static bool format_members(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    (void)field;
    (void)value;
    (void)language;
    (void)out;
    return true;
}

static const struct wlt_kind kinds[WLT_KIND_COUNT] = {
    [WALLET_FIELD_TEXT] = { "text", false, parse_bytes, check_text, format_bytes },
    [WALLET_FIELD_DATE] = { "date", false, parse_date, check_date, format_date },
    [WALLET_FIELD_CODE] = { "code", true, parse_code, check_code, format_code },
    [WALLET_FIELD_CITIZEN_NUMBER] = {
        "citizen-number", false, parse_bytes, check_citizen_number, format_bytes,
    },
    [WALLET_FIELD_USCC] = { "uscc", false, parse_bytes, check_uscc, format_bytes },
    [WALLET_FIELD_DIVISION] = { "division", true, parse_division, check_division, format_number },
    [WALLET_FIELD_NUMBER] = { "number", true, parse_number, check_number, format_number },
    [WALLET_FIELD_PORTRAIT] = { "portrait", false, NULL, check_portrait, format_portrait },
    [WALLET_FIELD_MEMBERS] = { "members", false, NULL, check_members, format_members },
};

const struct wlt_kind *wlt_kind_of(enum wallet_field_kind kind)
{
    return &kinds[kind];
}
