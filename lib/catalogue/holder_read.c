/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/type.h"

static void read_household(
    const struct wlt_node *node, const struct wlt_field_set *fields, struct wlt_holder *out)
{
    static const char *const names[] = { "kind", "members", "field", "relation", "head", NULL };
    const struct wlt_node members = wlt_node_member(node, "members");
    const struct wlt_node field = wlt_node_member(node, "field");
    const struct wlt_node relation = wlt_node_member(node, "relation");
    const struct wlt_node head = wlt_node_member(node, "head");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->members = wlt_field_set_reference(&members, fields, WALLET_FIELD_MEMBERS);
    if (!out->members) {
        return;
    }

    const struct wlt_field_set *set = &out->members->members;
    out->person = wlt_field_set_reference(&field, set, WALLET_FIELD_CITIZEN_NUMBER);
    out->relation = wlt_field_set_reference(&relation, set, WALLET_FIELD_CODE);
    out->head = wlt_node_unsigned(&head, 0, UINT32_MAX);
    if (out->relation && !wlt_code_list_find(out->relation->codes, out->head)) {
        wlt_node_fail(&head, WALLET_ERR_STRUCTURE, "not a code of '%s'", out->relation->name.data);
    }
}

/** A field that stands for the holder unless another does. */
static const struct wallet_field *read_alternative(
    const struct wlt_node *node, const struct wlt_field_set *set, enum wallet_field_kind kind)
{
    const struct wallet_field *field = wlt_field_set_reference(node, set, kind);

    if (field && field->is_required) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "the field is required, and the other could never stand");
    }

    return field;
}

static void read_either(
    const struct wlt_node *node, const struct wlt_field_set *fields, struct wlt_holder *out)
{
    static const char *const names[] = { "kind", "person", "organisation", NULL };
    const struct wlt_node person = wlt_node_member(node, "person");
    const struct wlt_node organisation = wlt_node_member(node, "organisation");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out->person = read_alternative(&person, fields, WALLET_FIELD_CITIZEN_NUMBER);
    out->organisation = read_alternative(&organisation, fields, WALLET_FIELD_USCC);
}

/** Of the kinds whose one holder is named by one field. */
static const struct wallet_field *read_one(
    const struct wlt_node *node, const struct wlt_field_set *fields, enum wallet_field_kind kind)
{
    static const char *const names[] = { "kind", "field", NULL };
    const struct wlt_node field = wlt_node_member(node, "field");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    return wlt_field_set_reference(&field, fields, kind);
}

void wlt_holder_read(
    const struct wlt_node *node, const struct wlt_field_set *fields, struct wlt_holder *out)
{
    static const char *const kinds[] = {
        [WALLET_HOLDER_PERSON] = "person",
        [WALLET_HOLDER_ORGANISATION] = "organisation",
        [WALLET_HOLDER_HOUSEHOLD] = "household",
        [WALLET_HOLDER_EITHER] = "either",
    };
    const struct wlt_node kind = wlt_node_member(node, "kind");

    out->kind =
        (enum wallet_holder_kind)wlt_node_choice(&kind, kinds, sizeof kinds / sizeof kinds[0]);
    switch (out->kind) {
    case WALLET_HOLDER_PERSON:
        out->person = read_one(node, fields, WALLET_FIELD_CITIZEN_NUMBER);
        break;
    case WALLET_HOLDER_ORGANISATION:
        out->organisation = read_one(node, fields, WALLET_FIELD_USCC);
        break;
    case WALLET_HOLDER_HOUSEHOLD: read_household(node, fields, out); break;
    case WALLET_HOLDER_EITHER: read_either(node, fields, out); break;
    }
}
