/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "present/grant.h"
#include "present/selection.h"

#include <string.h>

static const struct wallet_request_item *find_item(
    const struct wallet_grant *grant, const char *type)
{
    for (size_t i = 0; i < grant->scope.item_count; i++) {
        if (strcmp(grant->scope.items[i].type, type) == 0) {
            return &grant->scope.items[i];
        }
    }

    return NULL;
}

bool wallet_grant_has_type(const struct wallet_grant *grant, const char *type)
{
    return find_item(grant, type) != NULL;
}

static bool is_shown_by_default(const struct wallet_field *field)
{
    return field && wallet_field_disclosure(field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT;
}

/** The field itself by default, or a members' field of it. */
static bool is_default(const struct wallet_field *field, uint64_t member)
{
    return field && (member == WALLET_REQUEST_NO_MEMBER
                         ? is_shown_by_default(field)
                         : is_shown_by_default(wallet_field_member_field_by_key(field, member)));
}

static const struct wallet_request_field *find_field(
    const struct wallet_request_item *item, uint64_t key)
{
    for (size_t i = 0; i < item->field_count; i++) {
        if (item->fields[i].key == key) {
            return &item->fields[i];
        }
    }

    return NULL;
}

static bool has_member(const struct wallet_request_field *field, uint64_t member)
{
    bool found = false;

    for (size_t i = 0; i < field->member_count && !found; i++) {
        found = field->members[i] == member;
    }

    return found;
}

static bool item_allows(
    const struct wallet_request_item *item,
    const struct wallet_type *type,
    uint64_t field,
    uint64_t member)
{
    const struct wallet_field *known = type ? wallet_type_field_by_key(type, field) : NULL;
    if (item->field_count == 0) {
        return is_shown_by_default(known) && is_default(known, member);
    }

    const struct wallet_request_field *named = find_field(item, field);
    if (!named) {
        return false;
    }

    if (member == WALLET_REQUEST_NO_MEMBER) {
        return named->member_count == 0;
    }

    return named->member_count > 0 ? has_member(named, member) : is_default(known, member);
}

bool wallet_grant_allows(
    const struct wallet_grant *grant,
    const struct wallet_catalogue *catalogue,
    const char *type,
    uint64_t field,
    uint64_t member)
{
    const struct wallet_request_item *item = find_item(grant, type);
    const struct wallet_type *known =
        catalogue ? wallet_catalogue_find(catalogue, wlt_bytes_of(type)) : NULL;

    return item && item_allows(item, known, field, member);
}

/** Where a field of a selection stands: its own key, or its members' and its own. */
static bool allows_leaf(
    const struct wallet_request_item *item,
    const struct wallet_type *type,
    const struct wlt_leaf *leaf)
{
    return leaf->fact.member == 0 ? item_allows(item, type, leaf->place, WALLET_REQUEST_NO_MEMBER)
                                  : item_allows(item, type, leaf->place, leaf->fact.key);
}

bool wallet_grant_select(
    const struct wallet_grant *grant,
    const struct wallet_catalogue *catalogue,
    struct wallet_selection *selection)
{
    const char *code = wallet_type_code(selection->type);
    const struct wallet_request_item *item = find_item(grant, code);
    const struct wallet_type *known =
        catalogue ? wallet_catalogue_find(catalogue, wlt_bytes_of(code)) : NULL;
    if (!item) {
        return false;
    }

    /* First all goes back: what hides a member's page hides what is shown beyond it. */
    for (size_t i = 0; i < selection->leaves.count; i++) {
        wallet_selection_hide(selection, i);
    }

    for (size_t i = 0; i < selection->leaves.count; i++) {
        if (allows_leaf(item, known, &selection->leaves.items[i])) {
            wallet_selection_show(selection, i);
        }
    }

    return true;
}
