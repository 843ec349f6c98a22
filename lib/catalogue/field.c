/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "catalogue/kind.h"
#include "catalogue/type.h"

uint64_t wallet_field_key(const struct wallet_field *field)
{
    return field->key;
}

const char *wallet_field_name(const struct wallet_field *field)
{
    return (const char *)field->name.data;
}

const char *wallet_field_title(const struct wallet_field *field, enum wallet_language language)
{
    return (const char *)field->title[language == WALLET_CHINESE].data;
}

const char *wallet_field_identifier(const struct wallet_field *field)
{
    return (const char *)field->identifier.data;
}

enum wallet_field_kind wallet_field_kind(const struct wallet_field *field)
{
    return field->kind;
}

bool wallet_field_is_required(const struct wallet_field *field)
{
    return field->is_required;
}

enum wallet_disclosure wallet_field_disclosure(const struct wallet_field *field)
{
    return field->disclosure;
}

bool wallet_field_is_sensitive(const struct wallet_field *field)
{
    return field->is_sensitive;
}

size_t wallet_field_member_field_count(const struct wallet_field *field)
{
    return field->members.count;
}

const struct wallet_field *wallet_field_member_field_at(
    const struct wallet_field *field, size_t index)
{
    return &field->members.fields[index];
}

const struct wallet_field *wallet_field_member_field_by_key(
    const struct wallet_field *field, uint64_t key)
{
    return wlt_field_set_by_key(&field->members, key);
}

size_t wallet_field_code_count(const struct wallet_field *field)
{
    return field->codes ? field->codes->count : 0;
}

uint64_t wallet_field_code_at(
    const struct wallet_field *field,
    size_t index,
    enum wallet_language language,
    const char **out_text)
{
    const struct wlt_code *code = &field->codes->codes[index];

    if (out_text) {
        *out_text = (const char *)code->text[language == WALLET_CHINESE].data;
    }

    return code->code;
}

enum wallet_finding wallet_field_check(
    const struct wallet_field *field, const struct wallet_value *value)
{
    return wlt_kind_of(field->kind)->check(field, value);
}

enum wallet_status wallet_field_format(
    const struct wallet_field *field,
    const struct wallet_value *value,
    enum wallet_language language,
    struct wallet_buffer *out)
{
    if (!wlt_buffer_reserve(out, 0)) {
        return WALLET_ERR_MEMORY;
    }

    wlt_buffer_set_size(out, 0);
    return wlt_kind_of(field->kind)->format(field, value, language, out) ? WALLET_OK
                                                                         : WALLET_ERR_MEMORY;
}
