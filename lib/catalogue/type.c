/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/type.h"

/** Texts of types are followed by a NUL. */
static const char *text_of(struct wallet_bytes text)
{
    return (const char *)text.data;
}

static const char *text_in(const struct wallet_bytes texts[2], enum wallet_language language)
{
    return text_of(texts[language == WALLET_CHINESE ? WALLET_CHINESE : WALLET_ENGLISH]);
}

const char *wallet_type_name(const struct wallet_type *type)
{
    return text_of(type->name);
}

const char *wallet_type_code(const struct wallet_type *type)
{
    return text_of(type->code);
}

const char *wallet_type_title(const struct wallet_type *type, enum wallet_language language)
{
    return type ? text_in(type->title, language) : "";
}

const char *wallet_type_definer(const struct wallet_type *type, enum wallet_language language)
{
    return text_in(type->definer, language);
}

const char *wallet_type_validity(const struct wallet_type *type, enum wallet_language language)
{
    return text_in(type->validity, language);
}

const char *wallet_type_source(const struct wallet_type *type)
{
    return text_of(type->source);
}

enum wallet_holder_kind wallet_type_holder(const struct wallet_type *type)
{
    return type->holder.kind;
}

const struct wallet_field *wallet_type_holder_person(const struct wallet_type *type)
{
    return type->holder.person;
}

const struct wallet_field *wallet_type_holder_organisation(const struct wallet_type *type)
{
    return type->holder.organisation;
}

bool wallet_type_allows_several(const struct wallet_type *type)
{
    return type->allows_several;
}

/* GB/T 36903 annex A: 001 for a USCC, 111 for a citizen number. */
const char *wlt_holder_prefix(const struct wallet_field *number)
{
    return number->kind == WALLET_FIELD_USCC ? "001:" : "111:";
}

size_t wallet_type_field_count(const struct wallet_type *type)
{
    return type->fields.count;
}

const struct wallet_field *wallet_type_field_at(const struct wallet_type *type, size_t index)
{
    return &type->fields.fields[index];
}

const struct wallet_field *wallet_type_find_field(
    const struct wallet_type *type, struct wallet_bytes name)
{
    return wlt_field_set_find(&type->fields, name);
}

const struct wallet_field *wallet_type_field_by_key(const struct wallet_type *type, uint64_t key)
{
    return wlt_field_set_by_key(&type->fields, key);
}
