/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/asked_fields.h"

static bool has(
    const struct wlt_asked_fields *asked,
    const struct wallet_field *field,
    const struct wallet_field *member)
{
    for (size_t i = 0; i < asked->count; i++) {
        if (asked->items[i].field == field && asked->items[i].member == member) {
            return true;
        }
    }

    return false;
}

bool wlt_asked_fields_add(
    struct wlt_asked_fields *asked,
    const struct wallet_field *field,
    const struct wallet_field *member)
{
    if (has(asked, field, member)) {
        return true;
    }

    if (asked->count == WALLET_REQUEST_FIELD_MAX) {
        return false;
    }

    asked->items[asked->count++] = (struct wlt_asked_field){ field, member };
    return true;
}

bool wlt_asked_fields_add_all(
    struct wlt_asked_fields *asked,
    const struct wallet_type *type,
    const struct wallet_request_field *fields,
    size_t count)
{
    bool is_fine = true;

    for (size_t i = 0; i < count; i++) {
        const struct wallet_field *field = wlt_field_set_by_key(&type->fields, fields[i].key);
        if (fields[i].member_count == 0) {
            is_fine = is_fine && wlt_asked_fields_add(asked, field, NULL);
        }
        for (size_t j = 0; j < fields[i].member_count; j++) {
            const struct wallet_field *member =
                wlt_field_set_by_key(&field->members, fields[i].members[j]);
            is_fine = is_fine && wlt_asked_fields_add(asked, field, member);
        }
    }

    return is_fine;
}

/** Whether it asks for a field, or for some of its members' fields. */
static bool names(const struct wlt_asked_fields *asked, const struct wallet_field *field)
{
    for (size_t i = 0; i < asked->count; i++) {
        if (asked->items[i].field == field) {
            return true;
        }
    }

    return false;
}

/** Which fields of its members are asked for; false: out of memory. */
static bool write_members(
    const struct wlt_asked_fields *asked,
    const struct wallet_field *field,
    struct wlt_arena *arena,
    struct wallet_request_field *out)
{
    const bool is_whole = has(asked, field, NULL);
    uint64_t *keys = wlt_arena_alloc(arena, field->members.count, sizeof *keys);
    size_t named = 0;
    if (!keys) {
        return false;
    }

    for (size_t i = 0; i < field->members.count; i++) {
        const struct wallet_field *member = &field->members.fields[i];
        const bool is_named = has(asked, field, member);
        named += is_named;
        if (is_named || (is_whole && member->disclosure == WALLET_DISCLOSE_ALWAYS)) {
            keys[out->member_count++] = member->key;
        }
    }

    out->members = keys;
    if (named == 0) {
        out->members = NULL;
        out->member_count = 0;
    }

    return true;
}

bool wlt_asked_fields_write(
    const struct wlt_asked_fields *asked,
    const struct wallet_type *type,
    struct wlt_arena *arena,
    const struct wallet_request_field **out,
    size_t *out_count)
{
    struct wallet_request_field *fields = wlt_arena_alloc(arena, asked->count, sizeof *fields);
    size_t count = 0;
    if (!fields) {
        return false;
    }

    for (size_t i = 0; i < type->fields.count; i++) {
        const struct wallet_field *field = &type->fields.fields[i];
        if (!names(asked, field)) {
            continue;
        }

        fields[count].key = field->key;
        if (field->kind == WALLET_FIELD_MEMBERS &&
            !write_members(asked, field, arena, &fields[count])) {
            return false;
        }

        count++;
    }

    *out = fields;
    *out_count = count;
    return true;
}
