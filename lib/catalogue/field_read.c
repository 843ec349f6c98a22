/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/citizen_number.h"
#include "catalogue/json_text.h"
#include "catalogue/kind.h"
#include "catalogue/type.h"

#include <string.h>

enum {
    KEY_MAX = 65535,
};

/** What reading a field needs around it. */
struct reading {
    const struct wlt_code_lists *lists;
    struct wlt_arena *arena;
    bool is_member;
};

static enum wallet_field_kind read_kind(const struct wlt_node *node)
{
    const char *names[WLT_KIND_COUNT];
    for (size_t i = 0; i < WLT_KIND_COUNT; i++) {
        names[i] = wlt_kind_of((enum wallet_field_kind)i)->name;
    }

    return (enum wallet_field_kind)wlt_node_choice(node, names, WLT_KIND_COUNT);
}

static enum wallet_disclosure read_disclosure(const struct wlt_node *node)
{
    static const char *const names[] = {
        [WALLET_DISCLOSE_ALWAYS] = "always",
        [WALLET_DISCLOSE_ON_REQUEST] = "on-request",
        [WALLET_DISCLOSE_NEVER_BY_DEFAULT] = "never-by-default",
    };

    return (enum wallet_disclosure)wlt_node_choice(node, names, sizeof names / sizeof names[0]);
}

static const struct wlt_code_list *find_list(
    const struct wlt_node *node, const struct wlt_code_lists *lists)
{
    const struct wallet_bytes name = wlt_node_text(node);
    const struct wlt_code_list *list = lists->find(lists->owner, name);

    if (!list) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "there is no code list of this name");
    }

    return list;
}

static const struct wlt_code_list *read_codes(
    const struct wlt_node *node, const struct reading *reading)
{
    if (wlt_node_is_text(node)) {
        return find_list(node, reading->lists);
    }

    struct wlt_code_list *list = wlt_arena_alloc(reading->arena, 1, sizeof *list);
    if (!list) {
        wlt_node_fail_memory(node);
        return NULL;
    }

    wlt_code_list_read_codes(node, reading->arena, list);
    return list;
}

/** A member that only fields of one kind have. */
static bool belongs(const struct wlt_node *node, bool is_of_kind, const char *kind)
{
    if (!is_of_kind && wlt_node_is_there(node)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "only fields of the kind '%s' have this", kind);
    }

    return is_of_kind;
}

/** What depends on the kind. */
static void read_details(
    const struct wlt_node *node, const struct reading *reading, struct wallet_field *out)
{
    const struct wlt_node long_term = wlt_node_member(node, "long_term");
    const struct wlt_node codes = wlt_node_member(node, "codes");
    const struct wlt_node birth_date = wlt_node_member(node, "birth_date");
    const struct wlt_node sex = wlt_node_member(node, "sex");
    const struct wlt_node fields = wlt_node_member(node, "fields");
    const bool is_number = out->kind == WALLET_FIELD_CITIZEN_NUMBER;

    if (belongs(&long_term, out->kind == WALLET_FIELD_DATE, "date")) {
        out->may_be_forever = wlt_node_flag(&long_term);
    }

    if (belongs(&codes, out->kind == WALLET_FIELD_CODE, "code")) {
        out->codes = read_codes(&codes, reading);
    }

    (void)belongs(&birth_date, is_number, "citizen-number");
    (void)belongs(&sex, is_number, "citizen-number");
    if (belongs(&fields, out->kind == WALLET_FIELD_MEMBERS, "members")) {
        wlt_field_set_read(&fields, reading->lists, reading->arena, true, &out->members);
    }
}

static void read_field(
    const struct wlt_node *node, const struct reading *reading, struct wallet_field *out)
{
    static const char *const names[] = {
        "key",       "name",      "title", "identifier", "kind", "required", "disclosure",
        "sensitive", "long_term", "codes", "birth_date", "sex",  "fields",   NULL,
    };
    const struct wlt_node key = wlt_node_member(node, "key");
    const struct wlt_node name = wlt_node_member(node, "name");
    const struct wlt_node title = wlt_node_member(node, "title");
    const struct wlt_node identifier = wlt_node_member(node, "identifier");
    const struct wlt_node kind = wlt_node_member(node, "kind");
    const struct wlt_node required = wlt_node_member(node, "required");
    const struct wlt_node disclosure = wlt_node_member(node, "disclosure");
    const struct wlt_node sensitive = wlt_node_member(node, "sensitive");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->key = wlt_node_unsigned(&key, 1, KEY_MAX);
    out->name = wlt_node_copy_name(&name, '_', reading->arena);
    wlt_node_copy_titles(&title, reading->arena, out->title);
    out->identifier = wlt_node_copy_identifier(&identifier, reading->arena);
    out->kind = read_kind(&kind);
    out->is_required = wlt_node_flag(&required);
    out->disclosure = read_disclosure(&disclosure);
    out->is_sensitive = wlt_node_flag(&sensitive);

    if (reading->is_member && out->kind == WALLET_FIELD_MEMBERS) {
        wlt_node_fail(&kind, WALLET_ERR_STRUCTURE, "members have no members of their own");
    } else if (wlt_json_is_ok(node->json)) {
        read_details(node, reading, out);
    }
}

/** The first of the field's names that one of the fields before it has too; NULL if none. */
static const char *find_clash(const struct wlt_field_set *before, const struct wallet_field *field)
{
    const struct wallet_bytes names[] = {
        field->name,
        field->title[WALLET_CHINESE],
        field->identifier,
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (wlt_field_set_find(before, names[i])) {
            return (const char *)names[i].data;
        }
    }

    return NULL;
}

static void check_field(
    const struct wlt_node *node, const struct wallet_field *fields, size_t index)
{
    const struct wlt_field_set before = { .count = index, .fields = fields };
    const struct wallet_field *field = &fields[index];
    const char *clash = find_clash(&before, field);

    if (index > 0 && field->key <= fields[index - 1].key) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "fields must stand in ascending order of keys");
    } else if (clash) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "another field is called '%s' too", clash);
    }
}

const struct wallet_field *wlt_field_set_reference(
    const struct wlt_node *node, const struct wlt_field_set *set, enum wallet_field_kind kind)
{
    const struct wallet_bytes name = wlt_node_text(node);
    if (!wlt_json_is_ok(node->json)) {
        return NULL;
    }

    const struct wallet_field *field = wlt_field_set_named(set, name);
    if (!field) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "there is no field of this name");
    } else if (field->kind != kind) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "the field is of the wrong kind");
        return NULL;
    }

    return field;
}

/** Whether a list tells men from women as GB/T 2261.1 does. */
static bool has_sexes(const struct wlt_code_list *list)
{
    return wlt_code_list_find(list, WLT_SEX_MALE) && wlt_code_list_find(list, WLT_SEX_FEMALE);
}

/** Ties the field that a member of a citizen number's names to the number that tells it too. */
static void tie(
    const struct wlt_node *node,
    struct wallet_field *fields,
    size_t count,
    const struct wallet_field *number)
{
    const bool is_sex = strcmp(node->name, "sex") == 0;
    const struct wlt_field_set set = { .count = count, .fields = fields };
    if (!wlt_node_is_there(node)) {
        return;
    }

    const struct wallet_field *named =
        wlt_field_set_reference(node, &set, is_sex ? WALLET_FIELD_CODE : WALLET_FIELD_DATE);
    if (!named) {
        return;
    }

    if (is_sex && !has_sexes(named->codes)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "its codes are not those of GB/T 2261.1");
    } else if (named->number) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "another citizen number names the field too");
    }

    fields[named - fields].number = number;
}

/** What the citizen numbers of a level say of its other fields, all of which have been read. */
static void tie_numbers(const struct wlt_node *node, struct wallet_field *fields, size_t count)
{
    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        if (fields[i].kind != WALLET_FIELD_CITIZEN_NUMBER) {
            continue;
        }

        const struct wlt_node element = wlt_node_element(node, i);
        const struct wlt_node birth_date = wlt_node_member(&element, "birth_date");
        const struct wlt_node sex = wlt_node_member(&element, "sex");
        tie(&birth_date, fields, count, &fields[i]);
        tie(&sex, fields, count, &fields[i]);
    }
}

static size_t count_required(const struct wallet_field *fields, size_t count)
{
    size_t required = 0;
    for (size_t i = 0; i < count; i++) {
        required += fields[i].is_required;
    }

    return required;
}

void wlt_field_set_read(
    const struct wlt_node *node,
    const struct wlt_code_lists *lists,
    struct wlt_arena *arena,
    bool is_member,
    struct wlt_field_set *out)
{
    const struct reading reading = { lists, arena, is_member };
    const size_t count = wlt_node_count(node);

    if (count == 0 || count > WLT_FIELD_MAX) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected 1 to %d fields", WLT_FIELD_MAX);
        return;
    }

    struct wallet_field *fields = wlt_arena_alloc(arena, count, sizeof *fields);
    if (!fields) {
        wlt_node_fail_memory(node);
        return;
    }

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_field(&element, &reading, &fields[i]);
        check_field(&element, fields, i);
    }

    tie_numbers(node, fields, count);
    *out = (struct wlt_field_set){ count, fields, count_required(fields, count) };
}
