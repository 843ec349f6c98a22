/* SPDX-License-Identifier: Apache-2.0 */
#include "type_text.h"

#include "json.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How fields are reached: those of a type, or those of the members of a field of it. */
struct field_list {
    const struct wallet_type *type;
    const struct wallet_field *members; /* NULL: the type's own */
};

static size_t count_of(const struct field_list *list)
{
    return list->members ? wallet_field_member_field_count(list->members)
                         : wallet_type_field_count(list->type);
}

static const struct wallet_field *field_at(const struct field_list *list, size_t index)
{
    return list->members ? wallet_field_member_field_at(list->members, index)
                         : wallet_type_field_at(list->type, index);
}

static const char *kind_name(enum wallet_field_kind kind)
{
    switch (kind) {
    case WALLET_FIELD_TEXT: return "text";
    case WALLET_FIELD_DATE: return "date";
    case WALLET_FIELD_CODE: return "code";
    case WALLET_FIELD_CITIZEN_NUMBER: return "citizen-number";
    case WALLET_FIELD_USCC: return "uscc";
    case WALLET_FIELD_DIVISION: return "division";
    case WALLET_FIELD_NUMBER: return "number";
    case WALLET_FIELD_PORTRAIT: return "portrait";
    case WALLET_FIELD_MEMBERS: return "members";
    }

    return "unknown";
}

static const char *kind_word(const struct session *session, enum wallet_field_kind kind)
{
    switch (kind) {
    case WALLET_FIELD_TEXT: return SAY(session, "text", "文本");
    case WALLET_FIELD_DATE: return SAY(session, "date", "日期");
    case WALLET_FIELD_CODE: return SAY(session, "code", "代码");
    case WALLET_FIELD_CITIZEN_NUMBER: return SAY(session, "citizen number", "公民身份号码");
    case WALLET_FIELD_USCC: return SAY(session, "USCC", "信用代码");
    case WALLET_FIELD_DIVISION: return SAY(session, "division", "行政区划");
    case WALLET_FIELD_NUMBER: return SAY(session, "number", "数字");
    case WALLET_FIELD_PORTRAIT: return SAY(session, "portrait", "照片");
    case WALLET_FIELD_MEMBERS: return SAY(session, "members", "成员");
    }

    return "";
}

static const char *disclosure_name(enum wallet_disclosure disclosure)
{
    switch (disclosure) {
    case WALLET_DISCLOSE_ALWAYS: return "always";
    case WALLET_DISCLOSE_ON_REQUEST: return "on-request";
    case WALLET_DISCLOSE_NEVER_BY_DEFAULT: return "never-by-default";
    }

    return "unknown";
}

static const char *holder_name(enum wallet_holder_kind holder)
{
    switch (holder) {
    case WALLET_HOLDER_PERSON: return "person";
    case WALLET_HOLDER_ORGANISATION: return "organisation";
    case WALLET_HOLDER_HOUSEHOLD: return "household";
    case WALLET_HOLDER_EITHER: return "either";
    }

    return "unknown";
}

static const char *holder_word(const struct session *session, enum wallet_holder_kind holder)
{
    switch (holder) {
    case WALLET_HOLDER_PERSON: return SAY(session, "person", "自然人");
    case WALLET_HOLDER_ORGANISATION: return SAY(session, "organisation", "组织");
    case WALLET_HOLDER_HOUSEHOLD: return SAY(session, "household", "家庭户");
    case WALLET_HOLDER_EITHER: return SAY(session, "person or organisation", "自然人或组织");
    }

    return "";
}

static bool names_holder(const struct wallet_type *type, const struct wallet_field *field)
{
    return field == wallet_type_holder_person(type) ||
           field == wallet_type_holder_organisation(type);
}

static const char *need_word(
    const struct session *session, const struct wallet_type *type, const struct wallet_field *field)
{
    if (wallet_field_is_required(field)) {
        return SAY(session, "required", "必填");
    }

    return wallet_type_holder(type) == WALLET_HOLDER_EITHER && names_holder(type, field)
               ? SAY(session, "one of the two required", "二者必填其一")
               : SAY(session, "optional", "可选");
}

static void print_codes(
    const struct session *session, const struct wallet_field *field, const char *indent)
{
    const size_t count = wallet_field_code_count(field);
    enum {
        SHOWN = 12
    };

    if (count == 0) {
        return;
    }

    fputs(indent, stdout);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        const char *text = "";
        const uint64_t code = wallet_field_code_at(field, i, session->language, &text);
        printf("%s%llu ", i ? ", " : "    ", (unsigned long long)code);
        text_print(stdout, text_of(text));
    }
    printf("%s\n", count > SHOWN ? ", …" : "");
}

static void print_fields(
    const struct session *session, const struct field_list *list, const char *indent)
{
    for (size_t i = 0; i < count_of(list); i++) {
        const struct wallet_field *field = field_at(list, i);
        text_print_label(stdout, text_of(wallet_field_name(field)), strlen(indent), 22);
        text_print_padded(stdout, text_of(kind_word(session, wallet_field_kind(field))), 14);
        fputs("  ", stdout);
        printf(
            "%s%s%s",
            need_word(session, list->type, field),
            wallet_field_is_sensitive(field) ? SAY(session, ", sensitive", "，敏感") : "",
            wallet_field_disclosure(field) == WALLET_DISCLOSE_NEVER_BY_DEFAULT
                ? SAY(session, ", never shown by default", "，默认不出示")
                : "");
        fputs(SAY(session, ": ", "："), stdout);
        text_print(stdout, text_of(wallet_field_title(field, session->language)));
        putchar('\n');
        print_codes(session, field, indent);
        if (wallet_field_kind(field) == WALLET_FIELD_MEMBERS) {
            print_fields(session, &(struct field_list){ list->type, field }, "    ");
        }
    }
}

void type_text_print(const struct session *session, const struct wallet_type *type)
{
    const enum wallet_language language = session->language;
    const char *const rows[][2] = {
        { SAY(session, "type", "类型"), wallet_type_name(type) },
        { SAY(session, "title", "名称"), wallet_type_title(type, language) },
        { SAY(session, "code", "类型代码"), wallet_type_code(type) },
        { SAY(session, "definer", "定义机构"), wallet_type_definer(type, language) },
        { SAY(session, "holder", "持证主体"), holder_word(session, wallet_type_holder(type)) },
        { SAY(session, "validity", "有效期限"), wallet_type_validity(type, language) },
        { SAY(session, "source", "依据"), wallet_type_source(type) },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        text_print_padded(stdout, text_of(rows[i][0]), 10);
        fputs("  ", stdout);
        text_print(stdout, text_of(rows[i][1]));
        putchar('\n');
    }

    puts(SAY(session, "fields", "字段"));
    print_fields(session, &(struct field_list){ .type = type }, "  ");
}

static json_t *codes_json(const struct wallet_field *field)
{
    json_t *out = json_object();

    for (size_t i = 0; i < wallet_field_code_count(field); i++) {
        const char *text = "";
        char number[32];
        (void)snprintf(
            number,
            sizeof number,
            "%llu",
            (unsigned long long)wallet_field_code_at(field, i, WALLET_CHINESE, &text));
        (void)json_object_set_new(out, number, json_text(text_of(text)));
    }

    return out;
}

static json_t *fields_json(const struct field_list *list);

static json_t *field_json(const struct wallet_type *type, const struct wallet_field *field)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "key", json_integer((json_int_t)wallet_field_key(field)));
    (void)json_object_set_new(out, "name", json_string(wallet_field_name(field)));
    (void)json_object_set_new(
        out, "title_zh", json_text(text_of(wallet_field_title(field, WALLET_CHINESE))));
    (void)json_object_set_new(
        out, "title_en", json_text(text_of(wallet_field_title(field, WALLET_ENGLISH))));
    (void)json_object_set_new(out, "identifier", json_text_or_null(wallet_field_identifier(field)));
    (void)json_object_set_new(out, "kind", json_string(kind_name(wallet_field_kind(field))));
    (void)json_object_set_new(out, "required", json_boolean(wallet_field_is_required(field)));
    (void)json_object_set_new(
        out, "disclosure", json_string(disclosure_name(wallet_field_disclosure(field))));
    (void)json_object_set_new(out, "sensitive", json_boolean(wallet_field_is_sensitive(field)));
    if (names_holder(type, field)) {
        (void)json_object_set_new(out, "names_holder", json_true());
    }
    if (wallet_field_code_count(field) > 0) {
        (void)json_object_set_new(out, "codes", codes_json(field));
    }
    if (wallet_field_kind(field) == WALLET_FIELD_MEMBERS) {
        (void)json_object_set_new(out, "fields", fields_json(&(struct field_list){ type, field }));
    }

    return out;
}

static json_t *fields_json(const struct field_list *list)
{
    json_t *out = json_array();

    for (size_t i = 0; i < count_of(list); i++) {
        (void)json_array_append_new(out, field_json(list->type, field_at(list, i)));
    }

    return out;
}

json_t *type_text_json(const struct wallet_type *type, bool with_fields)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "type", json_string(wallet_type_name(type)));
    (void)json_object_set_new(out, "code", json_string(wallet_type_code(type)));
    (void)json_object_set_new(
        out, "title_zh", json_text(text_of(wallet_type_title(type, WALLET_CHINESE))));
    (void)json_object_set_new(
        out, "title_en", json_text(text_of(wallet_type_title(type, WALLET_ENGLISH))));
    (void)json_object_set_new(out, "holder", json_string(holder_name(wallet_type_holder(type))));
    if (with_fields) {
        (void)json_object_set_new(out, "fields", fields_json(&(struct field_list){ .type = type }));
    }

    return out;
}

static json_t *example_fields(const struct field_list *list);

/* What a person replaces: in the form of the field, but never mistaken for a real value. */
static json_t *example_value(const struct wallet_type *type, const struct wallet_field *field)
{
    const char *text = "";
    char placeholder[160];

    switch (wallet_field_kind(field)) {
    case WALLET_FIELD_DATE: return json_string("YYYY-MM-DD");
    case WALLET_FIELD_CITIZEN_NUMBER: return json_string("XXXXXXYYYYMMDDXXXX");
    case WALLET_FIELD_USCC: return json_string("XXXXXXXXXXXXXXXXXX");
    case WALLET_FIELD_DIVISION: return json_string("XXXXXX");
    case WALLET_FIELD_NUMBER: return json_integer(0);
    case WALLET_FIELD_PORTRAIT: return json_string("BASE64");
    case WALLET_FIELD_CODE:
        (void)wallet_field_code_at(field, 0, WALLET_CHINESE, &text);
        return json_string(text);
    case WALLET_FIELD_MEMBERS:
        return json_pack("[o]", example_fields(&(struct field_list){ type, field }));
    case WALLET_FIELD_TEXT: break;
    }

    (void)snprintf(
        placeholder, sizeof placeholder, "<%s>", wallet_field_title(field, WALLET_CHINESE));
    return json_string(placeholder);
}

/* Of two holders one is enough, and a person the more frequent; portraits are long. */
static bool is_in_example(const struct wallet_type *type, const struct wallet_field *field)
{
    const bool is_other = wallet_type_holder(type) == WALLET_HOLDER_EITHER &&
                          field == wallet_type_holder_organisation(type);
    const bool is_portrait = wallet_field_kind(field) == WALLET_FIELD_PORTRAIT;

    return wallet_field_is_required(field) || (!is_portrait && !is_other);
}

static json_t *example_fields(const struct field_list *list)
{
    json_t *out = json_object();

    for (size_t i = 0; i < count_of(list); i++) {
        const struct wallet_field *field = field_at(list, i);
        if (is_in_example(list->type, field)) {
            (void)json_object_set_new(
                out, wallet_field_name(field), example_value(list->type, field));
        }
    }

    return out;
}

void type_text_print_example(const struct session *session, const struct wallet_type *type)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "valid_from", json_string("YYYY-MM-DD"));
    (void)json_object_set_new(out, "valid_until", json_string("YYYY-MM-DD"));
    (void)json_object_set_new(out, "fields", example_fields(&(struct field_list){ .type = type }));

    if (session->json) {
        json_print(out);
        return;
    }

    char *text = json_dumps(out, JSON_INDENT(2));
    json_decref(out);
    puts(text ? text : "");
    free(text);
}
