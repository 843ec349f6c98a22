/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "cose/labels.h"
#include "present/request_items.h"

enum {
    CLAIMS_ALWAYS = 6, /* iss, exp, iat, cnonce, matter, items */
    ITEM_ALWAYS = 3,   /* type, fields, required */
};

static enum wallet_status write_item(
    struct wlt_writer *writer, const struct wallet_request_item *item, struct wallet_error *error)
{
    size_t with_members = 0;

    const enum wallet_status status = wlt_field_list_check(item, &with_members, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_map(writer, (size_t)ITEM_ALWAYS + (with_members > 0));
    wlt_write_int(writer, WLT_ITEM_TYPE);
    wlt_write_text(writer, wlt_bytes_of(item->type ? item->type : ""));
    wlt_write_int(writer, WLT_ITEM_FIELDS);
    wlt_field_list_write_fields(writer, item);
    wlt_write_int(writer, WLT_ITEM_REQUIRED);
    wlt_write_bool(writer, item->is_required);
    if (with_members > 0) {
        wlt_write_int(writer, WLT_ITEM_MEMBERS);
        wlt_field_list_write_members(writer, item, with_members);
    }

    return WALLET_OK;
}

enum wallet_status wlt_request_write_items(
    struct wlt_writer *writer,
    const struct wallet_request_item *items,
    size_t count,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    wlt_write_array(writer, count);
    for (size_t i = 0; status == WALLET_OK && i < count; i++) {
        status = write_item(writer, &items[i], error);
    }

    return status;
}

static void write_head(
    struct wlt_writer *writer,
    const struct wlt_request_head *head,
    const struct wallet_request_terms *terms)
{
    const unsigned seconds = terms->seconds > 0 ? terms->seconds : WALLET_REQUEST_SECONDS;

    wlt_write_int(writer, WLT_CLAIM_ISS);
    wlt_write_text(writer, wlt_bytes_of(head->counter));
    wlt_write_int(writer, WLT_CLAIM_EXP);
    wlt_write_int(writer, head->issued_unix + seconds);
    wlt_write_int(writer, WLT_CLAIM_IAT);
    wlt_write_int(writer, head->issued_unix);
    wlt_write_int(writer, WLT_CLAIM_CNONCE);
    wlt_write_bytes(writer, (struct wallet_bytes){ head->nonce, sizeof head->nonce });
}

enum wallet_status wlt_request_write(
    const struct wallet_request_terms *terms,
    const struct wlt_request_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const bool has_reply = wlt_text_is_there(terms->reply_url);
    const bool has_relation = terms->relation != WALLET_RELATION_NONE;

    wlt_write_map(&writer, (size_t)CLAIMS_ALWAYS + has_reply + has_relation);
    write_head(&writer, head, terms);
    wlt_write_int(&writer, WLT_CLAIM_MATTER);
    wlt_purpose_write(&writer, &terms->matter, true);
    wlt_write_int(&writer, WLT_CLAIM_REQUESTED_ITEMS);
    const enum wallet_status status =
        wlt_request_write_items(&writer, terms->items, terms->item_count, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (has_reply) {
        wlt_write_int(&writer, WLT_CLAIM_REPLY_CHANNEL);
        wlt_write_text(&writer, wlt_bytes_of(terms->reply_url));
    }

    if (has_relation) {
        wlt_write_int(&writer, WLT_CLAIM_RELATION);
        wlt_write_unsigned(&writer, terms->relation);
    }

    return wlt_writer_status(&writer, error);
}
