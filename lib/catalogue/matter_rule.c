/* SPDX-License-Identifier: Apache-2.0 */
#include "base/check_character.h"
#include "base/text.h"
#include "catalogue/json_text.h"
#include "catalogue/matter_parts.h"

enum {
    TEXT_MAX = 32, /* of one rule */
    AGE_MAX = 150,
};

static const char *const kind_names[] = {
    [WALLET_RULE_SAME] = "same",       [WALLET_RULE_MEMBER] = "member",
    [WALLET_RULE_CURRENT] = "current", [WALLET_RULE_REGION] = "region",
    [WALLET_RULE_AGE] = "age",
};

/** Which members of the file belong to a kind of rule. */
static bool belongs(enum wallet_rule_kind kind, const char *name)
{
    static const struct {
        enum wallet_rule_kind kind;
        const char *name;
    } rows[] = {
        { WALLET_RULE_SAME, "left" },       { WALLET_RULE_SAME, "right" },
        { WALLET_RULE_MEMBER, "left" },     { WALLET_RULE_MEMBER, "right" },
        { WALLET_RULE_CURRENT, "licence" }, { WALLET_RULE_REGION, "left" },
        { WALLET_RULE_REGION, "texts" },    { WALLET_RULE_AGE, "left" },
        { WALLET_RULE_AGE, "least" },       { WALLET_RULE_AGE, "most" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].kind == kind && wlt_bytes_are(wlt_bytes_of(name), rows[i].name)) {
            return true;
        }
    }

    return false;
}

/** Whether a member belongs to this kind of rule; fails if it is there and does not. */
static bool takes(const struct wlt_node *node, enum wallet_rule_kind kind)
{
    const bool does = belongs(kind, node->name);

    if (!does && wlt_node_is_there(node)) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "no rule of the kind '%s' has this", kind_names[kind]);
    }

    return does;
}

static enum wallet_field_kind kind_of(const struct wallet_source *source)
{
    return (source->member ? source->member : source->field)->kind;
}

/** Whether a rule can look at what such a field holds. */
static bool fits(enum wallet_rule_kind rule, enum wallet_field_kind field)
{
    switch (rule) {
    case WALLET_RULE_SAME: return field != WALLET_FIELD_PORTRAIT;
    case WALLET_RULE_MEMBER:
        return field == WALLET_FIELD_CITIZEN_NUMBER || field == WALLET_FIELD_USCC ||
               field == WALLET_FIELD_TEXT;
    case WALLET_RULE_REGION: return field == WALLET_FIELD_TEXT || field == WALLET_FIELD_DIVISION;
    case WALLET_RULE_AGE: return field == WALLET_FIELD_DATE || field == WALLET_FIELD_CITIZEN_NUMBER;
    case WALLET_RULE_CURRENT: break;
    }

    return false;
}

static const struct wallet_source *read_side(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    enum wallet_rule_kind kind,
    size_t *out_count)
{
    const struct wallet_source *sources = wlt_matter_sources_read(node, reading, out_count);

    for (size_t i = 0; i < *out_count && wlt_json_is_ok(node->json); i++) {
        if (!fits(kind, kind_of(&sources[i]))) {
            const struct wlt_node element = wlt_node_element(node, i);
            wlt_node_fail(
                &element,
                WALLET_ERR_STRUCTURE,
                "a rule of the kind '%s' cannot compare what it holds",
                kind_names[kind]);
        }
    }

    return sources;
}

/** The right side of a rule about members is a field of theirs. */
static void check_members(const struct wlt_node *node, const struct wallet_rule *rule)
{
    for (size_t i = 0; i < rule->right_count && wlt_json_is_ok(node->json); i++) {
        if (!rule->right[i].member) {
            const struct wlt_node element = wlt_node_element(node, i);
            wlt_node_fail(&element, WALLET_ERR_STRUCTURE, "expected a field of members");
        }
    }
}

/** Divisions are compared by their digits, so those are what a text must be. */
static void check_texts(const struct wlt_node *node, const struct wallet_rule *rule)
{
    bool has_division = false;
    for (size_t i = 0; i < rule->left_count; i++) {
        has_division |= kind_of(&rule->left[i]) == WALLET_FIELD_DIVISION;
    }

    bool has_digits = false;
    for (size_t i = 0; i < rule->text_count; i++) {
        has_digits |= wlt_is_digit((uint8_t)rule->texts[i][0]);
    }

    if (has_division && !has_digits) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "a division is compared with digits: there are none");
    }
}

static void read_texts(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_rule *out)
{
    const char **texts =
        wlt_matter_array_read(node, reading, 1, TEXT_MAX, sizeof *texts, &out->text_count);

    for (size_t i = 0; i < out->text_count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        texts[i] = (const char *)wlt_node_copy_shown(&element, reading->arena).data;
    }

    out->texts = texts;
    if (wlt_json_is_ok(node->json)) {
        check_texts(node, out);
    }
}

static void read_ages(
    const struct wlt_node *least, const struct wlt_node *most, struct wallet_rule *out)
{
    out->least = wlt_node_is_there(least) ? (unsigned)wlt_node_unsigned(least, 0, AGE_MAX) : 0;
    out->most = wlt_node_is_there(most) ? (unsigned)wlt_node_unsigned(most, 0, AGE_MAX) : AGE_MAX;
    if (out->most < out->least) {
        wlt_node_fail(most, WALLET_ERR_STRUCTURE, "less than 'least'");
    }
}

/** What depends on the kind. */
static void read_details(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_rule *out)
{
    const struct wlt_node left = wlt_node_member(node, "left");
    const struct wlt_node right = wlt_node_member(node, "right");
    const struct wlt_node licence = wlt_node_member(node, "licence");
    const struct wlt_node texts = wlt_node_member(node, "texts");
    const struct wlt_node least = wlt_node_member(node, "least");
    const struct wlt_node most = wlt_node_member(node, "most");

    if (takes(&left, out->kind)) {
        out->left = read_side(&left, reading, out->kind, &out->left_count);
    }

    if (takes(&right, out->kind)) {
        out->right = read_side(&right, reading, out->kind, &out->right_count);
        if (out->kind == WALLET_RULE_MEMBER) {
            check_members(&right, out);
        }
    }

    if (takes(&licence, out->kind)) {
        out->type = wlt_matter_licence_read(&licence, reading, &out->party);
    }

    if (takes(&texts, out->kind)) {
        read_texts(&texts, reading, out);
    }

    const bool takes_most = takes(&most, out->kind);
    if (takes(&least, out->kind) && takes_most) {
        read_ages(&least, &most, out);
    }
}

static void read_rule(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_rule *out)
{
    static const char *const names[] = {
        "name",    "title", "kind",  "advisory", "left", "right",
        "licence", "texts", "least", "most",     NULL,
    };
    const struct wlt_node name = wlt_node_member(node, "name");
    const struct wlt_node title = wlt_node_member(node, "title");
    const struct wlt_node kind = wlt_node_member(node, "kind");
    const struct wlt_node advisory = wlt_node_member(node, "advisory");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->name = (const char *)wlt_node_copy_name(&name, '-', reading->arena).data;
    wlt_matter_words_read(&title, reading, out->title);
    out->kind = (enum wallet_rule_kind)wlt_node_choice(
        &kind, kind_names, sizeof kind_names / sizeof kind_names[0]);
    out->is_advisory = wlt_node_flag(&advisory);
    if (wlt_json_is_ok(node->json)) {
        read_details(node, reading, out);
    }
}

void wlt_matter_rules_read(const struct wlt_node *node, const struct wlt_matter_reading *reading)
{
    size_t count = 0;
    struct wallet_rule *rules =
        wlt_matter_array_read(node, reading, 0, WALLET_RULE_MAX, sizeof *rules, &count);

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_rule(&element, reading, &rules[i]);
        for (size_t j = 0; j < i && wlt_json_is_ok(node->json); j++) {
            if (wlt_bytes_are(wlt_bytes_of(rules[i].name), rules[j].name)) {
                wlt_node_fail(&element, WALLET_ERR_STRUCTURE, "another rule is called that too");
            }
        }
    }

    reading->matter->rules = rules;
    reading->matter->rule_count = count;
}
