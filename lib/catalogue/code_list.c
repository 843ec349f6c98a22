/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/code_list.h"

#include "base/text.h"
#include "catalogue/json_text.h"
#include "catalogue/nearest.h"

#include <stdlib.h>

enum {
    CODE_MAX = 4096, /* of one list */
    ALSO_MAX = 16,   /* of one code */
};

static int compare_code(const void *key, const void *element)
{
    const uint64_t code = *(const uint64_t *)key;
    const struct wlt_code *other = element;
    return (code > other->code) - (code < other->code);
}

const struct wlt_code *wlt_code_list_find(const struct wlt_code_list *list, uint64_t code)
{
    return list->count > 0
               ? bsearch(&code, list->codes, list->count, sizeof *list->codes, compare_code)
               : NULL;
}

static bool has_text(const struct wlt_code *code, struct wallet_bytes text)
{
    if (wlt_bytes_equal(code->text[0], text) || wlt_bytes_equal(code->text[1], text)) {
        return true;
    }

    for (size_t i = 0; i < code->also_count; i++) {
        if (wlt_bytes_equal(code->also[i], text)) {
            return true;
        }
    }

    return false;
}

const struct wlt_code *wlt_code_list_find_text(
    const struct wlt_code_list *list, struct wallet_bytes text)
{
    for (size_t i = 0; i < list->count; i++) {
        if (has_text(&list->codes[i], text)) {
            return &list->codes[i];
        }
    }

    return NULL;
}

const char *wlt_code_list_nearest(const struct wlt_code_list *list, struct wallet_bytes text)
{
    struct wlt_nearest nearest = { .wanted = text };

    for (size_t i = 0; i < list->count; i++) {
        wlt_nearest_offer(&nearest, list->codes[i].text[WALLET_ENGLISH]);
    }

    return nearest.found;
}

static void read_also(const struct wlt_node *node, struct wlt_arena *arena, struct wlt_code *out)
{
    if (!wlt_node_is_there(node)) {
        return;
    }

    const size_t count = wlt_node_count(node);
    if (count > ALSO_MAX) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected at most %d texts", ALSO_MAX);
        return;
    }

    struct wallet_bytes *also = wlt_arena_alloc(arena, count, sizeof *also);
    if (!also) {
        wlt_node_fail_memory(node);
        return;
    }

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        also[i] = wlt_node_copy_shown(&element, arena);
    }

    out->also_count = count;
    out->also = also;
}

static void read_code(const struct wlt_node *node, struct wlt_arena *arena, struct wlt_code *out)
{
    static const char *const names[] = { "code", "zh", "en", "also", NULL };
    const struct wlt_node code = wlt_node_member(node, "code");
    const struct wlt_node chinese = wlt_node_member(node, "zh");
    const struct wlt_node english = wlt_node_member(node, "en");
    const struct wlt_node also = wlt_node_member(node, "also");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->code = wlt_node_unsigned(&code, 0, UINT32_MAX);
    out->text[WALLET_CHINESE] = wlt_node_copy_shown(&chinese, arena);
    out->text[WALLET_ENGLISH] = wlt_node_is_there(&english) ? wlt_node_copy_shown(&english, arena)
                                                            : out->text[WALLET_CHINESE];
    read_also(&also, arena, out);
}

/** Whether a text of `code` means something else in one of the codes before it. */
static bool is_ambiguous(const struct wlt_code_list *before, const struct wlt_code *code)
{
    for (size_t i = 0; i < 2; i++) {
        if (wlt_code_list_find_text(before, code->text[i])) {
            return true;
        }
    }

    for (size_t i = 0; i < code->also_count; i++) {
        if (wlt_code_list_find_text(before, code->also[i])) {
            return true;
        }
    }

    return false;
}

static void check_code(const struct wlt_node *node, const struct wlt_code *codes, size_t index)
{
    const struct wlt_code_list before = { .count = index, .codes = codes };
    const struct wlt_code *code = &codes[index];

    if (index > 0 && code->code <= codes[index - 1].code) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "codes must stand in ascending order");
    } else if (is_ambiguous(&before, code)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "has a text of another code");
    }
}

void wlt_code_list_read_codes(
    const struct wlt_node *node, struct wlt_arena *arena, struct wlt_code_list *out)
{
    const size_t count = wlt_node_count(node);
    if (count == 0 || count > CODE_MAX) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected 1 to %d codes", CODE_MAX);
        return;
    }

    struct wlt_code *codes = wlt_arena_alloc(arena, count, sizeof *codes);
    if (!codes) {
        wlt_node_fail_memory(node);
        return;
    }

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_code(&element, arena, &codes[i]);
        check_code(&element, codes, i);
    }

    out->count = count;
    out->codes = codes;
}

const struct wlt_code_list *wlt_code_list_read(struct wlt_json *json, struct wlt_arena *arena)
{
    static const char *const names[] = { "name", "title", "source", "codes", NULL };
    const struct wlt_node root = wlt_json_root(json);
    const struct wlt_node name = wlt_node_member(&root, "name");
    const struct wlt_node title = wlt_node_member(&root, "title");
    const struct wlt_node source = wlt_node_member(&root, "source");
    const struct wlt_node codes = wlt_node_member(&root, "codes");
    struct wallet_bytes titles[2];

    struct wlt_code_list *list = wlt_arena_alloc(arena, 1, sizeof *list);
    if (!list) {
        wlt_node_fail_memory(&root);
        return NULL;
    }

    wlt_node_allow(&root, names, WALLET_ERR_STRUCTURE);
    list->name = wlt_node_copy_name(&name, '-', arena);
    wlt_node_copy_titles(&title, arena, titles);
    (void)wlt_node_copy_shown(&source, arena);
    wlt_code_list_read_codes(&codes, arena, list);
    list->file = json->name;
    return list;
}
