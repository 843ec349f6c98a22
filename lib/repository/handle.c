/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/service.h"

#include <string.h>

enum {
    NUMBER_SIZE = WALLET_ISSUER_SIZE - 1 + WALLET_CALL_NUMBER_SIZE,
};

/** The number under which a call is used: its counter's and its own. */
static struct wallet_bytes write_number(const struct wallet_call *call, uint8_t out[NUMBER_SIZE])
{
    memcpy(out, call->request->counter, WALLET_ISSUER_SIZE - 1);
    memcpy(out + WALLET_ISSUER_SIZE - 1, call->number, WALLET_CALL_NUMBER_SIZE);
    return (struct wallet_bytes){ out, NUMBER_SIZE };
}

static int64_t until_of(const struct wallet_call *call)
{
    return call->request->until_unix + WALLET_REQUEST_LEEWAY;
}

/** A call is good for one time, whatever becomes of it. */
static enum wallet_status use_call(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    uint8_t number[NUMBER_SIZE];
    bool is_new = false;

    const enum wallet_status status = wlt_used_remember(
        service->used,
        WLT_USE_CALL,
        write_number(one->call, number),
        until_of(one->call),
        &is_new,
        error);
    if (status == WALLET_OK && !is_new) {
        wlt_task_refuse(one, WALLET_OUTCOME_USED_ALREADY, "the call was used before");
    }

    return status;
}

/** Whether it is a release that nothing speaks against so far. */
static bool releases(const struct wallet_task *one)
{
    const enum wallet_operation operation = one->call->operation;

    return wlt_task_is_fine(one) &&
           (operation == WALLET_OPERATION_DATA || operation == WALLET_OPERATION_FILE ||
            operation == WALLET_OPERATION_COMPARE);
}

static enum wallet_status do_it(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    switch (one->call->operation) {
    case WALLET_OPERATION_SEARCH: return wlt_handle_search(service, one, error);
    case WALLET_OPERATION_DATA:
    case WALLET_OPERATION_FILE:
    case WALLET_OPERATION_COMPARE: return wlt_use_grant(service, one, error);
    case WALLET_OPERATION_VERIFY: return wlt_handle_file(service, one, error);
    case WALLET_OPERATION_PROBLEM: return wlt_handle_problem(service, one, error);
    case WALLET_OPERATION_NONE: break;
    }

    wlt_task_refuse(one, WALLET_OUTCOME_PARAMETER, "an operation that is not known");
    return WALLET_OK;
}

/* The steps of a task.  Of a group, all take one before the first takes the next. */

static enum wallet_status ask(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    uint8_t number[NUMBER_SIZE];

    service->at_unix = one->at_unix > service->at_unix ? one->at_unix : service->at_unix;
    enum wallet_status status = wlt_used_ask(
        service->used, WLT_USE_CALL, write_number(one->call, number), until_of(one->call), error);
    if (status == WALLET_OK && releases(one)) {
        status = wlt_ask_subscription(service, one, error);
    }

    return status == WALLET_OK && releases(one) ? wlt_ask_grant(service, one, error) : status;
}

static enum wallet_status start(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    enum wallet_status status = use_call(service, one, error);
    if (status == WALLET_OK && releases(one)) {
        status = wlt_handle_subscription(service, one, error);
    }

    return status == WALLET_OK && releases(one) ? wlt_find_grant(service, one, error) : status;
}

static enum wallet_status check_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const enum wallet_status status =
        releases(one) ? wlt_check_grant(service, one, error) : WALLET_OK;

    return status == WALLET_OK && releases(one) ? wlt_ask_release(service, one, error) : status;
}

static enum wallet_status find_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    return releases(one) ? wlt_find_release(service, one, error) : WALLET_OK;
}

static enum wallet_status take_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    return releases(one) ? wlt_take_release(service, one, error) : WALLET_OK;
}

static enum wallet_status end(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const enum wallet_status status =
        wlt_task_is_fine(one) ? do_it(service, one, error) : WALLET_OK;

    if (status == WALLET_OK && !wlt_task_is_fine(one) &&
        one->call->operation != WALLET_OPERATION_VERIFY) {
        wlt_task_withdraw(one);
    }

    return status == WALLET_OK ? wlt_handle_log(service, one, error) : status;
}

typedef enum wallet_status step(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

static step *const steps[] = { ask, start, check_grant, find_release, take_release, end };

enum wallet_status wallet_service_handle_group(
    struct wallet_service *service,
    struct wallet_task *const *tasks,
    size_t count,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    if (!service || (!tasks && count > 0) || !service->is_open) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no transaction, or no tasks");
    }

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (size_t j = 0; status == WALLET_OK && j < count; j++) {
            /* Where nobody is known, there is nobody of whom anything could be written down. */
            status = tasks[j]->is_known ? steps[i](service, tasks[j], error) : WALLET_OK;
        }
    }

    return status;
}

enum wallet_status wallet_service_handle(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    return one ? wallet_service_handle_group(service, &one, 1, error)
               : wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no task");
}
