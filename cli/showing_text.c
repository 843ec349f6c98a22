/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "json.h"
#include "showing.h"
#include "text.h"

#include <stdio.h>

enum {
    LABEL_COLUMNS = 24,
};

static void print_field(const struct session *session, const struct wallet_selectable *item)
{
    const enum wallet_language language = session->language;
    struct wallet_buffer value = { 0 };

    if (!item->fact.field ||
        wallet_field_format(item->fact.field, &item->fact.value, language, &value) != WALLET_OK) {
        return;
    }

    const bool is_picture = wallet_field_kind(item->fact.field) == WALLET_FIELD_PORTRAIT;
    text_print_label(
        stderr,
        text_of(wallet_field_title(item->fact.field, language)),
        item->fact.member > 0 ? 4 : 2,
        LABEL_COLUMNS);
    if (is_picture) {
        fprintf(stderr, SAY(session, "picture, %zu bytes", "图片，%zu 字节"), value.size);
    } else {
        text_print(stderr, wallet_buffer_bytes(&value));
    }
    fputc('\n', stderr);
    wallet_buffer_clear(&value);
}

void showing_print(const struct showing *showing)
{
    const struct session *session = showing->session;
    struct wallet_selectable item;

    for (size_t i = 0; i < showing->count; i++) {
        const struct wallet_selection *selection = showing->selections[i];
        size_t member = 0;

        fprintf(
            stderr,
            SAY(session, "%s, goes out:\n", "%s，将出示：\n"),
            wallet_type_title(wallet_selection_type(selection), session->language));
        for (size_t j = 0; j < wallet_selection_count(selection); j++) {
            wallet_selection_at(selection, j, &item);
            if (item.is_shown && item.fact.member != member && item.fact.member > 0) {
                fprintf(stderr, SAY(session, "  member %zu\n", "  成员 %zu\n"), item.fact.member);
            }
            if (item.is_shown) {
                member = item.fact.member;
                print_field(session, &item);
            }
        }
        if (showing->tells_holder[i]) {
            fputs(SAY(session, "  and the holder's number\n", "  以及持证主体代码\n"), stderr);
        }
    }
}

/* The name of the field that holds the members. */
static const char *name_of_members(const struct wallet_type *type, const struct wallet_field *inner)
{
    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        if (wallet_field_kind(field) == WALLET_FIELD_MEMBERS &&
            wallet_field_member_field_by_key(field, wallet_field_key(inner)) == inner) {
            return wallet_field_name(field);
        }
    }

    return "";
}

/* "name", or "members.2.name", as --fields takes it. */
static json_t *name_json(const struct wallet_type *type, const struct wallet_selectable *item)
{
    const struct wallet_field *field = item->fact.field;
    char name[160];

    if (item->fact.member > 0) {
        (void)snprintf(
            name,
            sizeof name,
            "%s.%zu.%s",
            name_of_members(type, field),
            item->fact.member,
            wallet_field_name(field));
        return json_string(name);
    }

    return json_string(wallet_field_name(field));
}

static json_t *fields_json(const struct wallet_selection *selection)
{
    json_t *fields = json_array();
    struct wallet_selectable item;

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_at(selection, i, &item);
        if (item.is_shown && item.fact.field) {
            (void)json_array_append_new(fields, name_json(wallet_selection_type(selection), &item));
        }
    }

    return fields;
}

json_t *showing_json(const struct showing *showing)
{
    json_t *out = json_array();

    for (size_t i = 0; i < showing->count; i++) {
        json_t *licence = json_object();
        (void)json_object_set_new(licence, "id", held_id_json(showing->licences[i].id));
        (void)json_object_set_new(
            licence,
            "type",
            json_string(wallet_type_name(wallet_selection_type(showing->selections[i]))));
        json_t *fields = fields_json(showing->selections[i]);
        if (showing->tells_holder[i]) {
            (void)json_array_append_new(fields, json_string(SHOWING_HOLDER));
        }
        (void)json_object_set_new(licence, "fields", fields);
        (void)json_array_append_new(out, licence);
    }

    return out;
}
