/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/service.h"

#include <stdio.h>
#include <string.h>

enum wallet_outcome wlt_grant_outcome(enum wallet_reason reason)
{
    switch (reason) {
    case WALLET_REASON_EXPIRED:
    case WALLET_REASON_CODE_EXPIRED:
    case WALLET_REASON_NOT_YET_VALID: return WALLET_OUTCOME_GRANT_EXPIRED;
    case WALLET_REASON_AUDIENCE: return WALLET_OUTCOME_GRANT_AUDIENCE;
    case WALLET_REASON_NONE:
    case WALLET_REASON_MALFORMED:
    case WALLET_REASON_TOO_LARGE:
    case WALLET_REASON_UNSUPPORTED:
    case WALLET_REASON_ALGORITHM:
    case WALLET_REASON_ISSUER_UNKNOWN:
    case WALLET_REASON_CERTIFICATE:
    case WALLET_REASON_SIGNATURE:
    case WALLET_REASON_ISSUER_NOT_AUTHORISED:
    case WALLET_REASON_DISCLOSURE:
    case WALLET_REASON_FIELDS:
    case WALLET_REASON_HOLDER:
    case WALLET_REASON_REPLAYED:
    case WALLET_REASON_NONCE:
    case WALLET_REASON_REVOKED:
    case WALLET_REASON_SUSPENDED:
    case WALLET_REASON_STATUS_STALE:
    case WALLET_REASON_STATUS_MISSING:
    case WALLET_REASON_INCOMPLETE:
    case WALLET_REASON_CLOCK:
    case WALLET_REASON_SESSION: break;
    }

    return WALLET_OUTCOME_GRANT_REFUSED;
}

static void find(struct wallet_task *one, enum wallet_outcome outcome, const char *detail)
{
    struct wlt_finding *finding = &one->grant_finding;

    finding->outcome = outcome;
    (void)snprintf(finding->detail, sizeof finding->detail, "%s", detail);
}

/** A duty is that of whoever asks: nobody uses another's department, or another clerk's. */
static void check_duty(struct wallet_task *one)
{
    struct wallet_grant_evidence evidence = { 0 };

    if (wallet_grant_method(one->grant) != WALLET_GRANT_DUTY ||
        !wallet_grant_evidence(one->grant, &evidence)) {
        return;
    }

    if (strcmp(wallet_grant_issuer(one->grant), one->call->request->counter) != 0) {
        find(one, WALLET_OUTCOME_GRANT_REFUSED, "it is the duty of another department");
    } else if (strcmp(evidence.clerk, one->call->clerk.name) != 0) {
        find(one, WALLET_OUTCOME_GRANT_REFUSED, "it names another clerk than the one who asks");
    }
}

/** One that an identity service or a department signed. */
static enum wallet_status verify(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const struct wallet_grant_use use = {
        .counter = one->call->request->counter,
        .is_nonce_unknown = true,
    };
    enum wallet_reason reason = WALLET_REASON_NONE;
    struct wallet_error why = { .message = "" };
    struct wallet_grant *verified = NULL;

    const enum wallet_status status = wallet_grant_verify(
        one->call->grant, service->terms.trust, &use, one->at_unix, &verified, &reason, &why);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return wlt_fail(error, status, WALLET_NO_OFFSET, "%s", why.message);
    }

    if (status != WALLET_OK) {
        find(one, wlt_grant_outcome(reason), why.message);
        return WALLET_OK;
    }

    wallet_grant_free(one->grant);
    one->grant = verified;
    check_duty(one);
    return WALLET_OK;
}

enum wallet_status wlt_prepare_grant(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct wallet_error why = { .message = "" };

    if (one->call->grant.size == 0) {
        find(one, WALLET_OUTCOME_GRANT_MISSING, "");
        return WALLET_OK;
    }

    const enum wallet_status status = wallet_grant_parse(one->call->grant, &one->grant, &why);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return wlt_fail(error, status, WALLET_NO_OFFSET, "%s", why.message);
    }

    if (status != WALLET_OK) {
        find(one, WALLET_OUTCOME_GRANT_REFUSED, why.message);
        return WALLET_OK;
    }

    wallet_grant_digest(one->grant, one->grant_digest);
    return wallet_grant_holder(one->grant)[0] ? verify(service, one, error) : WALLET_OK;
}
