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

static void read_words(
    const struct wlt_node *root, struct wlt_arena *arena, struct wallet_type *out)
{
    const struct wlt_node name = wlt_node_member(root, "name");
    const struct wlt_node code = wlt_node_member(root, "code");
    const struct wlt_node title = wlt_node_member(root, "title");
    const struct wlt_node definer = wlt_node_member(root, "definer");
    const struct wlt_node validity = wlt_node_member(root, "validity");
    const struct wlt_node source = wlt_node_member(root, "source");
    const struct wlt_node several = wlt_node_member(root, "several");

    out->name = wlt_node_copy_name(&name, '-', arena);
    out->code = read_code(&code, arena);
    wlt_node_copy_titles(&title, arena, out->title);
    wlt_node_copy_titles(&definer, arena, out->definer);
    wlt_node_copy_titles(&validity, arena, out->validity);
    out->source = wlt_node_copy_shown(&source, arena);
    out->allows_several = wlt_node_flag(&several);
}

const struct wallet_type *wlt_type_read(
    struct wlt_json *json, const struct wlt_code_lists *lists, struct wlt_arena *arena)
{
    static const char *const names[] = {
        "name",    "code",     "title",  "definer", "holder",
        "several", "validity", "source", "fields",  NULL,
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
        wlt_holder_read(&holder, &type->fields, &type->holder);
    }

    return type;
}
