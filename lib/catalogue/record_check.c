/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "catalogue/record.h"

#include <string.h>

/** The first field that is required and not set; NULL if there is none. */
static const struct wallet_field *find_missing(const struct wallet_record *record)
{
    size_t place = 0;

    for (size_t i = 0; i < record->fields->count; i++) {
        const struct wallet_field *field = &record->fields->fields[i];
        if (place < record->count && record->entries[place].field == field) {
            place++;
        } else if (field->is_required) {
            return field;
        }
    }

    return NULL;
}

static enum wallet_status check_level(
    const struct wallet_record *record, struct wallet_error *error)
{
    const struct wallet_field *missing = find_missing(record);
    if (!missing) {
        return WALLET_OK;
    }

    char path[WLT_RECORD_PATH_SIZE];
    wlt_record_path(record, missing, path);
    return wlt_fail(
        error,
        WALLET_ERR_MISSING,
        WALLET_NO_OFFSET,
        "'%s' (%s) is missing",
        path,
        (const char *)missing->title[WALLET_CHINESE].data);
}

enum wallet_status wallet_record_check(
    const struct wallet_record *record, struct wallet_error *error)
{
    if (!record) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = check_level(record, error);
    for (size_t i = 0; i < record->count && status == WALLET_OK; i++) {
        const struct wlt_entry *entry = &record->entries[i];
        for (size_t j = 0; j < entry->member_count && status == WALLET_OK; j++) {
            status = check_level(entry->members[j], error);
        }
    }

    return status;
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

bool wlt_record_holder(const struct wallet_record *record, char out[WLT_HOLDER_SIZE])
{
    const struct wlt_holder *holder = &record->type->holder;
    const bool is_household = holder->kind == WALLET_HOLDER_HOUSEHOLD;
    const struct wallet_record *who = is_household ? find_head(record->root) : record->root;
    const struct wlt_entry *entry = who ? wlt_record_find(who, holder->field) : NULL;

    /* GB/T 36903 annex A: 001 for a USCC, 111 for a citizen number; both have 18 characters. */
    static const char prefixes[2][5] = { "111:", "001:" };
    const bool is_organisation = holder->kind == WALLET_HOLDER_ORGANISATION;
    const size_t prefix_size = sizeof prefixes[0] - 1;
    if (!entry || entry->value.bytes.size >= WLT_HOLDER_SIZE - prefix_size) {
        return false;
    }

    const struct wallet_bytes code = entry->value.bytes;
    memcpy(out, prefixes[is_organisation], prefix_size);
    memcpy(out + prefix_size, code.data, code.size);
    out[prefix_size + code.size] = '\0';
    return true;
}
