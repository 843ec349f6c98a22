/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "cose/labels.h"
#include "present/request_items.h"
#include "repository/call.h"

enum {
    CLAIMS_ALWAYS = 8, /* iss, aud, exp, iat, cti, matter, operation, clerk */
};

static void write_line(struct wlt_writer *writer, int64_t key, const char *text)
{
    if (wlt_text_is_there(text)) {
        wlt_write_int(writer, key);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

static void write_part(struct wlt_writer *writer, int64_t key, struct wallet_bytes bytes)
{
    if (bytes.size > 0) {
        wlt_write_int(writer, key);
        wlt_write_bytes(writer, bytes);
    }
}

static void write_clerk(struct wlt_writer *writer, const struct wallet_clerk *clerk)
{
    const size_t count = (size_t)wlt_text_is_there(clerk->name) +
                         wlt_text_is_there(clerk->account) + wlt_text_is_there(clerk->window);

    wlt_write_int(writer, WLT_CLAIM_CALLER);
    wlt_write_map(writer, count);
    write_line(writer, WLT_CLERK_NAME, clerk->name);
    write_line(writer, WLT_CLERK_ACCOUNT, clerk->account);
    write_line(writer, WLT_CLERK_WINDOW, clerk->window);
}

static void write_problem(struct wlt_writer *writer, const struct wallet_call_terms *terms)
{
    const size_t count = (size_t)1 + wlt_text_is_there(terms->holder) +
                         wlt_text_is_there(terms->type) + wlt_text_is_there(terms->identifier) +
                         wlt_text_is_there(terms->note);

    if (terms->problem == WALLET_PROBLEM_NONE) {
        return;
    }

    wlt_write_int(writer, WLT_CLAIM_CALL_PROBLEM);
    wlt_write_map(writer, count);
    wlt_write_int(writer, WLT_PROBLEM_KIND);
    wlt_write_unsigned(writer, terms->problem);
    write_line(writer, WLT_PROBLEM_HOLDER, terms->holder);
    write_line(writer, WLT_PROBLEM_TYPE, terms->type);
    write_line(writer, WLT_PROBLEM_IDENTIFIER, terms->identifier);
    write_line(writer, WLT_PROBLEM_NOTE, terms->note);
}

/** The value for a field; NULL: there is none, or two. */
static const char *find_value(
    const struct wallet_call_terms *terms, size_t item, uint64_t field, uint64_t member)
{
    const char *found = NULL;
    size_t count = 0;

    for (size_t i = 0; i < terms->value_count; i++) {
        const struct wallet_call_value *value = &terms->values[i];
        if (value->item == item && value->field == field && value->member == member) {
            found = value->text;
            count++;
        }
    }

    return count == 1 ? found : NULL;
}

/** The item's field of the smallest key above another; NULL where there is none. */
static const struct wallet_request_field *next_field(
    const struct wallet_request_item *item, const struct wallet_request_field *last)
{
    const struct wallet_request_field *next = NULL;

    for (size_t i = 0; i < item->field_count; i++) {
        const struct wallet_request_field *one = &item->fields[i];
        if ((!last || one->key > last->key) && (!next || one->key < next->key)) {
            next = one;
        }
    }

    return next;
}

/** The smallest key of a members' field above another, of 0 the first; 0 where there is none. */
static uint64_t next_member(const struct wallet_request_field *field, uint64_t last)
{
    uint64_t next = 0;

    for (size_t i = 0; i < field->member_count; i++) {
        const uint64_t one = field->members[i];
        if (one > last && (next == 0 || one < next)) {
            next = one;
        }
    }

    return next;
}

static bool write_value(struct wlt_writer *writer, const char *text)
{
    if (text) {
        wlt_write_text(writer, wlt_bytes_of(text));
    }

    return text != NULL;
}

static bool write_values_of(
    struct wlt_writer *writer, const struct wallet_call_terms *terms, size_t item)
{
    const struct wallet_request_field *field = NULL;
    bool is_complete = true;

    while (is_complete && (field = next_field(&terms->items[item], field))) {
        uint64_t member = next_member(field, 0);
        do {
            is_complete = write_value(writer, find_value(terms, item, field->key, member));
            member = next_member(field, member);
        } while (is_complete && member != 0);
    }

    return is_complete;
}

static enum wallet_status write_values(
    struct wlt_writer *writer, const struct wallet_call_terms *terms, struct wallet_error *error)
{
    bool is_complete = true;

    if (terms->value_count == 0) {
        return WALLET_OK;
    }

    wlt_write_int(writer, WLT_CLAIM_CALL_VALUES);
    wlt_write_array(writer, terms->value_count);
    for (size_t i = 0; is_complete && i < terms->item_count; i++) {
        is_complete = write_values_of(writer, terms, i);
    }

    return is_complete ? WALLET_OK
                       : wlt_fail(
                             error,
                             WALLET_ERR_VALUE,
                             WALLET_NO_OFFSET,
                             "each field that is compared has one value");
}

static void write_head(
    struct wlt_writer *writer,
    const struct wlt_call_head *head,
    const struct wallet_call_terms *terms)
{
    wlt_write_int(writer, WLT_CLAIM_ISS);
    wlt_write_text(writer, wlt_bytes_of(head->counter));
    wlt_write_int(writer, WLT_CLAIM_AUD);
    wlt_write_text(writer, wlt_bytes_of(terms->repository));
    wlt_write_int(writer, WLT_CLAIM_EXP);
    wlt_write_int(writer, head->issued_unix + WALLET_CALL_SECONDS);
    wlt_write_int(writer, WLT_CLAIM_IAT);
    wlt_write_int(writer, head->issued_unix);
    wlt_write_int(writer, WLT_CLAIM_CTI);
    wlt_write_bytes(writer, (struct wallet_bytes){ head->number, sizeof head->number });
    wlt_write_int(writer, WLT_CLAIM_MATTER);
    wlt_purpose_write(writer, &terms->matter, true);
}

static size_t count_claims(const struct wallet_call_terms *terms)
{
    return (size_t)CLAIMS_ALWAYS + (terms->item_count > 0) + wlt_text_is_there(terms->case_number) +
           (terms->grant.size > 0) + (terms->value_count > 0) + (terms->file.size > 0) +
           (terms->problem != WALLET_PROBLEM_NONE);
}

enum wallet_status wlt_call_write(
    const struct wallet_call_terms *terms,
    const struct wlt_call_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    enum wallet_status status = WALLET_OK;

    wlt_write_map(&writer, count_claims(terms));
    write_head(&writer, head, terms);
    if (terms->item_count > 0) {
        wlt_write_int(&writer, WLT_CLAIM_REQUESTED_ITEMS);
        status = wlt_request_write_items(&writer, terms->items, terms->item_count, error);
    }

    wlt_write_int(&writer, WLT_CLAIM_OPERATION);
    wlt_write_unsigned(&writer, terms->operation);
    write_clerk(&writer, &terms->clerk);
    write_line(&writer, WLT_CLAIM_CASE, terms->case_number);
    write_part(&writer, WLT_CLAIM_CALL_GRANT, terms->grant);
    if (status == WALLET_OK) {
        status = write_values(&writer, terms, error);
    }

    write_part(&writer, WLT_CLAIM_CALL_FILE, terms->file);
    write_problem(&writer, terms);
    return status == WALLET_OK ? wlt_writer_status(&writer, error) : status;
}
