/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "present/line.h"
#include "present/request_items.h"
#include "repository/call.h"

#include <string.h>

enum {
    /* Besides those of a request: clerk, case, values and problem, each with a NUL. */
    TEXTS_MAX = WALLET_CALL_VALUE_MAX + 16,
};

static int64_t read_time(struct wlt_reader *reader)
{
    const int64_t seconds = wlt_read_int(reader);

    if (wlt_reader_is_ok(reader) && seconds <= 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a time after 1970");
    }

    return seconds;
}

static void read_repository(struct wlt_reader *reader, struct wallet_call *call)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    if (text.size != sizeof call->repository - 1) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a repository's unified social credit code");
        return;
    }

    memcpy(call->repository, text.data, text.size);
}

static void read_number(struct wlt_reader *reader, struct wallet_call *call)
{
    const struct wallet_bytes number = wlt_read_bytes(reader);
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    if (number.size != sizeof call->number) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a number of 16 bytes");
        return;
    }

    memcpy(call->number, number.data, number.size);
    call->has_number = true;
}

static struct wallet_bytes read_part(struct wlt_reader *reader, size_t size_max)
{
    const struct wallet_bytes part = wlt_read_bytes(reader);

    if (part.size > size_max) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "no larger a part of a call");
    } else if (wlt_reader_is_ok(reader) && part.size == 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a part that is not empty");
    }

    return part;
}

static void read_operation(struct wlt_reader *reader, struct wallet_call *call)
{
    const uint64_t operation = wlt_read_unsigned(reader);

    if (wlt_reader_is_ok(reader) &&
        (operation == WALLET_OPERATION_NONE || operation >= WALLET_OPERATION_COUNT)) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "an operation that is known");
        return;
    }

    call->operation = (enum wallet_operation)operation;
}

static void read_clerk(struct wlt_reader *reader, struct wallet_call *call)
{
    struct wallet_clerk *clerk = &call->clerk;

    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        switch (wlt_read_int(reader)) {
        case WLT_CLERK_NAME: clerk->name = wlt_line_read(reader, &call->request->texts); break;
        case WLT_CLERK_ACCOUNT:
            clerk->account = wlt_line_read(reader, &call->request->texts);
            break;
        case WLT_CLERK_WINDOW: clerk->window = wlt_line_read(reader, &call->request->texts); break;
        default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of a clerk"); break;
        }
    }
}

static void read_value(struct wlt_reader *reader, struct wallet_call *call)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    if (text.size == 0 || text.size > WLT_CALL_TEXT_MAX || memchr(text.data, '\0', text.size)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a value of 1 to 1024 bytes");
        return;
    }

    call->values[call->value_count++] = wlt_line_keep(&call->request->texts, text);
}

static void read_values(struct wlt_reader *reader, struct wallet_call *call)
{
    const uint64_t count = wlt_read_array_any(reader);

    if (wlt_reader_is_ok(reader) && count == 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "at least one value");
    } else if (count > WALLET_CALL_VALUE_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "at most 256 values");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        read_value(reader, call);
    }
}

static enum wallet_problem read_kind(struct wlt_reader *reader)
{
    const uint64_t kind = wlt_read_unsigned(reader);

    if (wlt_reader_is_ok(reader) &&
        (kind == WALLET_PROBLEM_NONE || kind > WALLET_PROBLEM_DOES_NOT_LOAD)) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a problem that is known");
        return WALLET_PROBLEM_NONE;
    }

    return (enum wallet_problem)kind;
}

static void read_problem(struct wlt_reader *reader, struct wallet_call *call)
{
    struct wlt_call_problem *problem = &call->problem;
    struct wallet_buffer *texts = &call->request->texts;

    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        switch (wlt_read_int(reader)) {
        case WLT_PROBLEM_KIND: problem->kind = read_kind(reader); break;
        case WLT_PROBLEM_HOLDER: problem->holder = wlt_line_read(reader, texts); break;
        case WLT_PROBLEM_TYPE: problem->type = wlt_line_read(reader, texts); break;
        case WLT_PROBLEM_IDENTIFIER: problem->identifier = wlt_line_read(reader, texts); break;
        case WLT_PROBLEM_NOTE: problem->note = wlt_line_read(reader, texts); break;
        default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of a problem"); break;
        }
    }
}

static void read_claim(struct wlt_reader *reader, int64_t label, struct wallet_call *call)
{
    struct wallet_request *request = call->request;

    switch (label) {
    case WLT_CLAIM_ISS: wlt_request_read_counter(reader, request); break;
    case WLT_CLAIM_AUD: read_repository(reader, call); break;
    case WLT_CLAIM_EXP: request->until_unix = read_time(reader); break;
    case WLT_CLAIM_IAT: request->issued_unix = read_time(reader); break;
    case WLT_CLAIM_CTI: read_number(reader, call); break;
    case WLT_CLAIM_MATTER:
        request->has_matter = wlt_purpose_read(reader, &request->texts, &request->matter);
        break;
    case WLT_CLAIM_REQUESTED_ITEMS: wlt_request_read_items(reader, request); break;
    case WLT_CLAIM_OPERATION: read_operation(reader, call); break;
    case WLT_CLAIM_CALLER: read_clerk(reader, call); break;
    case WLT_CLAIM_CASE: call->case_number = wlt_line_read(reader, &request->texts); break;
    case WLT_CLAIM_CALL_GRANT: call->grant = read_part(reader, WALLET_CALL_GRANT_MAX); break;
    case WLT_CLAIM_CALL_VALUES: read_values(reader, call); break;
    case WLT_CLAIM_CALL_FILE: call->file = read_part(reader, WALLET_CALL_FILE_MAX); break;
    case WLT_CLAIM_CALL_PROBLEM: read_problem(reader, call); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a claim that is known"); break;
    }
}

static enum wallet_status check_whole(const struct wallet_call *call, struct wallet_error *error)
{
    const struct wallet_request *request = call->request;

    if (!request->counter[0] || !call->repository[0] || request->until_unix == 0 ||
        request->issued_unix == 0 || !call->has_number || !call->operation) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a claim of a call is missing");
    }

    if (request->until_unix <= request->issued_unix ||
        request->until_unix - request->issued_unix > WALLET_CALL_SECONDS) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "a call is good for 1 to %d seconds",
            WALLET_CALL_SECONDS);
    }

    return WALLET_OK;
}

enum wallet_status wlt_call_read(
    struct wallet_bytes claims, struct wallet_call *call, struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(claims, WLT_CBOR_STRICT, error);
    if (status == WALLET_OK) {
        status = wlt_request_new(claims.size + TEXTS_MAX, &call->request, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_claim(&reader, wlt_read_int(&reader), call);
    }

    status = wlt_reader_finish(&reader, error);
    return status == WALLET_OK ? check_whole(call, error) : status;
}
