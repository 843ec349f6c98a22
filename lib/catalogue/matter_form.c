/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/json_text.h"
#include "catalogue/matter_parts.h"

enum {
    CHOICE_MAX = 64,
};

static enum wallet_blank_kind read_kind(const struct wlt_node *node)
{
    static const char *const names[] = {
        [WALLET_BLANK_TEXT] = "text",     [WALLET_BLANK_DATE] = "date",
        [WALLET_BLANK_NUMBER] = "number", [WALLET_BLANK_CITIZEN_NUMBER] = "citizen-number",
        [WALLET_BLANK_USCC] = "uscc",     [WALLET_BLANK_PHONE] = "phone",
        [WALLET_BLANK_CHOICE] = "choice",
    };

    return (enum wallet_blank_kind)wlt_node_choice(node, names, sizeof names / sizeof names[0]);
}

/** Whether what a field holds can be written into such a blank; texts may hold anything. */
static bool fits(enum wallet_blank_kind blank, enum wallet_field_kind field)
{
    if (field == WALLET_FIELD_PORTRAIT || field == WALLET_FIELD_MEMBERS) {
        return false;
    }

    switch (blank) {
    case WALLET_BLANK_DATE: return field == WALLET_FIELD_DATE;
    case WALLET_BLANK_NUMBER: return field == WALLET_FIELD_NUMBER || field == WALLET_FIELD_TEXT;
    case WALLET_BLANK_CITIZEN_NUMBER:
        return field == WALLET_FIELD_CITIZEN_NUMBER || field == WALLET_FIELD_TEXT;
    case WALLET_BLANK_USCC: return field == WALLET_FIELD_USCC || field == WALLET_FIELD_TEXT;
    case WALLET_BLANK_PHONE: return field == WALLET_FIELD_TEXT;
    case WALLET_BLANK_CHOICE: return field == WALLET_FIELD_CODE || field == WALLET_FIELD_TEXT;
    case WALLET_BLANK_TEXT: return true;
    }

    return false;
}

static void check_source(
    const struct wlt_node *node,
    const struct wallet_blank *blank,
    const struct wallet_source *source)
{
    const struct wallet_field *field = source->member ? source->member : source->field;

    if (!fits(blank->kind, field->kind)) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "'%s' holds what cannot stand in such a blank",
            wallet_field_name(field));
    } else if (source->member && source->member_party == WALLET_NO_PARTY) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "a household has several members: say whose, '@PARTY'");
    }
}

static void read_sources(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_blank *out)
{
    if (!wlt_node_is_there(node)) {
        return;
    }

    out->sources = wlt_matter_sources_read(node, reading, &out->source_count);
    for (size_t i = 0; i < out->source_count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        check_source(&element, out, &out->sources[i]);
    }
}

static void read_choices(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_blank *out)
{
    const bool may_choose = out->kind == WALLET_BLANK_CHOICE;
    if (!may_choose && wlt_node_is_there(node)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "only blanks of the kind 'choice' have this");
    }

    if (!may_choose) {
        return;
    }

    const char *(*choices)[2] =
        wlt_matter_array_read(node, reading, 1, CHOICE_MAX, sizeof *choices, &out->choice_count);
    for (size_t i = 0; i < out->choice_count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        wlt_matter_words_read(&element, reading, choices[i]);
    }

    out->choices = (const char *const(*)[2])choices;
}

static void read_blank(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_blank *out)
{
    static const char *const names[] = {
        "name", "title", "kind", "required", "from", "choices", NULL,
    };
    const struct wlt_node name = wlt_node_member(node, "name");
    const struct wlt_node title = wlt_node_member(node, "title");
    const struct wlt_node kind = wlt_node_member(node, "kind");
    const struct wlt_node required = wlt_node_member(node, "required");
    const struct wlt_node from = wlt_node_member(node, "from");
    const struct wlt_node choices = wlt_node_member(node, "choices");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->name = (const char *)wlt_node_copy_name(&name, '_', reading->arena).data;
    wlt_matter_words_read(&title, reading, out->title);
    out->kind = read_kind(&kind);
    out->is_required = wlt_node_flag(&required);
    read_sources(&from, reading, out);
    read_choices(&choices, reading, out);
}

/** Fails if a blank before it has one of its names. */
static void check_names(
    const struct wlt_node *node, const struct wallet_blank *blanks, size_t index)
{
    const struct wallet_bytes name = wlt_bytes_of(blanks[index].name);
    const struct wallet_bytes title = wlt_bytes_of(blanks[index].title[WALLET_CHINESE]);

    for (size_t i = 0; i < index; i++) {
        if (wlt_bytes_are(name, blanks[i].name) ||
            wlt_bytes_are(title, blanks[i].title[WALLET_CHINESE])) {
            wlt_node_fail(node, WALLET_ERR_STRUCTURE, "another blank is called that too");
        }
    }
}

void wlt_matter_form_read(const struct wlt_node *node, const struct wlt_matter_reading *reading)
{
    size_t count = 0;
    struct wallet_blank *blanks =
        wlt_matter_array_read(node, reading, 0, WALLET_BLANK_MAX, sizeof *blanks, &count);

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_blank(&element, reading, &blanks[i]);
        if (wlt_json_is_ok(node->json)) {
            check_names(&element, blanks, i);
        }
    }

    reading->matter->blanks = blanks;
    reading->matter->blank_count = count;
}
