/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/error.h"
#include "base/text.h"
#include "repository/call.h"

/** Whether an operation needs a part of a call. */
enum need {
    NEVER = 0,
    MAYBE = 1,
    ALWAYS = 2,
};

/** What each operation needs.  A grant that is missing is told apart by the release. */
static const struct {
    enum need grant;
    enum need items;
    enum need values;
    enum need file;
    enum need problem;
} needs[WALLET_OPERATION_COUNT] = {
    [WALLET_OPERATION_SEARCH] = { .grant = MAYBE, .items = MAYBE },
    [WALLET_OPERATION_DATA] = { .grant = MAYBE, .items = ALWAYS },
    [WALLET_OPERATION_FILE] = { .grant = MAYBE, .items = ALWAYS },
    [WALLET_OPERATION_COMPARE] = { .grant = MAYBE, .items = ALWAYS, .values = ALWAYS },
    [WALLET_OPERATION_VERIFY] = { .file = ALWAYS },
    [WALLET_OPERATION_PROBLEM] = { .problem = ALWAYS },
};

static bool fits(enum need need, bool is_there)
{
    return need == MAYBE || is_there == (need == ALWAYS);
}

static enum wallet_status fail(
    struct wallet_error *error, enum wallet_status status, const char *why)
{
    return wlt_fail(error, status, WALLET_NO_OFFSET, "%s", why);
}

size_t wlt_call_values_of(const struct wallet_request_item *item)
{
    size_t count = 0;

    for (size_t i = 0; i < item->field_count; i++) {
        count += item->fields[i].member_count > 0 ? item->fields[i].member_count : 1;
    }

    return count;
}

/** Each field that is asked for has one value. */
static bool values_fit(const struct wallet_call *call)
{
    size_t count = 0;

    for (size_t i = 0; i < call->request->list.item_count; i++) {
        count += wlt_call_values_of(&call->request->list.items[i]);
    }

    return count == call->value_count;
}

/** "TYPE:CODE": three digits of GB/T 36903 annex A, and a code of letters and digits. */
static bool is_holder(struct wallet_bytes text)
{
    if (text.size < 5 || text.size > 64 || text.data[3] != ':') {
        return false;
    }

    for (size_t i = 0; i < text.size; i++) {
        const uint8_t byte = text.data[i];
        const bool is_digit = byte >= '0' && byte <= '9';
        const bool is_letter = byte >= 'A' && byte <= 'Z';
        if (i != 3 && !is_digit && (i < 3 || !is_letter)) {
            return false;
        }
    }

    return true;
}

static enum wallet_status check_problem(
    const struct wlt_call_problem *problem, struct wallet_error *error)
{
    const enum wallet_finding finding = wallet_type_code_check(wlt_bytes_of(problem->type));
    const bool has_type = finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding);

    if (problem->kind == WALLET_PROBLEM_NONE || !has_type ||
        !is_holder(wlt_bytes_of(problem->holder))) {
        return fail(error, WALLET_ERR_VALUE, "expected a problem, a holder and a type code");
    }

    return problem->kind == WALLET_PROBLEM_MISSING || problem->identifier[0]
               ? WALLET_OK
               : fail(error, WALLET_ERR_VALUE, "expected the identifier of the licence");
}

enum wallet_status wlt_call_check(const struct wallet_call *call, struct wallet_error *error)
{
    const enum wallet_operation operation = call->operation;

    if (!call->clerk.name[0]) {
        return fail(error, WALLET_ERR_STRUCTURE, "expected the name of a clerk");
    }

    if (!fits(needs[operation].grant, call->grant.size > 0) ||
        !fits(needs[operation].items, call->request->list.item_count > 0) ||
        !fits(needs[operation].values, call->value_count > 0) ||
        !fits(needs[operation].file, call->file.size > 0) ||
        !fits(needs[operation].problem, call->problem.kind != WALLET_PROBLEM_NONE)) {
        return fail(
            error, WALLET_ERR_STRUCTURE, "a part that its operation needs, or has no use for");
    }

    if (operation == WALLET_OPERATION_COMPARE && !values_fit(call)) {
        return fail(error, WALLET_ERR_STRUCTURE, "expected one value for each field");
    }

    return operation == WALLET_OPERATION_PROBLEM ? check_problem(&call->problem, error) : WALLET_OK;
}

enum wallet_status wlt_call_check_purpose(
    const struct wallet_call *call, struct wallet_error *error)
{
    const struct wallet_request *request = call->request;

    if (!request->has_matter || !wlt_purpose_is_stated(&request->matter)) {
        return fail(
            error, WALLET_ERR_VALUE, "expected the name of a matter, or a cause without one");
    }

    return request->matter.category != WALLET_CALL_MATTER || request->matter.code[0]
               ? WALLET_OK
               : fail(error, WALLET_ERR_VALUE, "the code of the matter is missing");
}
