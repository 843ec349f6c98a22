/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "repository/service.h"

#include <string.h>

enum {
    LINE_SIZE = 201, /* of a text in the details, its NUL included: all of them fit */
};

/* What is written down of one licence, or of a refusal: what repositories there record of each use. */
struct details {
    const struct wallet_task *one;
    const struct wlt_release *release; /* NULL: of the task as a whole */
};

/** Cuts a text to what has room in the log. */
static void cut(const char *text, char out[LINE_SIZE])
{
    const size_t size = strlen(text);
    const size_t kept = size < LINE_SIZE - 1 ? size : LINE_SIZE - 1;

    memcpy(out, text, kept);
    out[kept] = '\0';
    if (kept < size) {
        wlt_text_mend(out);
    }
}

static void write_text(struct wlt_writer *writer, int key, const char *text)
{
    char line[LINE_SIZE];

    if (text && text[0]) {
        cut(text, line);
        wlt_write_int(writer, key);
        wlt_write_text(writer, wlt_bytes_of(line));
    }
}

/** Of a matter its name, of none the cause. */
static const char *purpose_of(const struct wallet_task *one)
{
    const struct wallet_request_matter *matter = &one->call->request->matter;
    return matter->category == WALLET_CALL_MATTER ? matter->name : matter->cause;
}

static const char *desk_of(const struct wallet_task *one)
{
    const char *window = one->call->clerk.window;
    return window[0] ? window : one->call->request->matter.system;
}

static const struct wallet_request_item *item_of(const struct details *details)
{
    const struct wlt_release *release = details->release;
    return release && release->item < WALLET_REQUEST_ITEM_MAX
               ? &details->one->call->request->list.items[release->item]
               : NULL;
}

static void write_fields(struct wlt_writer *writer, const struct wallet_request_item *item)
{
    if (item) {
        wlt_write_int(writer, WALLET_DETAIL_FIELDS);
        wlt_write_array(writer, item->field_count);
    }

    for (size_t i = 0; item && i < item->field_count; i++) {
        wlt_write_unsigned(writer, item->fields[i].key);
    }
}

static enum wallet_status write_details(
    const struct details *details, struct wallet_buffer *out, struct wallet_error *error)
{
    const struct wallet_task *one = details->one;
    const struct wallet_call *call = one->call;
    const char *type = details->release ? details->release->type : "";
    const char *method =
        one->grant ? wallet_grant_method_name(wallet_grant_method(one->grant)) : "";
    struct wlt_writer writer = wlt_writer_start(out);
    const size_t count =
        (size_t)2 + wlt_text_is_there(desk_of(one)) + wlt_text_is_there(call->clerk.name) +
        wlt_text_is_there(call->request->matter.code) + wlt_text_is_there(purpose_of(one)) +
        wlt_text_is_there(method) + wlt_text_is_there(type) + (item_of(details) != NULL) +
        (one->grant != NULL) + wlt_text_is_there(one->finding.detail) +
        wlt_text_is_there(call->case_number);

    wlt_write_map(&writer, count);
    write_text(&writer, WALLET_DETAIL_COUNTER, call->request->counter);
    write_text(&writer, WALLET_DETAIL_DESK, desk_of(one));
    write_text(&writer, WALLET_DETAIL_CLERK, call->clerk.name);
    write_text(&writer, WALLET_DETAIL_MATTER, call->request->matter.code);
    write_text(&writer, WALLET_DETAIL_MATTER_NAME, purpose_of(one));
    write_text(&writer, WALLET_DETAIL_METHOD, method);
    write_text(&writer, WALLET_DETAIL_TYPE, type);
    write_fields(&writer, item_of(details));
    if (one->grant) {
        wlt_write_int(&writer, WALLET_DETAIL_GRANT);
        wlt_write_bytes(
            &writer, (struct wallet_bytes){ one->grant_digest, sizeof one->grant_digest });
    }

    write_text(&writer, WALLET_DETAIL_RESULT, wallet_outcome_name(one->finding.outcome));
    write_text(&writer, WALLET_DETAIL_REASON, one->finding.detail);
    write_text(&writer, WALLET_DETAIL_NOTE, call->case_number);
    return wlt_writer_status(&writer, error);
}

static enum wallet_act act_of(const struct wallet_task *one)
{
    if (!wlt_task_is_fine(one) && one->call->operation != WALLET_OPERATION_VERIFY) {
        return WALLET_ACT_REFUSE;
    }

    switch (one->call->operation) {
    case WALLET_OPERATION_SEARCH: return WALLET_ACT_SEARCH;
    case WALLET_OPERATION_DATA:
    case WALLET_OPERATION_FILE: return WALLET_ACT_RELEASE;
    case WALLET_OPERATION_COMPARE: return WALLET_ACT_COMPARE;
    case WALLET_OPERATION_VERIFY: return WALLET_ACT_VERIFY;
    case WALLET_OPERATION_NONE:
    case WALLET_OPERATION_PROBLEM: break;
    }

    return WALLET_ACT_REFUSE;
}

static enum wallet_status append(
    struct wallet_service *service,
    const struct details *details,
    const uint8_t *holder,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer encoded = { 0 };
    const struct wlt_release *release = details->release;

    const enum wallet_status status = write_details(details, &encoded, error);
    if (status != WALLET_OK) {
        return status;
    }

    const enum wallet_act kind = act_of(details->one);
    const struct wlt_act act = {
        .act = kind,
        .at_unix = details->one->at_unix,
        .holder = holder,
        .is_use = holder && kind != WALLET_ACT_REFUSE,
        .licence = release && release->has_digest
                       ? (struct wallet_bytes){ release->digest, sizeof release->digest }
                       : (struct wallet_bytes){ 0 },
        .details = wallet_buffer_bytes(&encoded),
    };
    return wlt_log_append(service->log, &act, NULL, error);
}

/** One entry for the task as a whole, for each holder whose it is, or for none. */
static enum wallet_status log_whole(
    struct wallet_service *service, const struct wallet_task *one, struct wallet_error *error)
{
    const struct details details = { .one = one };
    enum wallet_status status = WALLET_OK;

    if (one->holder_count == 0) {
        return append(service, &details, NULL, error);
    }

    for (size_t i = 0; status == WALLET_OK && i < one->holder_count; i++) {
        status = append(service, &details, one->holders[i], error);
    }

    return status;
}

enum wallet_status wlt_handle_log(
    struct wallet_service *service, const struct wallet_task *one, struct wallet_error *error)
{
    const enum wallet_operation operation = one->call->operation;
    const bool is_verify = operation == WALLET_OPERATION_VERIFY && one->release_count > 0;
    enum wallet_status status = WALLET_OK;

    if (operation == WALLET_OPERATION_PROBLEM && wlt_task_is_fine(one)) {
        return WALLET_OK; /* the repository has written the report down */
    }

    if (operation == WALLET_OPERATION_SEARCH || (!wlt_task_is_fine(one) && !is_verify)) {
        return log_whole(service, one, error);
    }

    for (size_t i = 0; status == WALLET_OK && i < one->release_count; i++) {
        const struct wlt_release *release = &one->releases[i];
        const struct details details = { .one = one, .release = release };
        const bool is_given = release->licence.outcome == WALLET_OUTCOME_SUCCESS || is_verify;
        if (is_given) {
            status = append(service, &details, is_verify ? NULL : release->holder, error);
        }
    }

    return status;
}
