/* SPDX-License-Identifier: Apache-2.0 */
#include "present/grant_authority.h"

#include "base/text.h"
#include "present/audience.h"
#include "trust/scope.h"

#include <stdio.h>

bool wlt_grant_reaches_audience(
    const struct wallet_grant *grant, const struct wlt_signatory *signatory)
{
    char named[WALLET_ISSUER_SIZE];

    /* Of a USCC, positions 3 to 8 are the division. */
    (void)snprintf(
        named,
        sizeof named,
        "%s%.16s",
        wlt_audience_is_division(grant->audience) ? "00" : "",
        grant->audience);
    return wlt_signatory_covers(signatory, wlt_bytes_of(named));
}

/** How far any line of the entry lets ask for a field; of a whole type with `field` NULL. */
static bool may_ask(
    const struct wlt_entry *entry, const char *type, const uint64_t *field, uint64_t member)
{
    const struct wallet_bytes wanted = wlt_bytes_of(type);
    bool found = false;

    for (size_t i = 0; i < entry->owner.type_count && !found; i++) {
        const struct wallet_bytes scope = wlt_bytes_of(entry->scopes[i]);
        struct wallet_bytes code;
        struct wallet_bytes fields;
        wlt_scope_split(scope, &code, &fields);
        found = field ? wlt_scope_leave(scope, wanted, *field, member) != WLT_LEAVE_NONE
                      : wlt_bytes_are(code, "*") || wlt_bytes_equal(code, wanted);
    }

    return found;
}

static bool may_ask_field(
    const struct wlt_entry *entry, const char *type, const struct wallet_request_field *field)
{
    bool all =
        field->member_count > 0 || may_ask(entry, type, &field->key, WALLET_REQUEST_NO_MEMBER);

    for (size_t i = 0; i < field->member_count && all; i++) {
        all = may_ask(entry, type, &field->key, field->members[i]);
    }

    return all;
}

bool wlt_grant_may_ask_all(const struct wallet_grant *grant, const struct wlt_entry *entry)
{
    bool all = true;

    for (size_t i = 0; i < grant->scope.item_count && all; i++) {
        const struct wallet_request_item *item = &grant->scope.items[i];
        all = may_ask(entry, item->type, NULL, WALLET_REQUEST_NO_MEMBER);
        for (size_t j = 0; j < item->field_count && all; j++) {
            all = may_ask_field(entry, item->type, &item->fields[j]);
        }
    }

    return all;
}
