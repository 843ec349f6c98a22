/* SPDX-License-Identifier: Apache-2.0 */
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "repository/service.h"

WLT_DEFINE_AUTO(one, struct wallet_task, wallet_task_free)

/** Reads what a counter of the trust list signed. */
static enum wallet_status authenticate(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const struct wallet_bytes received = wallet_buffer_bytes(&one->call->received);
    const struct wallet_trust *trust = service->terms.trust;
    const struct wlt_signatory *signatory = NULL;
    struct wallet_error why = { .message = "" };
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_call_open(received, &sign1, &why);
    if (status == WALLET_OK) {
        status = wlt_request_find_signatory(&sign1, trust, &signatory, &why);
    }

    if (status != WALLET_OK) {
        return wlt_task_refuse_for(one, WALLET_OUTCOME_NOT_AUTHENTICATED, status, &why, error);
    }

    status = wlt_call_read(sign1.payload, one->call, &why);
    if (status != WALLET_OK) {
        return wlt_task_refuse_for(one, WALLET_OUTCOME_PARAMETER, status, &why, error);
    }

    status = wlt_request_believe(one->call->request, signatory, trust, one->at_unix, &why);
    return wlt_task_refuse_for(one, WALLET_OUTCOME_NOT_AUTHENTICATED, status, &why, error);
}

/** A member's field of a field that holds members, or the field itself. */
static bool is_known_field(
    const struct wallet_type *type, const struct wallet_request_field *wanted)
{
    const struct wallet_field *field = wallet_type_field_by_key(type, wanted->key);
    if (!field) {
        return false;
    }

    for (size_t i = 0; i < wanted->member_count; i++) {
        if (!wallet_field_member_field_by_key(field, wanted->members[i])) {
            return false;
        }
    }

    return true;
}

static void check_types(const struct wallet_service *service, struct wallet_task *one)
{
    const struct wlt_field_list *list = &one->call->request->list;

    for (size_t i = 0; i < list->item_count; i++) {
        const struct wallet_request_item *item = &list->items[i];
        const struct wallet_type *type =
            wallet_catalogue_find(service->terms.catalogue, wlt_bytes_of(item->type));
        if (!type) {
            wlt_task_refuse(one, WALLET_OUTCOME_TYPE_UNKNOWN, "the catalogue has no such type");
        }

        for (size_t j = 0; type && j < item->field_count; j++) {
            if (!is_known_field(type, &item->fields[j])) {
                wlt_task_refuse(one, WALLET_OUTCOME_TYPE_UNKNOWN, "the type has no such field");
            }
        }
    }
}

/** Whether the counter's entry in the trust list lets it ask for the field. */
static bool may_ask(
    const struct wallet_service *service,
    const struct wallet_request *request,
    size_t item,
    const struct wallet_request_field *field)
{
    const struct wallet_catalogue *catalogue = service->terms.catalogue;

    if (field->member_count == 0) {
        return wallet_request_may_ask(
            request, catalogue, item, field->key, WALLET_REQUEST_NO_MEMBER);
    }

    for (size_t i = 0; i < field->member_count; i++) {
        if (!wallet_request_may_ask(request, catalogue, item, field->key, field->members[i])) {
            return false;
        }
    }

    return true;
}

static void check_authority(const struct wallet_service *service, struct wallet_task *one)
{
    const struct wallet_request *request = one->call->request;

    for (size_t i = 0; i < request->list.item_count; i++) {
        for (size_t j = 0; j < request->list.items[i].field_count; j++) {
            if (!may_ask(service, request, i, &request->list.items[i].fields[j])) {
                wlt_task_refuse(
                    one,
                    WALLET_OUTCOME_NO_RIGHT,
                    "the trust list does not let the counter ask for one of the fields");
            }
        }
    }
}

static enum wallet_status check_content(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct wallet_error why = { .message = "" };

    enum wallet_status status = wlt_task_refuse_for(
        one, WALLET_OUTCOME_PARAMETER, wlt_call_check(one->call, &why), &why, error);
    if (status != WALLET_OK || !wlt_task_is_fine(one)) {
        return status;
    }

    check_types(service, one);
    if (wlt_task_is_fine(one)) {
        check_authority(service, one);
    }

    return wlt_task_refuse_for(
        one, WALLET_OUTCOME_MATTER_MISSING, wlt_call_check_purpose(one->call, &why), &why, error);
}

enum wallet_status wlt_prepare_call(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const enum wallet_status status = authenticate(service, one, error);
    if (status != WALLET_OK || !wlt_task_is_fine(one)) {
        return status;
    }

    if (!wlt_bytes_are(wlt_bytes_of(one->call->repository), service->terms.signer->issuer)) {
        wlt_task_refuse(one, WALLET_OUTCOME_NOT_AUTHENTICATED, "another repository was called");
        return WALLET_OK;
    }

    one->is_known = true;
    return check_content(service, one, error);
}

static bool needs_grant(enum wallet_operation operation)
{
    return operation == WALLET_OPERATION_SEARCH || operation == WALLET_OPERATION_DATA ||
           operation == WALLET_OPERATION_FILE || operation == WALLET_OPERATION_COMPARE;
}

static enum wallet_status prepare(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    enum wallet_status status = wlt_prepare_call(service, one, error);

    if (status == WALLET_OK && wlt_task_is_fine(one) && needs_grant(one->call->operation)) {
        status = wlt_prepare_grant(service, one, error);
    }

    if (status == WALLET_OK && wlt_task_is_fine(one) &&
        one->call->operation == WALLET_OPERATION_VERIFY) {
        status = wlt_prepare_file(service, one, error);
    }

    return status;
}

enum wallet_status wallet_service_prepare(
    const struct wallet_service *service,
    struct wallet_bytes call,
    int64_t at_unix,
    struct wallet_task **out,
    struct wallet_error *error)
{
    WLT_AUTO(one) struct wallet_task *one = NULL;

    if (!service || !out || (!call.data && call.size > 0) || at_unix <= 0) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a pointer or time is missing");
    }

    enum wallet_status status = wlt_task_new(call, at_unix, &one, error);
    if (status == WALLET_OK) {
        status = prepare(service, one, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(one);
    }

    return status;
}
