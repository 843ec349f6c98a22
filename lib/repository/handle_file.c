/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "repository/service.h"

#include <stdio.h>
#include <string.h>

static enum wallet_outcome outcome_of(const struct wallet_holding *holding, int64_t at_unix)
{
    if (holding->state == WALLET_STATE_SUSPENDED) {
        return WALLET_OUTCOME_SUSPENDED;
    }

    if (holding->state != WALLET_STATE_VALID) {
        return WALLET_OUTCOME_REVOKED;
    }

    if (!holding->is_live) {
        return WALLET_OUTCOME_OUTDATED;
    }

    return (holding->has_from && at_unix < holding->from_unix) ||
                   (holding->has_until && at_unix >= holding->until_unix)
               ? WALLET_OUTCOME_EXPIRED
               : WALLET_OUTCOME_SUCCESS;
}

static void describe(struct wallet_case *one, const struct wallet_holding *holding)
{
    struct wlt_release *release = wlt_case_add(one, holding->type_code, WALLET_REQUEST_ITEM_MAX);

    (void)snprintf(release->identifier, sizeof release->identifier, "%s", holding->identifier);
    memcpy(release->digest, holding->digest, sizeof release->digest);
    release->has_digest = true;
    release->licence.state = wallet_licence_state_name(holding->state, WALLET_ENGLISH);
    release->licence.version = holding->version;
    release->licence.has_until = holding->has_until;
    release->licence.until_unix = holding->until_unix;
    release->licence.outcome = outcome_of(holding, one->at_unix);
}

/** Whether the licence that is stored is the one that was verified; the issuer may have signed two. */
static enum wallet_status check_stored(
    struct wallet_service *service,
    struct wallet_case *one,
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
    struct wallet_service *service, struct wallet_case *one, struct wallet_error *error)
{
    const struct wlt_finding *finding = &one->file.finding;
    struct wallet_holding holding;
    struct wallet_error why = { .message = "" };

    if (finding->outcome != WALLET_OUTCOME_SUCCESS) {
        wlt_case_refuse(one, finding->outcome, finding->detail);
        return WALLET_OK;
    }

    enum wallet_status status = wallet_repository_find_identifier(
        service->terms.repository, one->file.identifier, &holding, &why);
    if (status != WALLET_OK) {
        return wlt_case_refuse_for(one, WALLET_OUTCOME_NONE_FOUND, status, &why, error);
    }

    describe(one, &holding);
    status = check_stored(service, one, &holding, error);
    wlt_case_refuse(one, one->releases[0].licence.outcome, "");
    return status;
}

enum wallet_status wlt_handle_problem(
    struct wallet_service *service, struct wallet_case *one, struct wallet_error *error)
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

    return wlt_case_refuse_for(
        one,
        WALLET_OUTCOME_PARAMETER,
        wallet_repository_report(service->terms.repository, &problem, one->receipt, &why),
        &why,
        error);
}
