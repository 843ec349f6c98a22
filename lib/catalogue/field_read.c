/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/json_text.h"
#include "catalogue/kind.h"
#include "catalogue/type.h"

enum {
    FIELD_MAX = 256, /* of one level */
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
    if (json_is_string(node->value)) {
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
    const struct wlt_node fields = wlt_node_member(node, "fields");

    if (belongs(&long_term, out->kind == WALLET_FIELD_DATE, "date")) {
        out->may_be_forever = wlt_node_flag(&long_term);
    }

    if (belongs(&codes, out->kind == WALLET_FIELD_CODE, "code")) {
        out->codes = read_codes(&codes, reading);
    }

    if (belongs(&fields, out->kind == WALLET_FIELD_MEMBERS, "members")) {
        wlt_field_set_read(&fields, reading->lists, reading->arena, true, &out->members);
    }
}

static void read_field(
    const struct wlt_node *node, const struct reading *reading, struct wallet_field *out)
{
    static const char *const names[] = {
        "key",        "name",      "title",     "identifier", "kind",   "required",
        "disclosure", "sensitive", "long_term", "codes",      "fields", NULL,
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

void wlt_field_set_read(
    const struct wlt_node *node,
    const struct wlt_code_lists *lists,
    struct wlt_arena *arena,
    bool is_member,
    struct wlt_field_set *out)
{
    const struct reading reading = { lists, arena, is_member };
    const size_t count = wlt_node_count(node);

    if (count == 0 || count > FIELD_MAX) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected 1 to %d fields", FIELD_MAX);
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

    *out = (struct wlt_field_set){ count, fields };
}
