/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/carried.h"

#include "crypto/policy.h"
#include "trust/x5chain.h"

#include <string.h>

bool wlt_carried_is_there(const struct wlt_sign1 *sign1)
{
    return wlt_x5chain_find(sign1).size > 0;
}

/**
 * The path and the profile: a certificate that says of itself that it has one of our roles must be fit
 * to issue licences, any other is a foreign one.
 */
static enum wallet_status check_chain(
    const struct wallet_trust *trust,
    const struct wlt_x5chain *chain,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wlt_certificate *const *certificates = wlt_x5chain_items(chain);

    const enum wallet_status status = wlt_trust_check_path(
        trust, certificates[0], certificates + 1, chain->count - 1, at_unix, error);
    if (status != WALLET_OK) {
        return status;
    }

    const unsigned roles = wlt_policy_has_role(certificates[0]) ? WALLET_ROLE_ISSUER : 0;
    return wlt_policy_check(certificates, chain->count, roles, NULL, error);
}

static void report(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error)
{
    if (status == WALLET_ERR_UNDETERMINED) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_ISSUER_UNKNOWN,
            "its certificates lead to no trusted authority");
    } else {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_ISSUER, WALLET_REASON_CERTIFICATE, "%s", error->message);
    }
}

enum wallet_status wlt_carried_read(
    const struct wallet_trust *trust, struct wallet_verdict *verdict)
{
    struct wlt_x5chain *chain = &verdict->chain;
    struct wallet_error error = { .message = "" };

    wlt_x5chain_clear(chain);
    enum wallet_status status = wlt_x5chain_read(wlt_x5chain_find(&verdict->sign1), chain, &error);
    if (status == WALLET_OK) {
        status = check_chain(trust, chain, verdict->at_unix, &error);
    }

    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    if (status != WALLET_OK) {
        report(verdict, status, &error);
        return WALLET_OK;
    }

    verdict->carried = (struct wlt_signatory){ .certificate = chain->certificates[0] };
    memcpy(
        verdict->carried.key_id,
        wlt_certificate_digest(chain->certificates[0]).data,
        WALLET_KEY_ID_SIZE);
    return WALLET_OK;
}
