/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "catalogue/citizen_number.h"
#include "catalogue/record.h"

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

/** The first field that the citizen number of the same person contradicts; NULL if there is none. */
static const struct wallet_field *find_contradiction(const struct wallet_record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct wlt_entry *entry = &record->entries[i];
        const struct wallet_field *field = entry->field->number;
        const struct wlt_entry *number = field ? wlt_record_find(record, field) : NULL;
        if (number &&
            wlt_citizen_number_compare(number->value.bytes, entry->field, &entry->value) !=
                WALLET_FINDING_NONE) {
            return entry->field;
        }
    }

    return NULL;
}

/* Here and not as values come: who corrects two fields corrects them one after the other. */
static enum wallet_status check_numbers(
    const struct wallet_record *record, struct wallet_error *error)
{
    const bool is_accepted = record->root->terms.accept_findings;
    const struct wallet_field *field = is_accepted ? NULL : find_contradiction(record);
    const struct wallet_bytes no_text = { 0 };
    return field ? wlt_record_fail(record, field, WALLET_FINDING_CONTRADICTION, no_text, error)
                 : WALLET_OK;
}

static enum wallet_status check_level(
    const struct wallet_record *record, struct wallet_error *error)
{
    const struct wallet_field *missing = find_missing(record);
    if (!missing) {
        return check_numbers(record, error);
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

    return status == WALLET_OK ? wlt_record_check_holder(record, error) : status;
}
