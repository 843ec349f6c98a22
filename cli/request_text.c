/* SPDX-License-Identifier: Apache-2.0 */
#include "request_text.h"

#include <wallet/time.h>

#include "text.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    LABEL_COLUMNS = 16,
    KEY_SIZE = 24, /* of a number in text */
};

const char *const request_relations[] = { "one-holder", "household", "enterprise", NULL };

const char *request_text_relation(enum wallet_relation relation)
{
    return relation == WALLET_RELATION_NONE ? NULL : request_relations[relation - 1];
}

static const char *say_relation(const struct session *session, enum wallet_relation relation)
{
    switch (relation) {
    case WALLET_RELATION_NONE: break;
    case WALLET_RELATION_ONE_HOLDER: return SAY(session, "all of one holder", "同一持证主体");
    case WALLET_RELATION_ONE_HOUSEHOLD: return SAY(session, "all of one household", "同一户");
    case WALLET_RELATION_ONE_ENTERPRISE: return SAY(session, "all of one enterprise", "同一企业");
    }

    return "";
}

void request_text_print_line(FILE *stream, const char *label, const char *text)
{
    if (text[0] != '\0') {
        text_print_label(stream, text_of(label), 2, LABEL_COLUMNS);
        text_print(stream, text_of(text));
        (void)fputc('\n', stream);
    }
}

void request_text_print_matter(
    FILE *stream, const struct session *session, const struct wallet_request_matter *matter)
{
    request_text_print_line(stream, SAY(session, "matter", "事项"), matter->name);
    request_text_print_line(stream, SAY(session, "matter code", "实施编码"), matter->code);
    request_text_print_line(stream, SAY(session, "cause", "用证事由"), matter->cause);
    request_text_print_line(stream, SAY(session, "system", "业务系统"), matter->system);
}

static const struct wallet_type *find_type(
    const struct wallet_catalogue *catalogue, const struct wallet_request_item *item)
{
    return catalogue ? wallet_catalogue_find(catalogue, text_of(item->type)) : NULL;
}

/* A field's title, or its key where the catalogue has none. */
static void print_title(
    FILE *stream, const struct session *session, const struct wallet_field *field, uint64_t key)
{
    if (field) {
        text_print(stream, text_of(wallet_field_title(field, session->language)));
    } else {
        (void)fprintf(stream, "%" PRIu64, key);
    }
}

static void print_members(
    FILE *stream,
    const struct session *session,
    const struct wallet_field *field,
    const struct wallet_request_field *asked)
{
    for (size_t i = 0; i < asked->member_count; i++) {
        const uint64_t key = asked->members[i];
        fputs(i == 0 ? SAY(session, " (", "（") : SAY(session, ", ", "、"), stream);
        print_title(
            stream, session, field ? wallet_field_member_field_by_key(field, key) : NULL, key);
    }
    if (asked->member_count > 0) {
        fputs(SAY(session, ")", "）"), stream);
    }
}

void request_text_print_item(
    FILE *stream,
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *label,
    const struct wallet_request_item *item)
{
    const struct wallet_type *type = find_type(catalogue, item);
    const char *title = wallet_type_title(type, session->language);

    text_print_label(stream, text_of(label), 2, LABEL_COLUMNS);
    text_print(stream, text_of(title[0] ? title : item->type));
    for (size_t i = 0; i < item->field_count; i++) {
        const struct wallet_request_field *asked = &item->fields[i];
        const struct wallet_field *field = type ? wallet_type_field_by_key(type, asked->key) : NULL;
        fputs(i == 0 ? SAY(session, ": ", "：") : SAY(session, ", ", "、"), stream);
        print_title(stream, session, field, asked->key);
        print_members(stream, session, field, asked);
    }
    (void)fputc('\n', stream);
}

static void print_counter(
    FILE *stream, const struct session *session, const struct wallet_request *request)
{
    const char *name = wallet_request_counter_name(request, session->language);
    char line[WALLET_ISSUER_NAME_MAX + 32];

    (void)snprintf(
        line, sizeof line, name[0] ? "%s (%s)" : "%s%s", name, wallet_request_counter(request));
    request_text_print_line(stream, SAY(session, "counter", "窗口"), line);
}

void request_text_print(
    FILE *stream,
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_request *request)
{
    struct wallet_request_matter matter;
    char until[WALLET_TIME_SIZE];

    wallet_request_matter(request, &matter);
    wallet_time_format(wallet_request_until(request), until);
    print_counter(stream, session, request);
    request_text_print_matter(stream, session, &matter);
    for (size_t i = 0; i < wallet_request_item_count(request); i++) {
        struct wallet_request_item item;
        wallet_request_item_at(request, i, &item);
        request_text_print_item(
            stream,
            session,
            catalogue,
            item.is_required ? SAY(session, "asks for", "索要")
                             : SAY(session, "if there is one", "如有则索要"),
            &item);
    }
    request_text_print_line(
        stream,
        SAY(session, "must be", "须为"),
        say_relation(session, wallet_request_relation(request)));
    request_text_print_line(
        stream, SAY(session, "answer to", "答复至"), wallet_request_reply_url(request));
    request_text_print_line(stream, SAY(session, "good until", "有效至"), until);
}

static json_t *name_or_key(const struct wallet_field *field, uint64_t key)
{
    char text[KEY_SIZE];

    (void)snprintf(text, sizeof text, "%" PRIu64, key);
    return json_string(field ? wallet_field_name(field) : text);
}

/* "name", or "members.name" for each of the members' fields. */
static void add_field(
    json_t *out, const struct wallet_type *type, const struct wallet_request_field *asked)
{
    const struct wallet_field *field = type ? wallet_type_field_by_key(type, asked->key) : NULL;

    if (asked->member_count == 0) {
        (void)json_array_append_new(out, name_or_key(field, asked->key));
    }
    for (size_t i = 0; i < asked->member_count; i++) {
        const uint64_t key = asked->members[i];
        json_t *holder = name_or_key(field, asked->key);
        json_t *member =
            name_or_key(field ? wallet_field_member_field_by_key(field, key) : NULL, key);
        (void)json_array_append_new(
            out, json_sprintf("%s.%s", json_string_value(holder), json_string_value(member)));
        json_decref(holder);
        json_decref(member);
    }
}

json_t *request_text_item_json(
    const struct wallet_catalogue *catalogue, const struct wallet_request_item *item)
{
    const struct wallet_type *type = find_type(catalogue, item);
    json_t *fields = json_array();

    for (size_t i = 0; i < item->field_count; i++) {
        add_field(fields, type, &item->fields[i]);
    }

    json_t *out = json_object();
    (void)json_object_set_new(out, "type", json_string(type ? wallet_type_name(type) : item->type));
    (void)json_object_set_new(out, "code", json_string(item->type));
    (void)json_object_set_new(out, "fields", fields);
    return out;
}

json_t *request_text_matter_json(const struct wallet_request_matter *matter)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "system", json_text_or_null(matter->system));
    (void)json_object_set_new(out, "category", json_integer(matter->category));
    (void)json_object_set_new(out, "name", json_text_or_null(matter->name));
    (void)json_object_set_new(out, "code", json_text_or_null(matter->code));
    (void)json_object_set_new(out, "cause", json_text_or_null(matter->cause));
    return out;
}

json_t *request_text_json(
    const struct wallet_catalogue *catalogue, const struct wallet_request *request)
{
    json_t *out = json_start();
    json_t *items = json_array();
    struct wallet_request_matter matter;

    wallet_request_matter(request, &matter);

    for (size_t i = 0; i < wallet_request_item_count(request); i++) {
        struct wallet_request_item item;
        wallet_request_item_at(request, i, &item);
        json_t *one = request_text_item_json(catalogue, &item);
        (void)json_object_set_new(one, "required", json_boolean(item.is_required));
        (void)json_array_append_new(items, one);
    }

    (void)json_object_set_new(out, "counter", json_string(wallet_request_counter(request)));
    (void)json_object_set_new(out, "verified", json_boolean(wallet_request_is_verified(request)));
    (void)json_object_set_new(out, "nonce", json_hex(wallet_request_nonce(request)));
    (void)json_object_set_new(out, "issued", json_time(wallet_request_issued(request)));
    (void)json_object_set_new(out, "until", json_time(wallet_request_until(request)));
    (void)json_object_set_new(out, "matter", request_text_matter_json(&matter));
    (void)json_object_set_new(out, "items", items);
    (void)json_object_set_new(
        out,
        "relation",
        json_text_or_null(request_text_relation(wallet_request_relation(request))));
    (void)json_object_set_new(out, "reply", json_text_or_null(wallet_request_reply_url(request)));
    return out;
}
