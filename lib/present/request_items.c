/* SPDX-License-Identifier: Apache-2.0 */
#include "present/request_items.h"

#include <wallet/codes.h>

#include "base/buffer.h"
#include "base/text.h"

enum {
    CBOR_FALSE = 0xf4, /* RFC 8949 section 3.3 */
    CBOR_TRUE = 0xf5,
};

const char *wlt_request_keep(struct wallet_request *request, struct wallet_bytes text)
{
    const struct wallet_bytes nul = { (const uint8_t *)"", 1 };
    const size_t start = request->texts.size;

    if (!wlt_buffer_append(&request->texts, text) || !wlt_buffer_append(&request->texts, nul)) {
        return "";
    }

    return (const char *)request->texts.data + start;
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

static void read_fields(
    struct wlt_reader *reader, struct wallet_request *request, struct wallet_request_item *item)
{
    uint64_t keys[WALLET_REQUEST_FIELD_MAX];
    struct wallet_request_field *fields = &request->fields[request->field_count];
    const size_t count =
        read_keys(reader, keys, (size_t)WALLET_REQUEST_FIELD_MAX - request->field_count);

    for (size_t i = 0; i < count; i++) {
        fields[i] = (struct wallet_request_field){ .key = keys[i] };
    }

    item->fields = fields;
    item->field_count = count;
    request->field_count += count;
}

/** The item's field with this key; NULL if it asks for none. */
static struct wallet_request_field *find_field(
    struct wallet_request *request, const struct wallet_request_item *item, uint64_t key)
{
    struct wallet_request_field *fields =
        request->fields + request->field_count - item->field_count;

    for (size_t i = 0; i < item->field_count; i++) {
        if (fields[i].key == key) {
            return &fields[i];
        }
    }

    return NULL;
}

static void read_members(
    struct wlt_reader *reader, struct wallet_request *request, struct wallet_request_item *item)
{
    uint64_t left = wlt_read_map(reader);
    if (wlt_reader_is_ok(reader) && left == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "at least one field with members");
    }

    for (; left > 0 && wlt_reader_is_ok(reader); left--) {
        struct wallet_request_field *field = find_field(request, item, wlt_read_unsigned(reader));
        if (!field) {
            wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "members of a field that is asked for");
            return;
        }

        uint64_t *members = &request->members[request->member_count];
        field->members = members;
        field->member_count =
            read_keys(reader, members, (size_t)WALLET_REQUEST_FIELD_MAX - request->member_count);
        request->member_count += field->member_count;
    }
}

static bool read_bool(struct wlt_reader *reader)
{
    const struct wallet_bytes item = wlt_read_any(reader);

    if (wlt_reader_is_ok(reader) && item.data[0] != CBOR_FALSE && item.data[0] != CBOR_TRUE) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "true or false");
    }

    return wlt_reader_is_ok(reader) && item.data[0] == CBOR_TRUE;
}

static const char *read_type(struct wlt_reader *reader, struct wallet_request *request)
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

    for (size_t i = 0; i < request->item_count; i++) {
        if (wlt_bytes_are(code, request->items[i].type)) {
            wlt_reader_fail(reader, WALLET_ERR_VALUE, "each licence type once");
            return NULL;
        }
    }

    return wlt_request_keep(request, code);
}

static void read_item(struct wlt_reader *reader, struct wallet_request *request)
{
    struct wallet_request_item item = { .type = NULL };
    bool has_required = false;

    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        switch (wlt_read_int(reader)) {
        case WLT_ITEM_TYPE: item.type = read_type(reader, request); break;
        case WLT_ITEM_FIELDS: read_fields(reader, request, &item); break;
        case WLT_ITEM_REQUIRED:
            item.is_required = read_bool(reader);
            has_required = true;
            break;
        case WLT_ITEM_MEMBERS: read_members(reader, request, &item); break;
        default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of an item"); break;
        }
    }

    if (wlt_reader_is_ok(reader) && (!item.type || item.field_count == 0 || !has_required)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a type, fields and whether it is required");
    }

    request->items[request->item_count++] = item;
}

void wlt_request_read_items(struct wlt_reader *reader, struct wallet_request *request)
{
    const uint64_t count = wlt_read_array_any(reader);

    if (wlt_reader_is_ok(reader) && count == 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "at least one licence");
    } else if (count > WALLET_REQUEST_ITEM_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "at most 16 licences");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        read_item(reader, request);
    }
}
