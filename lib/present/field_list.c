/* SPDX-License-Identifier: Apache-2.0 */
#include "present/field_list.h"

#include <wallet/codes.h>

#include "base/text.h"
#include "present/line.h"

uint64_t wlt_field_list_open(struct wlt_reader *reader)
{
    const uint64_t count = wlt_read_array_any(reader);

    if (wlt_reader_is_ok(reader) && count == 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "at least one licence");
    } else if (count > WALLET_REQUEST_ITEM_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "at most 16 licences");
    }

    return count;
}

const char *wlt_field_list_read_type(
    struct wlt_reader *reader, const struct wlt_field_list *list, struct wallet_buffer *texts)
{
    const struct wallet_bytes code = wlt_read_text(reader);
    if (!wlt_reader_is_ok(reader)) {
        return NULL;
    }

    const enum wallet_finding finding = wallet_type_code_check(code);
    if (finding != WALLET_FINDING_NONE && !wallet_finding_is_advisory(finding)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a licence type code");
        return NULL;
    }

    for (size_t i = 0; i < list->item_count; i++) {
        if (wlt_bytes_are(code, list->items[i].type)) {
            wlt_reader_fail(reader, WALLET_ERR_VALUE, "each licence type once");
            return NULL;
        }
    }

    return wlt_line_keep(texts, code);
}

/** Reads an ascending array of keys into the room that is left; the count, or 0 if it failed. */
static size_t read_keys(struct wlt_reader *reader, uint64_t *out, size_t room)
{
    const uint64_t count = wlt_read_array_any(reader);

    if (wlt_reader_is_ok(reader) && count == 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "at least one field");
    } else if (count > room) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "at most 256 fields");
    }

    for (size_t i = 0; wlt_reader_is_ok(reader) && i < count; i++) {
        out[i] = wlt_read_unsigned(reader);
        if (wlt_reader_is_ok(reader) &&
            (out[i] > WLT_REQUEST_KEY_MAX || (i > 0 && out[i] <= out[i - 1]))) {
            wlt_reader_fail(reader, WALLET_ERR_VALUE, "field keys that ascend");
        }
    }

    return wlt_reader_is_ok(reader) ? (size_t)count : 0;
}

void wlt_field_list_read_fields(
    struct wlt_reader *reader, struct wlt_field_list *list, struct wallet_request_item *item)
{
    uint64_t keys[WALLET_REQUEST_FIELD_MAX];
    struct wallet_request_field *fields = &list->fields[list->field_count];
    const size_t count =
        read_keys(reader, keys, (size_t)WALLET_REQUEST_FIELD_MAX - list->field_count);

    for (size_t i = 0; i < count; i++) {
        fields[i] = (struct wallet_request_field){ .key = keys[i] };
    }

    item->fields = fields;
    item->field_count = count;
    list->field_count += count;
}

/** The item's field with this key; NULL if it asks for none. */
static struct wallet_request_field *find_field(
    struct wlt_field_list *list, const struct wallet_request_item *item, uint64_t key)
{
    struct wallet_request_field *fields = list->fields + list->field_count - item->field_count;

    for (size_t i = 0; i < item->field_count; i++) {
        if (fields[i].key == key) {
            return &fields[i];
        }
    }

    return NULL;
}

void wlt_field_list_read_members(
    struct wlt_reader *reader, struct wlt_field_list *list, struct wallet_request_item *item)
{
    uint64_t left = wlt_read_map(reader);
    if (wlt_reader_is_ok(reader) && left == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "at least one field with members");
    }

    for (; left > 0 && wlt_reader_is_ok(reader); left--) {
        struct wallet_request_field *field = find_field(list, item, wlt_read_unsigned(reader));
        if (!field) {
            wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "members of a field that is asked for");
            return;
        }

        uint64_t *members = &list->members[list->member_count];
        field->members = members;
        field->member_count =
            read_keys(reader, members, (size_t)WALLET_REQUEST_FIELD_MAX - list->member_count);
        list->member_count += field->member_count;
    }
}
