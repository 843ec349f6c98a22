/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "present/request.h"

enum {
    CLAIMS_ALWAYS = 6, /* iss, exp, iat, cnonce, matter, items */
    ITEM_ALWAYS = 3,   /* type, fields, required */
};

static bool is_there(const char *text)
{
    return text && text[0];
}

static void write_line(struct wlt_writer *writer, int64_t key, const char *text)
{
    if (is_there(text)) {
        wlt_write_int(writer, key);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

static void write_matter(struct wlt_writer *writer, const struct wallet_request_matter *matter)
{
    const size_t count = (size_t)1 + is_there(matter->system) + is_there(matter->name) +
                         is_there(matter->code) + is_there(matter->cause);

    wlt_write_map(writer, count);
    write_line(writer, WLT_MATTER_SYSTEM, matter->system);
    wlt_write_int(writer, WLT_MATTER_CATEGORY);
    wlt_write_unsigned(writer, matter->category);
    write_line(writer, WLT_MATTER_NAME, matter->name);
    write_line(writer, WLT_MATTER_CODE, matter->code);
    write_line(writer, WLT_MATTER_CAUSE, matter->cause);
}

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

static void write_members(
    struct wlt_writer *writer, const struct wallet_request_item *item, size_t count)
{
    const struct wallet_request_field *field = NULL;

    wlt_write_int(writer, WLT_ITEM_MEMBERS);
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

static enum wallet_status write_item(
    struct wlt_writer *writer, const struct wallet_request_item *item, struct wallet_error *error)
{
    const struct wallet_request_field *field = NULL;
    size_t with_members = 0;

    if (!count_fields(item, &with_members)) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a field is asked for twice");
    }

    wlt_write_map(writer, (size_t)ITEM_ALWAYS + (with_members > 0));
    wlt_write_int(writer, WLT_ITEM_TYPE);
    wlt_write_text(writer, wlt_bytes_of(item->type ? item->type : ""));
    wlt_write_int(writer, WLT_ITEM_FIELDS);
    wlt_write_array(writer, item->field_count);
    while ((field = next_field(item, field))) {
        wlt_write_unsigned(writer, field->key);
    }

    wlt_write_int(writer, WLT_ITEM_REQUIRED);
    wlt_write_bool(writer, item->is_required);
    if (with_members > 0) {
        write_members(writer, item, with_members);
    }

    return WALLET_OK;
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

static enum wallet_status write_items(
    struct wlt_writer *writer, const struct wallet_request_terms *terms, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    wlt_write_int(writer, WLT_CLAIM_REQUESTED_ITEMS);
    wlt_write_array(writer, terms->item_count);
    for (size_t i = 0; status == WALLET_OK && i < terms->item_count; i++) {
        status = check_sizes(&terms->items[i], error);
        if (status == WALLET_OK) {
            status = write_item(writer, &terms->items[i], error);
        }
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
    const bool has_reply = is_there(terms->reply_url);
    const bool has_relation = terms->relation != WALLET_RELATION_NONE;

    wlt_write_map(&writer, (size_t)CLAIMS_ALWAYS + has_reply + has_relation);
    write_head(&writer, head, terms);
    wlt_write_int(&writer, WLT_CLAIM_MATTER);
    write_matter(&writer, &terms->matter);
    const enum wallet_status status = write_items(&writer, terms, error);
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
