/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/task.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

WLT_DEFINE_AUTO(one, struct wallet_task, wallet_task_free)

void wallet_task_free(struct wallet_task *one)
{
    if (!one) {
        return;
    }

    for (size_t i = 0; i < one->release_count; i++) {
        wallet_buffer_clear(&one->releases[i].shown);
        wallet_buffer_clear(&one->releases[i].copy);
    }

    wlt_free(one->found);
    wallet_buffer_clear(&one->bound);
    wallet_grant_free(one->grant);
    wlt_call_free(one->call);
    wlt_free(one);
}

enum wallet_status wlt_task_new(
    struct wallet_bytes call, int64_t at_unix, struct wallet_task **out, struct wallet_error *error)
{
    WLT_AUTO(one) struct wallet_task *one = wlt_alloc(1, sizeof *one);
    if (!one) {
        return wlt_fail_memory(error);
    }

    one->at_unix = at_unix;
    const enum wallet_status status = wlt_call_new(call, &one->call, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(one);
    }

    return status;
}

enum wallet_outcome wallet_task_outcome(const struct wallet_task *one)
{
    return one->finding.outcome;
}

enum wallet_operation wallet_task_operation(const struct wallet_task *one)
{
    return one->call->operation;
}

bool wlt_task_is_fine(const struct wallet_task *one)
{
    return one->finding.outcome == WALLET_OUTCOME_SUCCESS;
}

void wlt_task_refuse(struct wallet_task *one, enum wallet_outcome outcome, const char *detail)
{
    if (wlt_task_is_fine(one)) {
        one->finding.outcome = outcome;
        (void)snprintf(one->finding.detail, sizeof one->finding.detail, "%s", detail);
    }
}

enum wallet_status wlt_task_refuse_for(
    struct wallet_task *one,
    enum wallet_outcome outcome,
    enum wallet_status status,
    const struct wallet_error *why,
    struct wallet_error *error)
{
    if (status == WALLET_OK) {
        return WALLET_OK;
    }

    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return wlt_fail(error, status, WALLET_NO_OFFSET, "%s", why->message);
    }

    wlt_task_refuse(one, outcome, why->message);
    return WALLET_OK;
}

struct wlt_release *wlt_task_add(struct wallet_task *one, const char *type, size_t item)
{
    if (one->release_count == WALLET_ANSWER_LICENCE_MAX) {
        return NULL;
    }

    struct wlt_release *release = &one->releases[one->release_count++];
    (void)snprintf(release->type, sizeof release->type, "%s", type);
    release->licence.type = release->type;
    release->licence.identifier = release->identifier;
    release->licence.state = "";
    release->comparison_at = one->comparison_count;
    release->item = item;
    return release;
}

void wlt_release_describe(struct wlt_release *release, const struct wallet_holding *holding)
{
    (void)snprintf(release->identifier, sizeof release->identifier, "%s", holding->identifier);
    memcpy(release->digest, holding->digest, sizeof release->digest);
    memcpy(release->holder, holding->holder, sizeof release->holder);
    release->has_digest = true;
    release->licence.state = wallet_licence_state_name(holding->state, WALLET_ENGLISH);
    release->licence.version = holding->version;
    release->licence.has_until = holding->has_until;
    release->licence.until_unix = holding->until_unix;
}

enum wallet_outcome wlt_holding_outcome(const struct wallet_holding *holding, int64_t at_unix)
{
    if (holding->state == WALLET_STATE_SUSPENDED) {
        return WALLET_OUTCOME_SUSPENDED;
    }

    if (holding->state != WALLET_STATE_VALID) {
        return WALLET_OUTCOME_REVOKED;
    }

    return (holding->has_from && at_unix < holding->from_unix) ||
                   (holding->has_until && at_unix >= holding->until_unix)
               ? WALLET_OUTCOME_EXPIRED
               : WALLET_OUTCOME_SUCCESS;
}

/** Leaves of a release its type and why there is nothing. */
static void withdraw(struct wlt_release *release)
{
    wallet_buffer_clear(&release->shown);
    wallet_buffer_clear(&release->copy);
    release->licence = (struct wallet_answer_licence){
        .type = release->type,
        .identifier = "",
        .state = "",
        .outcome = release->licence.outcome,
    };
    release->has_digest = false;
}

void wlt_task_withdraw(struct wallet_task *one)
{
    size_t kept = 0;

    for (size_t i = 0; i < one->release_count; i++) {
        withdraw(&one->releases[i]);
        if (one->releases[i].licence.outcome != WALLET_OUTCOME_SUCCESS) {
            struct wlt_release *to = &one->releases[kept++];
            *to = one->releases[i];
            to->licence.type = to->type;
        }
    }

    one->release_count = kept;
    one->comparison_count = 0;
}

void wallet_task_give_up(struct wallet_task *one, enum wallet_outcome outcome)
{
    wlt_task_withdraw(one);
    one->release_count = 0;
    one->receipt[0] = '\0';
    one->finding = (struct wlt_finding){ .outcome = outcome };
}
