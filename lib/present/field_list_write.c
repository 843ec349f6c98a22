/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "present/field_list.h"

/** The field with the next greater key; the first for NULL, and NULL behind the last. */
static const struct wallet_request_field *next_field(
    const struct wallet_request_item *item, const struct wallet_request_field *last)
{
    const struct wallet_request_field *next = NULL;

    for (size_t i = 0; i < item->field_count; i++) {
        const struct wallet_request_field *field = &item->fields[i];
        if ((!last || field->key > last->key) && (!next || field->key < next->key)) {
            next = field;
        }
    }

    return next;
}

/** The same for members' fields. */
static const uint64_t *next_member(const struct wallet_request_field *field, const uint64_t *last)
{
    const uint64_t *next = NULL;

    for (size_t i = 0; i < field->member_count; i++) {
        const uint64_t *member = &field->members[i];
        if ((!last || *member > *last) && (!next || *member < *next)) {
            next = member;
        }
    }

    return next;
}

/** Which fields have members' fields; false where one is there twice. */
static bool count_fields(const struct wallet_request_item *item, size_t *out_with_members)
{
    const struct wallet_request_field *field = NULL;
    size_t fields = 0;

    *out_with_members = 0;
    while ((field = next_field(item, field))) {
        const uint64_t *member = NULL;
        size_t members = 0;
        while ((member = next_member(field, member))) {
            members++;
        }

        if (members != field->member_count) {
            return false;
        }

        fields++;
        *out_with_members += members > 0;
    }

    return fields == item->field_count;
}

/** Before anything is counted over and over again. */
static enum wallet_status check_sizes(
    const struct wallet_request_item *item, struct wallet_error *error)
{
    if ((item->field_count > 0 && !item->fields) || item->field_count > WALLET_REQUEST_FIELD_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d fields in one request",
            WALLET_REQUEST_FIELD_MAX);
    }

    for (size_t i = 0; i < item->field_count; i++) {
        if (item->fields[i].member_count > WALLET_REQUEST_FIELD_MAX) {
            return wlt_fail(
                error,
                WALLET_ERR_TOO_LARGE,
                WALLET_NO_OFFSET,
                "over %d members' fields in one request",
                WALLET_REQUEST_FIELD_MAX);
        }
    }

    return WALLET_OK;
}

enum wallet_status wlt_field_list_check(
    const struct wallet_request_item *item, size_t *out_with_members, struct wallet_error *error)
{
    const enum wallet_status status = check_sizes(item, error);
    if (status != WALLET_OK) {
        return status;
    }

    return count_fields(item, out_with_members)
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a field is asked for twice");
}

void wlt_field_list_write_fields(struct wlt_writer *writer, const struct wallet_request_item *item)
{
    const struct wallet_request_field *field = NULL;

    wlt_write_array(writer, item->field_count);
    while ((field = next_field(item, field))) {
        wlt_write_unsigned(writer, field->key);
    }
}

void wlt_field_list_write_members(
    struct wlt_writer *writer, const struct wallet_request_item *item, size_t count)
{
    const struct wallet_request_field *field = NULL;

    wlt_write_map(writer, count);
    while ((field = next_field(item, field))) {
        const uint64_t *member = NULL;
        if (field->member_count > 0) {
            wlt_write_unsigned(writer, field->key);
            wlt_write_array(writer, field->member_count);
        }

        while ((member = next_member(field, member))) {
            wlt_write_unsigned(writer, *member);
        }
    }
}
