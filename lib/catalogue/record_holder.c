/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "catalogue/record.h"

#include <stdio.h>

/* Of a type that either may hold, each record names one of the two. */
enum wallet_status wlt_record_check_holder(
    const struct wallet_record *record, struct wallet_error *error)
{
    const struct wlt_holder *holder = &record->type->holder;
    if (holder->kind != WALLET_HOLDER_EITHER || record->within) {
        return WALLET_OK;
    }

    const bool has_person = wlt_record_find(record, holder->person);
    const bool has_organisation = wlt_record_find(record, holder->organisation);
    if (has_person != has_organisation) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        has_person ? WALLET_ERR_VALUE : WALLET_ERR_MISSING,
        WALLET_NO_OFFSET,
        has_person ? "'%s' (%s) and '%s' (%s) are both there, but one holds the licence"
                   : "'%s' (%s) or '%s' (%s) is missing: one of the two holds the licence",
        (const char *)holder->person->name.data,
        (const char *)holder->person->title[WALLET_CHINESE].data,
        (const char *)holder->organisation->name.data,
        (const char *)holder->organisation->title[WALLET_CHINESE].data);
}

/** The one member that is the head; NULL if there is none, or more than one. */
static const struct wallet_record *find_head(const struct wallet_record *record)
{
    const struct wlt_holder *holder = &record->type->holder;
    const struct wlt_entry *entry = wlt_record_find(record, holder->members);
    const struct wallet_record *head = NULL;

    for (size_t i = 0; entry && i < entry->member_count; i++) {
        const struct wlt_entry *relation = wlt_record_find(entry->members[i], holder->relation);
        if (relation && relation->value.number == (int64_t)holder->head) {
            if (head) {
                return NULL;
            }

            head = entry->members[i];
        }
    }

    return head;
}

static const struct wlt_entry *find(
    const struct wallet_record *record, const struct wallet_field *field)
{
    return field ? wlt_record_find(record, field) : NULL;
}

bool wlt_record_holder(const struct wallet_record *record, char out[WLT_HOLDER_SIZE])
{
    const struct wlt_holder *holder = &record->type->holder;
    const bool is_household = holder->kind == WALLET_HOLDER_HOUSEHOLD;
    const struct wallet_record *who = is_household ? find_head(record->root) : record->root;
    const struct wlt_entry *person = who ? find(who, holder->person) : NULL;
    const struct wlt_entry *organisation = who ? find(who, holder->organisation) : NULL;
    if (!person == !organisation) {
        return false;
    }

    const struct wlt_entry *entry = person ? person : organisation;
    const int size = snprintf(
        out,
        WLT_HOLDER_SIZE,
        "%s%.*s",
        wlt_holder_prefix(entry->field),
        (int)entry->value.bytes.size,
        (const char *)entry->value.bytes.data);
    return size > 0 && size < WLT_HOLDER_SIZE;
}
