/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/json_text.h"
#include "catalogue/type.h"

static struct wallet_bytes read_code(const struct wlt_node *node, struct wlt_arena *arena)
{
    const struct wallet_bytes text = wlt_node_text(node);
    const enum wallet_finding finding = wallet_type_code_check(text);

    if (finding != WALLET_FINDING_NONE) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "not the definer's USCC and three digits: %s",
            wallet_finding_text(finding, WALLET_ENGLISH));
    }

    const struct wallet_bytes code = wlt_arena_copy(arena, text);
    if (!code.data) {
        wlt_node_fail_memory(node);
    }

    return code;
}

/** The field that a member of "holder" names, which must be of a kind. */
static const struct wallet_field *read_reference(
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

static void read_household(
    const struct wlt_node *node, const struct wlt_field_set *fields, struct wlt_holder *out)
{
    static const char *const names[] = { "kind", "members", "field", "relation", "head", NULL };
    const struct wlt_node members = wlt_node_member(node, "members");
    const struct wlt_node field = wlt_node_member(node, "field");
    const struct wlt_node relation = wlt_node_member(node, "relation");
    const struct wlt_node head = wlt_node_member(node, "head");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->members = read_reference(&members, fields, WALLET_FIELD_MEMBERS);
    if (!out->members) {
        return;
    }

    const struct wlt_field_set *set = &out->members->members;
    out->field = read_reference(&field, set, WALLET_FIELD_CITIZEN_NUMBER);
    out->relation = read_reference(&relation, set, WALLET_FIELD_CODE);
    out->head = wlt_node_unsigned(&head, 0, UINT32_MAX);
    if (out->relation && !wlt_code_list_find(out->relation->codes, out->head)) {
        wlt_node_fail(&head, WALLET_ERR_STRUCTURE, "not a code of '%s'", out->relation->name.data);
    }
}

static void read_holder(
    const struct wlt_node *node, const struct wlt_field_set *fields, struct wlt_holder *out)
{
    static const char *const kinds[] = {
        [WALLET_HOLDER_PERSON] = "person",
        [WALLET_HOLDER_ORGANISATION] = "organisation",
        [WALLET_HOLDER_HOUSEHOLD] = "household",
    };
    static const char *const names[] = { "kind", "field", NULL };
    const struct wlt_node kind = wlt_node_member(node, "kind");
    const struct wlt_node field = wlt_node_member(node, "field");

    out->kind =
        (enum wallet_holder_kind)wlt_node_choice(&kind, kinds, sizeof kinds / sizeof kinds[0]);
    if (out->kind == WALLET_HOLDER_HOUSEHOLD) {
        read_household(node, fields, out);
        return;
    }

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->field = read_reference(
        &field,
        fields,
        out->kind == WALLET_HOLDER_PERSON ? WALLET_FIELD_CITIZEN_NUMBER : WALLET_FIELD_USCC);
}

static void read_words(
    const struct wlt_node *root, struct wlt_arena *arena, struct wallet_type *out)
{
    const struct wlt_node name = wlt_node_member(root, "name");
    const struct wlt_node code = wlt_node_member(root, "code");
    const struct wlt_node title = wlt_node_member(root, "title");
    const struct wlt_node definer = wlt_node_member(root, "definer");
    const struct wlt_node validity = wlt_node_member(root, "validity");
    const struct wlt_node source = wlt_node_member(root, "source");

    out->name = wlt_node_copy_name(&name, '-', arena);
    out->code = read_code(&code, arena);
    wlt_node_copy_titles(&title, arena, out->title);
    wlt_node_copy_titles(&definer, arena, out->definer);
    wlt_node_copy_titles(&validity, arena, out->validity);
    out->source = wlt_node_copy_shown(&source, arena);
}

const struct wallet_type *wlt_type_read(
    struct wlt_json *json, const struct wlt_code_lists *lists, struct wlt_arena *arena)
{
    static const char *const names[] = {
        "name", "code", "title", "definer", "holder", "validity", "source", "fields", NULL,
    };
    const struct wlt_node root = wlt_json_root(json);
    struct wallet_type *type = wlt_arena_alloc(arena, 1, sizeof *type);
    if (!type) {
        wlt_node_fail_memory(&root);
        return NULL;
    }

    wlt_node_allow(&root, names, WALLET_ERR_STRUCTURE);
    read_words(&root, arena, type);
    type->file = json->name;

    const struct wlt_node fields = wlt_node_member(&root, "fields");
    const struct wlt_node holder = wlt_node_member(&root, "holder");
    wlt_field_set_read(&fields, lists, arena, false, &type->fields);
    if (wlt_json_is_ok(json)) {
        read_holder(&holder, &type->fields, &type->holder);
    }

    return type;
}
