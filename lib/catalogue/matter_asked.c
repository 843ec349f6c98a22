/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/asked_fields.h"
#include "catalogue/matter_parts.h"

/*
 * What a request asks of one party.  A request names no alternatives, so it asks for the first licence
 * that stands for a material; where others do too, it does not insist on it.
 */

/** One party's items while they are gathered. */
struct gathering {
    const struct wlt_node *root; /* where it fails */
    const struct wlt_matter_reading *reading;
    size_t party;
    size_t field_count;
    size_t count;
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
};

/** The type that is asked for where a material of this party is wanted; NULL: none. */
static const struct wallet_type *first_type(const struct wallet_material *material, size_t party)
{
    return material->party == party && material->wanted_count > 0 ? material->wanted[0].type : NULL;
}

static bool is_there(const struct gathering *gathering, const struct wallet_type *type)
{
    for (size_t i = 0; i < gathering->count; i++) {
        if (gathering->items[i].type == wallet_type_code(type)) {
            return true;
        }
    }

    return false;
}

/** All that the materials of the party want of a type, and whether one of them cannot do without. */
static bool gather_fields(
    const struct gathering *gathering,
    const struct wallet_type *type,
    struct wlt_asked_fields *asked,
    bool *out_is_required)
{
    const struct wallet_matter *matter = gathering->reading->matter;
    bool is_fine = true;

    for (size_t i = 0; i < matter->material_count; i++) {
        const struct wallet_material *material = &matter->materials[i];
        if (first_type(material, gathering->party) == type) {
            const struct wallet_wanted *wanted = &material->wanted[0];
            is_fine = is_fine &&
                      wlt_asked_fields_add_all(asked, type, wanted->fields, wanted->field_count);
            *out_is_required |=
                material->necessity == WALLET_NECESSARY && material->wanted_count == 1;
        }
    }

    return is_fine;
}

static void fail_limit(const struct gathering *gathering, size_t limit, const char *what)
{
    wlt_node_fail(
        gathering->root,
        WALLET_ERR_TOO_LARGE,
        "more than %zu %s are asked of '%s'",
        limit,
        what,
        gathering->reading->matter->parties[gathering->party].name);
}

static void add_item(struct gathering *gathering, const struct wallet_type *type)
{
    struct wlt_asked_fields asked;
    struct wallet_request_item item = { .type = wallet_type_code(type) };

    if (gathering->count == WALLET_REQUEST_ITEM_MAX) {
        fail_limit(gathering, WALLET_REQUEST_ITEM_MAX, "licences");
        return;
    }

    asked.count = 0;
    const bool is_fine = gather_fields(gathering, type, &asked, &item.is_required);
    gathering->field_count += asked.count;
    if (!is_fine || gathering->field_count > WALLET_REQUEST_FIELD_MAX) {
        fail_limit(gathering, WALLET_REQUEST_FIELD_MAX, "fields");
        return;
    }

    if (!wlt_asked_fields_write(
            &asked, type, gathering->reading->arena, &item.fields, &item.field_count)) {
        wlt_node_fail_memory(gathering->root);
        return;
    }

    gathering->items[gathering->count++] = item;
}

static void make_one(struct gathering *gathering, struct wlt_matter_asked *out)
{
    const struct wallet_matter *matter = gathering->reading->matter;

    for (size_t i = 0; i < matter->material_count && wlt_json_is_ok(gathering->root->json); i++) {
        const struct wallet_type *type = first_type(&matter->materials[i], gathering->party);
        if (type && !is_there(gathering, type)) {
            add_item(gathering, type);
        }
    }

    struct wallet_request_item *items =
        wlt_arena_alloc(gathering->reading->arena, gathering->count, sizeof *items);
    if (!items) {
        wlt_node_fail_memory(gathering->root);
        return;
    }

    for (size_t i = 0; i < gathering->count; i++) {
        items[i] = gathering->items[i];
    }
    *out = (struct wlt_matter_asked){ gathering->count, items };
}

void wlt_matter_asked_make(const struct wlt_node *root, const struct wlt_matter_reading *reading)
{
    struct wallet_matter *matter = reading->matter;

    for (size_t i = 0; i < matter->party_count && wlt_json_is_ok(root->json); i++) {
        struct gathering gathering = { .root = root, .reading = reading, .party = i };
        make_one(&gathering, &matter->asked[i]);
    }
}
