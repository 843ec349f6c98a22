/* SPDX-License-Identifier: Apache-2.0 */
#include "present/request_items.h"

static void read_item(struct wlt_reader *reader, struct wallet_request *request)
{
    struct wallet_request_item item = { .type = NULL };
    bool has_required = false;

    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        switch (wlt_read_int(reader)) {
        case WLT_ITEM_TYPE:
            item.type = wlt_field_list_read_type(reader, &request->list, &request->texts);
            break;
        case WLT_ITEM_FIELDS: wlt_field_list_read_fields(reader, &request->list, &item); break;
        case WLT_ITEM_REQUIRED:
            item.is_required = wlt_read_bool(reader);
            has_required = true;
            break;
        case WLT_ITEM_MEMBERS: wlt_field_list_read_members(reader, &request->list, &item); break;
        default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of an item"); break;
        }
    }

    if (wlt_reader_is_ok(reader) && (!item.type || item.field_count == 0 || !has_required)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a type, fields and whether it is required");
    }

    request->list.items[request->list.item_count++] = item;
}

void wlt_request_read_items(struct wlt_reader *reader, struct wallet_request *request)
{
    const uint64_t count = wlt_field_list_open(reader);

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        read_item(reader, request);
    }
}
