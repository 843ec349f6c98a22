/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/owner.h"

#include <wallet/codes.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

#define EVERY_TYPE "*"
#define UTF8_MARK  "\xef\xbb\xbf"

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/** The lines that mean something. */
enum line {
    LINE_ISSUER = 0,
    LINE_NAME_ZH = 1,
    LINE_NAME_EN = 2,
    LINE_TYPES = 3,
    LINE_COUNT = 4,
};

static const char *const line_names[LINE_COUNT] = {
    [LINE_ISSUER] = "Issuer",
    [LINE_NAME_ZH] = "Name-zh",
    [LINE_NAME_EN] = "Name-en",
    [LINE_TYPES] = "Types",
};

void wlt_owner_clear(struct wlt_owner *owner)
{
    wlt_free(owner->name_zh);
    wlt_free(owner->name_en);
    wlt_free(owner->types);
    *owner = (struct wlt_owner){ 0 };
}

/** A wrong check character is let through: codes in real use have one (see wallet/codes.h). */
static enum wallet_status check_code(
    enum line line, enum wallet_finding finding, struct wallet_error *error)
{
    if (finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding)) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "'%s': %s",
        line_names[line],
        wallet_finding_text(finding, WALLET_ENGLISH));
}

static enum wallet_status set_issuer(
    struct wlt_owner *owner, struct wallet_bytes value, struct wallet_error *error)
{
    const enum wallet_status status = check_code(LINE_ISSUER, wallet_uscc_check(value), error);
    if (status == WALLET_OK && value.size < sizeof owner->issuer) {
        memcpy(owner->issuer, value.data, value.size);
    }

    return status;
}

static enum wallet_status set_name(
    char **name, enum line line, struct wallet_bytes value, struct wallet_error *error)
{
    if (value.size == 0) {
        return WALLET_OK;
    }

    if (value.size >= WALLET_ISSUER_NAME_MAX || !wlt_utf8_is_valid(value) ||
        !wlt_text_is_printable(value)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "'%s': expected one line of at most %d printable bytes",
            line_names[line],
            WALLET_ISSUER_NAME_MAX - 1);
    }

    *name = wlt_text_copy(value);
    return *name ? WALLET_OK : wlt_fail_memory(error);
}

enum wallet_status wlt_owner_reserve_types(
    struct wlt_owner *owner, size_t count, struct wallet_error *error)
{
    if (count == 0) {
        return WALLET_OK;
    }

    owner->types = wlt_alloc(count, sizeof *owner->types);
    return owner->types ? WALLET_OK : wlt_fail_memory(error);
}

enum wallet_status wlt_owner_add_type(
    struct wlt_owner *owner, struct wallet_bytes code, struct wallet_error *error)
{
    if (!wlt_bytes_are(code, EVERY_TYPE)) {
        const enum wallet_status status =
            check_code(LINE_TYPES, wallet_type_code_check(code), error);
        if (status != WALLET_OK) {
            return status;
        }
    }

    struct wlt_owner_type *type = &owner->types[owner->type_count];
    if (code.size < sizeof type->code) {
        memcpy(type->code, code.data, code.size);
        owner->type_count++;
    }

    return WALLET_OK;
}

/** Moves to the next word of a text; false behind the last. */
static bool next_word(struct wallet_bytes *text, struct wallet_bytes *out)
{
    while (text->size > 0 && is_blank(text->data[0])) {
        text->data++;
        text->size--;
    }

    *out = (struct wallet_bytes){ text->data, 0 };
    while (text->size > 0 && !is_blank(text->data[0])) {
        text->data++;
        text->size--;
        out->size++;
    }

    return out->size > 0;
}

static enum wallet_status set_types(
    struct wlt_owner *owner, struct wallet_bytes value, struct wallet_error *error)
{
    struct wallet_bytes word;
    size_t count = 0;
    for (struct wallet_bytes text = value; next_word(&text, &word);) {
        count++;
    }

    enum wallet_status status = wlt_owner_reserve_types(owner, count, error);
    while (status == WALLET_OK && next_word(&value, &word)) {
        status = wlt_owner_add_type(owner, word, error);
    }

    return status;
}

static enum wallet_status set_line(
    struct wlt_owner *owner, enum line line, struct wallet_bytes value, struct wallet_error *error)
{
    switch (line) {
    case LINE_ISSUER: return set_issuer(owner, value, error);
    case LINE_NAME_ZH: return set_name(&owner->name_zh, line, value, error);
    case LINE_NAME_EN: return set_name(&owner->name_en, line, value, error);
    case LINE_TYPES: return set_types(owner, value, error);
    case LINE_COUNT: break;
    }

    return WALLET_OK;
}

static struct wallet_bytes text_or_nothing(const char *text)
{
    return text ? wlt_bytes_of(text) : (struct wallet_bytes){ 0 };
}

static enum wallet_status copy_types(
    struct wlt_owner *owner, const struct wallet_key_owner *from, struct wallet_error *error)
{
    if (!from->types) {
        return set_types(owner, wlt_bytes_of(EVERY_TYPE), error);
    }

    enum wallet_status status = wlt_owner_reserve_types(owner, from->type_count, error);
    for (size_t i = 0; status == WALLET_OK && i < from->type_count; i++) {
        status = wlt_owner_add_type(owner, text_or_nothing(from->types[i]), error);
    }

    return status;
}

enum wallet_status wlt_owner_copy(
    struct wlt_owner *owner, const struct wallet_key_owner *from, struct wallet_error *error)
{
    enum wallet_status status = set_issuer(owner, text_or_nothing(from->issuer), error);
    if (status == WALLET_OK) {
        status = set_name(&owner->name_zh, LINE_NAME_ZH, text_or_nothing(from->name_zh), error);
    }

    if (status == WALLET_OK) {
        status = set_name(&owner->name_en, LINE_NAME_EN, text_or_nothing(from->name_en), error);
    }

    return status == WALLET_OK ? copy_types(owner, from, error) : status;
}

static struct wallet_bytes trim(struct wallet_bytes text)
{
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }

    while (text.size > 0 && is_blank(text.data[text.size - 1])) {
        text.size--;
    }

    return text;
}

/** Which line this is, in letters of any case; LINE_COUNT for one that means nothing to us. */
static enum line find_line(struct wallet_bytes name)
{
    for (enum line line = LINE_ISSUER; line < LINE_COUNT; line++) {
        if (strlen(line_names[line]) == name.size &&
            strncasecmp(line_names[line], (const char *)name.data, name.size) == 0) {
            return line;
        }
    }

    return LINE_COUNT;
}

/** Takes in one line; `seen` has a bit for each that was there. */
static enum wallet_status parse_line(
    struct wlt_owner *owner, struct wallet_bytes text, unsigned *seen, struct wallet_error *error)
{
    const uint8_t *colon = text.size > 0 ? memchr(text.data, ':', text.size) : NULL;
    if (!colon) {
        return WALLET_OK;
    }

    const size_t name_size = (size_t)(colon - text.data);
    const enum line line = find_line(trim((struct wallet_bytes){ text.data, name_size }));
    if (line == LINE_COUNT) {
        return WALLET_OK;
    }

    if (*seen & 1U << line) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "'%s' is there twice", line_names[line]);
    }

    *seen |= 1U << line;
    const struct wallet_bytes value = { colon + 1, text.size - name_size - 1 };
    return set_line(owner, line, trim(value), error);
}

enum wallet_status wlt_owner_parse(
    struct wlt_owner *owner, struct wallet_bytes lines, struct wallet_error *error)
{
    unsigned seen = 0;
    size_t offset = wlt_bytes_start_with(lines, UTF8_MARK) ? strlen(UTF8_MARK) : 0;

    while (offset < lines.size) {
        const uint8_t *start = lines.data + offset;
        const uint8_t *newline = memchr(start, '\n', lines.size - offset);
        const size_t size = newline ? (size_t)(newline - start) : lines.size - offset;

        const enum wallet_status status =
            parse_line(owner, (struct wallet_bytes){ start, size }, &seen, error);
        if (status != WALLET_OK) {
            if (error && status != WALLET_ERR_MEMORY) {
                error->offset = offset;
            }

            return status;
        }

        offset += size + 1;
    }

    return WALLET_OK;
}

static bool append_line(struct wallet_buffer *out, enum line line, const char *value)
{
    return !value || !*value ||
           (wlt_buffer_append_text(out, line_names[line]) && wlt_buffer_append_text(out, ": ") &&
            wlt_buffer_append_text(out, value) && wlt_buffer_append_text(out, "\n"));
}

static bool append_types(struct wallet_buffer *out, const struct wlt_owner *owner)
{
    bool is_done = owner->type_count == 0 || (wlt_buffer_append_text(out, line_names[LINE_TYPES]) &&
                                              wlt_buffer_append_text(out, ":"));

    for (size_t i = 0; is_done && i < owner->type_count; i++) {
        is_done =
            wlt_buffer_append_text(out, " ") && wlt_buffer_append_text(out, owner->types[i].code);
    }

    return is_done && (owner->type_count == 0 || wlt_buffer_append_text(out, "\n"));
}

enum wallet_status wlt_owner_append(
    const struct wlt_owner *owner, struct wallet_buffer *out, struct wallet_error *error)
{
    const bool is_done = append_line(out, LINE_ISSUER, owner->issuer) &&
                         append_line(out, LINE_NAME_ZH, owner->name_zh) &&
                         append_line(out, LINE_NAME_EN, owner->name_en) && append_types(out, owner);

    return is_done ? WALLET_OK : wlt_fail_memory(error);
}

bool wlt_owner_allows_type(const struct wlt_owner *owner, struct wallet_bytes type_code)
{
    for (size_t i = 0; i < owner->type_count; i++) {
        const char *code = owner->types[i].code;
        if (strcmp(code, EVERY_TYPE) == 0 || wlt_bytes_are(type_code, code)) {
            return true;
        }
    }

    return false;
}
