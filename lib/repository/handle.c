/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/service.h"

#include <string.h>

/** A call is good for one time, whatever becomes of it. */
static enum wallet_status use_call(
    struct wallet_service *service, struct wallet_case *one, struct wallet_error *error)
{
    const struct wallet_call *call = one->call;
    uint8_t number[WALLET_ISSUER_SIZE - 1 + WALLET_CALL_NUMBER_SIZE];
    bool is_new = false;

    memcpy(number, call->request->counter, WALLET_ISSUER_SIZE - 1);
    memcpy(number + WALLET_ISSUER_SIZE - 1, call->number, WALLET_CALL_NUMBER_SIZE);
    const enum wallet_status status = wlt_used_remember(
        service->used,
        WLT_USE_CALL,
        (struct wallet_bytes){ number, sizeof number },
        call->request->until_unix + WALLET_REQUEST_LEEWAY,
        &is_new,
        error);
    if (status == WALLET_OK && !is_new) {
        wlt_case_refuse(one, WALLET_OUTCOME_USED_ALREADY, "the call was used before");
    }

    return status;
}

static enum wallet_status do_it(
    struct wallet_service *service, struct wallet_case *one, struct wallet_error *error)
{
    switch (one->call->operation) {
    case WALLET_OPERATION_SEARCH: return wlt_handle_search(service, one, error);
    case WALLET_OPERATION_DATA:
    case WALLET_OPERATION_FILE:
    case WALLET_OPERATION_COMPARE: return wlt_handle_release(service, one, error);
    case WALLET_OPERATION_VERIFY: return wlt_handle_file(service, one, error);
    case WALLET_OPERATION_PROBLEM: return wlt_handle_problem(service, one, error);
    case WALLET_OPERATION_NONE: break;
    }

    wlt_case_refuse(one, WALLET_OUTCOME_PARAMETER, "an operation that is not known");
    return WALLET_OK;
}

enum wallet_status wallet_service_handle(
    struct wallet_service *service, struct wallet_case *one, struct wallet_error *error)
{
    if (!service || !one || !service->is_open) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no transaction, or no case");
    }

    if (!one->is_known) {
        return WALLET_OK; /* nobody is there of whom anything could be written down */
    }

    service->at_unix = one->at_unix > service->at_unix ? one->at_unix : service->at_unix;
    enum wallet_status status = use_call(service, one, error);
    if (status == WALLET_OK && wlt_case_is_fine(one)) {
        status = do_it(service, one, error);
    }

    if (status == WALLET_OK && !wlt_case_is_fine(one) &&
        one->call->operation != WALLET_OPERATION_VERIFY) {
        wlt_case_withdraw(one);
    }

    return status == WALLET_OK ? wlt_handle_log(service, one, error) : status;
}
