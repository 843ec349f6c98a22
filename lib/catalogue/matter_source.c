/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/matter_parts.h"
#include "catalogue/quote.h"

/** A source as it is written; parts that are not there are empty. */
struct reference {
    struct wallet_bytes party;
    struct wallet_bytes type;
    struct wallet_bytes field;
    struct wallet_bytes member;
    struct wallet_bytes member_party;
    bool has_party;
    bool has_member;
    bool has_member_party;
};

static bool take_apart(struct wallet_bytes text, struct reference *out)
{
    struct wallet_bytes before = { 0 };

    *out = (struct reference){ .has_party = false };
    out->has_party = wlt_matter_cut(&text, '/', &out->party);
    out->has_member_party = wlt_matter_cut(&text, '@', &before);
    if (out->has_member_party) {
        out->member_party = text;
        text = before;
    }

    const bool has_field = wlt_matter_cut(&text, '.', &out->type);
    out->has_member = has_field && wlt_matter_cut(&text, '.', &out->field);
    *(out->has_member ? &out->member : &out->field) = text;
    return has_field && (out->has_member || !out->has_member_party);
}

/** Whether a licence that is asked for shows a field, or a field of its members. */
static bool shows(
    const struct wallet_wanted *wanted,
    const struct wallet_field *field,
    const struct wallet_field *member)
{
    for (size_t i = 0; i < wanted->field_count; i++) {
        const struct wallet_request_field *asked = &wanted->fields[i];
        if (asked->key != field->key) {
            continue;
        }

        /* Of all members what is shown by default, unless their fields are named. */
        bool is_shown =
            asked->member_count == 0 && (!member || member->disclosure == WALLET_DISCLOSE_ALWAYS);
        for (size_t j = 0; j < asked->member_count; j++) {
            is_shown |= member && asked->members[j] == member->key;
        }
        return is_shown;
    }

    return false;
}

/** Whether a material of the party wants such a licence, and with this field unless it is NULL. */
static bool is_asked(
    const struct wallet_matter *matter,
    size_t party,
    const struct wallet_type *type,
    const struct wallet_field *field,
    const struct wallet_field *member)
{
    for (size_t i = 0; i < matter->material_count; i++) {
        const struct wallet_material *material = &matter->materials[i];
        for (size_t j = 0; material->party == party && j < material->wanted_count; j++) {
            const struct wallet_wanted *wanted = &material->wanted[j];
            if (wanted->type == type && (!field || shows(wanted, field, member))) {
                return true;
            }
        }
    }

    return false;
}

/** Whether the member who is a certain party can be told from the others. */
static bool tells_members(
    const struct wallet_matter *matter,
    size_t party,
    const struct wallet_type *type,
    const struct wallet_field *field)
{
    for (size_t i = 0; i < field->members.count; i++) {
        const struct wallet_field *member = &field->members.fields[i];
        if (member->kind == WALLET_FIELD_CITIZEN_NUMBER &&
            is_asked(matter, party, type, field, member)) {
            return true;
        }
    }

    return false;
}

/** Whether a material wants a licence that tells who the party is. */
static bool is_identified(const struct wallet_matter *matter, size_t party)
{
    for (size_t i = 0; i < matter->material_count; i++) {
        const struct wallet_material *material = &matter->materials[i];
        for (size_t j = 0; material->party == party && j < material->wanted_count; j++) {
            if (material->wanted[j].type->holder.kind != WALLET_HOLDER_HOUSEHOLD) {
                return true;
            }
        }
    }

    return false;
}

static void fail_unwanted(
    const struct wlt_node *node,
    const struct wallet_matter *matter,
    size_t party,
    const struct wallet_type *type)
{
    wlt_node_fail(
        node,
        WALLET_ERR_STRUCTURE,
        "no material of '%s' wants '%s'",
        matter->parties[party].name,
        wallet_type_name(type));
}

/** Looks whether it can be told which member is the party. */
static void check_member_party(
    const struct wlt_node *node,
    const struct wallet_matter *matter,
    const struct wallet_source *source)
{
    const char *name = matter->parties[source->member_party].name;

    if (!tells_members(matter, source->party, source->type, source->field)) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "no material asks for the members' citizen numbers, which tell who is '%s'",
            name);
    } else if (!is_identified(matter, source->member_party)) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "no material wants a licence of '%s' that would tell who it is",
            name);
    }
}

/** Looks whether the source can ever be there. */
static void check_asked(
    const struct wlt_node *node,
    const struct wallet_matter *matter,
    const struct wallet_source *source)
{
    const struct wallet_type *type = source->type;
    const struct wallet_field *field = source->field;
    const struct wallet_field *member = source->member;

    if (!is_asked(matter, source->party, type, NULL, NULL)) {
        fail_unwanted(node, matter, source->party, type);
    } else if (!is_asked(matter, source->party, type, field, member)) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "no material of '%s' asks for '%s%s%s' of '%s'",
            matter->parties[source->party].name,
            wallet_field_name(field),
            member ? "." : "",
            member ? wallet_field_name(member) : "",
            wallet_type_name(type));
    } else if (source->member_party != WALLET_NO_PARTY) {
        check_member_party(node, matter, source);
    }
}

/** Finds the member's field and whose it is, of a source whose field is known. */
static void find_member(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    const struct reference *reference,
    struct wallet_source *out)
{
    const bool has_members = out->field->kind == WALLET_FIELD_MEMBERS;

    if (has_members != reference->has_member) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            has_members ? "'%s' has members: say which of their fields" : "'%s' has no members",
            wallet_field_name(out->field));
    } else if (has_members) {
        out->member = wlt_matter_field_named(
            node, &out->field->members, wallet_field_name(out->field), reference->member);
    }

    if (reference->has_member_party) {
        out->member_party = wlt_matter_party_named(node, reading, reference->member_party);
    }
}

static void read_source(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_source *out)
{
    struct reference reference;

    *out = (struct wallet_source){ .member_party = WALLET_NO_PARTY };
    if (!take_apart(wlt_node_text(node), &reference)) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "expected '[PARTY/]TYPE.FIELD[.MEMBERFIELD[@PARTY]]'");
        return;
    }

    if (reference.has_party) {
        out->party = wlt_matter_party_named(node, reading, reference.party);
    }

    out->type = wlt_matter_type_named(node, reading, reference.type, out->party);
    if (!out->type) {
        return;
    }

    out->field = wlt_matter_field_named(
        node, &out->type->fields, wallet_type_name(out->type), reference.field);
    if (out->field) {
        find_member(node, reading, &reference, out);
    }

    if (wlt_json_is_ok(node->json)) {
        check_asked(node, reading->matter, out);
    }
}

const struct wallet_source *wlt_matter_sources_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, size_t *out_count)
{
    struct wallet_source *sources =
        wlt_matter_array_read(node, reading, 1, WALLET_SOURCE_MAX, sizeof *sources, out_count);

    for (size_t i = 0; sources && i < *out_count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        read_source(&element, reading, &sources[i]);
    }

    return sources;
}

const struct wallet_type *wlt_matter_licence_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, size_t *out_party)
{
    struct wallet_bytes name = wlt_node_text(node);
    struct wallet_bytes party = { 0 };

    *out_party = 0;
    if (wlt_matter_cut(&name, '/', &party)) {
        *out_party = wlt_matter_party_named(node, reading, party);
    }

    const struct wallet_type *type = wlt_matter_type_named(node, reading, name, *out_party);
    if (type && !is_asked(reading->matter, *out_party, type, NULL, NULL)) {
        fail_unwanted(node, reading->matter, *out_party, type);
    }

    return type;
}
