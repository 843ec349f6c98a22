/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/asked_fields.h"
#include "catalogue/json_text.h"
#include "catalogue/matter_parts.h"

enum {
    WANTED_MAX = 8, /* licences that stand for one material */
    COPIES_MAX = 99,
    KIND_MAX = 3,
};

/** A word of the file and what it stands for. */
struct word {
    const char *text;
    int value;
};

static int read_word(const struct wlt_node *node, const struct word *words, size_t count)
{
    const char *texts[8];

    for (size_t i = 0; i < count; i++) {
        texts[i] = words[i].text;
    }

    return words[wlt_node_choice(node, texts, count)].value;
}

static enum wallet_material_form read_form(const struct wlt_node *node)
{
    static const struct word words[] = {
        { "paper", WALLET_FORM_PAPER },
        { "electronic", WALLET_FORM_ELECTRONIC },
        { "either", WALLET_FORM_EITHER },
        { "automatic", WALLET_FORM_AUTOMATIC },
        { "automatic-first", WALLET_FORM_AUTOMATIC_FIRST },
    };

    return (enum wallet_material_form)read_word(node, words, sizeof words / sizeof words[0]);
}

static enum wallet_necessity read_necessity(const struct wlt_node *node)
{
    static const struct word words[] = {
        { "necessary", WALLET_NECESSARY },
        { "not-necessary", WALLET_NOT_NECESSARY },
        { "deferrable", WALLET_DEFERRABLE },
    };

    return wlt_node_is_there(node)
               ? (enum wallet_necessity)read_word(node, words, sizeof words / sizeof words[0])
               : WALLET_NECESSARY;
}

static enum wallet_material_source read_source(const struct wlt_node *node)
{
    static const struct word words[] = {
        { "applicant", WALLET_SOURCE_APPLICANT },
        { "government", WALLET_SOURCE_GOVERNMENT },
        { "other", WALLET_SOURCE_OTHER },
    };

    return (enum wallet_material_source)read_word(node, words, sizeof words / sizeof words[0]);
}

static unsigned read_number(const struct wlt_node *node, unsigned max)
{
    return wlt_node_is_there(node) ? (unsigned)wlt_node_unsigned(node, 1, max) : 1;
}

/** Adds the field that one text names, "field" or "field.member". */
static void read_field(
    const struct wlt_node *node, const struct wallet_type *type, struct wlt_asked_fields *asked)
{
    struct wallet_bytes rest = wlt_node_text(node);
    struct wallet_bytes name = rest;
    const bool has_member = wlt_matter_cut(&rest, '.', &name);
    const struct wallet_field *member = NULL;

    const struct wallet_field *field =
        wlt_matter_field_named(node, &type->fields, wallet_type_name(type), name);
    if (!field) {
        return;
    }

    if (has_member) {
        member = wlt_matter_field_named(node, &field->members, wallet_field_name(field), rest);
    }

    const size_t before = asked->count;
    if (!wlt_asked_fields_add(asked, field, member)) {
        wlt_node_fail(node, WALLET_ERR_TOO_LARGE, "more than %d fields", WALLET_REQUEST_FIELD_MAX);
    } else if (asked->count == before) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "it is named twice");
    }
}

static void read_wanted(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    size_t party,
    struct wallet_wanted *out)
{
    static const char *const names[] = { "type", "fields", NULL };
    const struct wlt_node type = wlt_node_member(node, "type");
    const struct wlt_node fields = wlt_node_member(node, "fields");
    struct wlt_asked_fields asked;

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->type = wlt_matter_type_named(&type, reading, wlt_node_text(&type), party);
    const size_t count = out->type ? wlt_node_count(&fields) : 0;
    if (count == 0) {
        wlt_node_fail(&fields, WALLET_ERR_STRUCTURE, "expected at least one field");
        return;
    }

    asked.count = 0;
    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(&fields, i);
        read_field(&element, out->type, &asked);
    }

    if (wlt_json_is_ok(node->json) &&
        !wlt_asked_fields_write(
            &asked, out->type, reading->arena, &out->fields, &out->field_count)) {
        wlt_node_fail_memory(node);
    }
}

/** Reads the licences that stand for a material, if any does. */
static void read_licences(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_material *out)
{
    size_t count = 0;
    struct wallet_wanted *wanted =
        wlt_matter_array_read(node, reading, 0, WANTED_MAX, sizeof *wanted, &count);

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_wanted(&element, reading, out->party, &wanted[i]);
        for (size_t j = 0; j < i; j++) {
            if (wanted[j].type == wanted[i].type) {
                wlt_node_fail(&element, WALLET_ERR_STRUCTURE, "the type is there twice");
            }
        }
    }

    out->wanted = wanted;
    out->wanted_count = count;
}

/** What says how a material is handed in. */
static void read_manner(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_material *out)
{
    const struct wlt_node form = wlt_node_member(node, "form");
    const struct wlt_node necessity = wlt_node_member(node, "necessity");
    const struct wlt_node source = wlt_node_member(node, "source");
    const struct wlt_node kind = wlt_node_member(node, "kind");
    const struct wlt_node copies = wlt_node_member(node, "copies");
    const struct wlt_node guide = wlt_node_member(node, "guide");
    const struct wlt_node standard = wlt_node_member(node, "standard");
    const struct wlt_node basis = wlt_node_member(node, "basis");
    const struct wlt_node shared = wlt_node_member(node, "shared");

    out->form = read_form(&form);
    out->necessity = read_necessity(&necessity);
    out->source = read_source(&source);
    out->kind = read_number(&kind, KIND_MAX);
    out->copies = read_number(&copies, COPIES_MAX);
    wlt_matter_words_read_if_there(&guide, reading, out->guide);
    wlt_matter_words_read_if_there(&standard, reading, out->standard);
    out->basis = wlt_node_is_there(&basis)
                     ? (const char *)wlt_node_copy_shown(&basis, reading->arena).data
                     : "";
    out->is_shared = wlt_node_flag(&shared);
}

static bool is_automatic(const struct wallet_material *material)
{
    return material->form == WALLET_FORM_AUTOMATIC || material->form == WALLET_FORM_AUTOMATIC_FIRST;
}

static void read_material(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_material *out)
{
    static const char *const names[] = {
        "name",  "title", "form",     "necessity", "source", "kind",     "copies",
        "guide", "basis", "standard", "party",     "shared", "licences", NULL,
    };
    const struct wlt_node name = wlt_node_member(node, "name");
    const struct wlt_node title = wlt_node_member(node, "title");
    const struct wlt_node form = wlt_node_member(node, "form");
    const struct wlt_node party = wlt_node_member(node, "party");
    const struct wlt_node licences = wlt_node_member(node, "licences");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->name = (const char *)wlt_node_copy_name(&name, '-', reading->arena).data;
    wlt_matter_words_read(&title, reading, out->title);
    read_manner(node, reading, out);
    if (wlt_node_is_there(&party)) {
        out->party = wlt_matter_party_named(&party, reading, wlt_node_text(&party));
    }

    read_licences(&licences, reading, out);
    if (is_automatic(out) && out->wanted_count == 0) {
        wlt_node_fail(
            &form, WALLET_ERR_STRUCTURE, "no licence stands for it, so nothing can obtain it");
    }
}

/** Fails if a material before it has one of its names. */
static void check_names(
    const struct wlt_node *node, const struct wallet_material *materials, size_t index)
{
    const struct wallet_bytes name = wlt_bytes_of(materials[index].name);
    const struct wallet_bytes title = wlt_bytes_of(materials[index].title[WALLET_CHINESE]);

    for (size_t i = 0; i < index; i++) {
        if (wlt_bytes_are(name, materials[i].name) ||
            wlt_bytes_are(title, materials[i].title[WALLET_CHINESE])) {
            wlt_node_fail(node, WALLET_ERR_STRUCTURE, "another material is called that too");
        }
    }
}

void wlt_matter_materials_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading)
{
    struct wallet_matter *matter = reading->matter;
    size_t count = 0;
    struct wallet_material *materials =
        wlt_matter_array_read(node, reading, 1, WALLET_MATERIAL_MAX, sizeof *materials, &count);

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_material(&element, reading, &materials[i]);
        if (wlt_json_is_ok(node->json)) {
            check_names(&element, materials, i);
        }
    }

    matter->materials = materials;
    matter->material_count = count;
}
