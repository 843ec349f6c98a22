/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "repository/service.h"

#include <string.h>

/** Finds a licence in force; `visit` of a search. */
static bool find_live(void *context, const struct wallet_holding *holding)
{
    bool *is_there = context;

    *is_there = *is_there || holding->is_live;
    return !*is_there;
}

/** What speaks against a licence; one that gave way to another is no revoked one. */
static enum wallet_status judge(
    struct wallet_service *service,
    struct wallet_task *one,
    const struct wallet_holding *holding,
    struct wallet_error *error)
{
    const struct wallet_repository_query query = { .type = holding->type };
    struct wlt_release *release = wlt_task_add(one, holding->type_code, WALLET_REQUEST_ITEM_MAX);
    bool has_live = false;

    wlt_release_describe(release, holding);
    release->licence.outcome = wlt_holding_outcome(holding, one->at_unix);
    if (holding->is_live || holding->state != WALLET_STATE_LAPSED) {
        return WALLET_OK;
    }

    const enum wallet_status status = wallet_repository_find_hash(
        service->terms.repository, holding->holder, &query, find_live, &has_live, error);
    if (status == WALLET_OK && has_live) {
        release->licence.outcome = WALLET_OUTCOME_OUTDATED;
    }

    return status;
}

/** Whether the licence that is stored is the one that was verified; the issuer may have signed two. */
static enum wallet_status check_stored(
    struct wallet_service *service,
    struct wallet_task *one,
    const struct wallet_holding *holding,
    struct wallet_error *error)
{
    uint8_t digest[WLT_SHA256_SIZE];

    const enum wallet_status status =
        wallet_repository_body(service->terms.repository, holding, &service->body, error);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return status;
    }

    if (status == WALLET_ERR_MISSING) {
        return WALLET_OK; /* erased: its state is known all the same */
    }

    if (status != WALLET_OK ||
        wlt_signed_digest(wallet_buffer_bytes(&service->body), digest, NULL) != WALLET_OK) {
        one->releases[0].licence.outcome = WALLET_OUTCOME_UNREADABLE;
    } else if (memcmp(digest, one->file.digest, sizeof digest) != 0) {
        one->releases[0].licence.outcome = WALLET_OUTCOME_NOT_GENUINE;
    }

    return WALLET_OK;
}

enum wallet_status wlt_handle_file(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const struct wlt_finding *finding = &one->file.finding;
    struct wallet_holding holding;
    struct wallet_error why = { .message = "" };

    if (finding->outcome != WALLET_OUTCOME_SUCCESS) {
        wlt_task_refuse(one, finding->outcome, finding->detail);
        return WALLET_OK;
    }

    enum wallet_status status = wallet_repository_find_identifier(
        service->terms.repository, one->file.identifier, &holding, &why);
    if (status != WALLET_OK) {
        return wlt_task_refuse_for(one, WALLET_OUTCOME_NONE_FOUND, status, &why, error);
    }

    status = judge(service, one, &holding, error);
    if (status == WALLET_OK) {
        status = check_stored(service, one, &holding, error);
    }

    wlt_task_refuse(one, one->releases[0].licence.outcome, "");
    return status;
}

enum wallet_status wlt_handle_problem(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const struct wlt_call_problem *told = &one->call->problem;
    const struct wallet_repository_problem problem = {
        .kind = told->kind,
        .at_unix = one->at_unix,
        .holder = told->holder,
        .type = told->type,
        .identifier = told->identifier,
        .counter = one->call->request->counter,
        .clerk = one->call->clerk.name,
        .note = told->note,
    };
    struct wallet_error why = { .message = "" };

    return wlt_task_refuse_for(
        one,
        WALLET_OUTCOME_PARAMETER,
        wallet_repository_report(service->terms.repository, &problem, one->receipt, &why),
        &why,
        error);
}
