/* SPDX-License-Identifier: Apache-2.0 */
#include "base/check_character.h"
#include "base/text.h"
#include "catalogue/json_text.h"
#include "catalogue/matter_parts.h"

enum {
    DAYS_MAX = 366,
};

void wlt_matter_words_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, const char *out[2])
{
    struct wallet_bytes words[2];

    wlt_node_copy_titles(node, reading->arena, words);
    for (size_t i = 0; i < 2; i++) {
        out[i] = (const char *)words[i].data;
    }
}

void wlt_matter_words_read_if_there(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, const char *out[2])
{
    out[0] = out[1] = "";
    if (wlt_node_is_there(node)) {
        wlt_matter_words_read(node, reading, out);
    }
}

void *wlt_matter_array_read(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    size_t min,
    size_t max,
    size_t size,
    size_t *out_count)
{
    const size_t count = min > 0 || wlt_node_is_there(node) ? wlt_node_count(node) : 0;

    *out_count = 0;
    if (count < min || count > max) {
        wlt_node_fail(
            node,
            count > max ? WALLET_ERR_TOO_LARGE : WALLET_ERR_STRUCTURE,
            "expected %zu to %zu elements",
            min,
            max);
        return NULL;
    }

    void *elements = count > 0 ? wlt_arena_alloc(reading->arena, count, size) : NULL;
    if (count > 0 && !elements) {
        wlt_node_fail_memory(node);
        return NULL;
    }

    *out_count = count;
    return elements;
}

/** 实施编码: there is no check character that would hold everywhere. */
static struct wallet_bytes read_code(
    const struct wlt_node *node, const struct wlt_matter_reading *reading)
{
    const struct wallet_bytes text = wlt_node_text(node);
    bool is_fine = text.size > 0 && text.size <= WALLET_MATTER_CODE_MAX;

    for (size_t i = 0; is_fine && i < text.size; i++) {
        is_fine = wlt_is_alphanumeric(text.data[i]);
    }

    if (!is_fine) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "expected 1 to %d of 0-9 A-Z", WALLET_MATTER_CODE_MAX);
    }

    return wlt_node_copy_shown(node, reading->arena);
}

static struct wallet_bytes read_department_code(
    const struct wlt_node *node, const struct wlt_matter_reading *reading)
{
    const enum wallet_finding finding = wallet_uscc_check(wlt_node_text(node));

    if (finding != WALLET_FINDING_NONE) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "not the department's USCC: %s",
            wallet_finding_text(finding, WALLET_ENGLISH));
    }

    return wlt_node_copy_shown(node, reading->arena);
}

static enum wallet_relation read_relation(const struct wlt_node *node)
{
    static const char *const names[] = {
        [WALLET_RELATION_NONE] = "none",
        [WALLET_RELATION_ONE_HOLDER] = "one-holder",
        [WALLET_RELATION_ONE_HOUSEHOLD] = "one-household",
        [WALLET_RELATION_ONE_ENTERPRISE] = "one-enterprise",
    };

    return wlt_node_is_there(node)
               ? (enum wallet_relation)wlt_node_choice(node, names, sizeof names / sizeof names[0])
               : WALLET_RELATION_NONE;
}

/** What a matter says of itself. */
static void read_head(const struct wlt_node *root, const struct wlt_matter_reading *reading)
{
    const struct wlt_node name = wlt_node_member(root, "name");
    const struct wlt_node code = wlt_node_member(root, "code");
    const struct wlt_node title = wlt_node_member(root, "title");
    const struct wlt_node department = wlt_node_member(root, "department");
    const struct wlt_node department_code = wlt_node_member(root, "department_code");
    const struct wlt_node basis = wlt_node_member(root, "basis");
    const struct wlt_node days = wlt_node_member(root, "days");
    const struct wlt_node relation = wlt_node_member(root, "relation");
    const struct wlt_node remark = wlt_node_member(root, "remark");
    struct wallet_matter *matter = reading->matter;

    matter->name = wlt_node_copy_name(&name, '-', reading->arena);
    matter->code = read_code(&code, reading);
    wlt_matter_words_read(&title, reading, matter->title);
    wlt_matter_words_read(&department, reading, matter->department);
    matter->department_code = read_department_code(&department_code, reading);
    matter->basis = (const char *)wlt_node_copy_shown(&basis, reading->arena).data;
    if (wlt_node_is_there(&days)) {
        matter->days = (unsigned)wlt_node_unsigned(&days, 0, DAYS_MAX);
    }

    matter->relation = read_relation(&relation);
    if (wlt_node_is_there(&remark)) {
        (void)wlt_node_text(&remark);
    }
}

static void read_party(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_party *out)
{
    static const char *const names[] = { "name", "title", "holder", NULL };
    static const char *const holders[] = {
        [WALLET_HOLDER_PERSON] = "person",
        [WALLET_HOLDER_ORGANISATION] = "organisation",
    };
    const struct wlt_node name = wlt_node_member(node, "name");
    const struct wlt_node title = wlt_node_member(node, "title");
    const struct wlt_node holder = wlt_node_member(node, "holder");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->name = (const char *)wlt_node_copy_name(&name, '-', reading->arena).data;
    wlt_matter_words_read(&title, reading, out->title);
    out->holder = (enum wallet_holder_kind)wlt_node_choice(
        &holder, holders, sizeof holders / sizeof holders[0]);
}

void wlt_matter_parties_read(const struct wlt_node *node, const struct wlt_matter_reading *reading)
{
    struct wallet_matter *matter = reading->matter;
    size_t count = 0;
    struct wallet_party *parties =
        wlt_matter_array_read(node, reading, 1, WALLET_PARTY_MAX, sizeof *parties, &count);

    matter->parties = parties;
    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_party(&element, reading, &parties[i]);
        for (size_t j = 0; j < i; j++) {
            if (wlt_bytes_are(wlt_bytes_of(parties[i].name), parties[j].name)) {
                wlt_node_fail(&element, WALLET_ERR_STRUCTURE, "another party is called that too");
            }
        }
        matter->party_count = i + 1;
    }
}

const struct wallet_matter *wlt_matter_file_read(
    struct wlt_json *json, const struct wallet_catalogue *catalogue, struct wlt_arena *arena)
{
    static const char *const names[] = {
        "name",      "code", "title",    "department", "department_code",
        "basis",     "days", "relation", "remark",     "parties",
        "materials", "form", "rules",    NULL,
    };
    const struct wlt_node root = wlt_json_root(json);
    struct wallet_matter *matter = wlt_arena_alloc(arena, 1, sizeof *matter);
    if (!matter) {
        wlt_node_fail_memory(&root);
        return NULL;
    }

    const struct wlt_matter_reading reading = { catalogue, arena, matter };
    const struct {
        const char *name;
        void (*read)(const struct wlt_node *node, const struct wlt_matter_reading *reading);
    } parts[] = {
        { "parties", wlt_matter_parties_read },
        { "materials", wlt_matter_materials_read },
        { "form", wlt_matter_form_read },
        { "rules", wlt_matter_rules_read },
    };

    wlt_node_allow(&root, names, WALLET_ERR_STRUCTURE);
    read_head(&root, &reading);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && wlt_json_is_ok(json); i++) {
        const struct wlt_node node = wlt_node_member(&root, parts[i].name);
        parts[i].read(&node, &reading);
    }

    if (wlt_json_is_ok(json)) {
        wlt_matter_asked_make(&root, &reading);
    }

    matter->file = json->name;
    matter->json = wlt_arena_copy(arena, json->text);
    if (!matter->json.data) {
        wlt_node_fail_memory(&root);
    }

    return matter;
}
