/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/mdoc_agency.h"

#include "cose/key.h"
#include "licence/format.h"
#include "licence/standing.h"

static bool may_sign(const struct wlt_signatory *signatory, const struct wlt_cwt *cwt)
{
    return wlt_signatory_allows_type(signatory, cwt->vct) &&
           wlt_signatory_covers(signatory, cwt->iss);
}

/** Who in the trust source has this key: one who may sign it before all others; NULL: nobody. */
static const struct wlt_signatory *find_owner(
    const struct wallet_trust *trust, struct wallet_bytes key_id, const struct wlt_cwt *cwt)
{
    size_t count = 0;
    const struct wlt_signatory *found = wlt_trust_find(trust, key_id, &count);

    for (size_t i = 0; i < count; i++) {
        if (may_sign(&found[i], cwt)) {
            return &found[i];
        }
    }

    return found;
}

static enum wallet_status check_owner(
    const struct wallet_trust *trust,
    const struct wallet_catalogue *catalogue,
    const struct wlt_signatory *owner,
    struct wallet_verdict *verdict)
{
    verdict->signatory = owner;
    wlt_check_our_authority(verdict, catalogue);
    return owner->entry && wlt_verdict_has_passed(verdict, WALLET_CHECK_AUTHORITY)
               ? wlt_standing_check(trust, verdict)
               : WALLET_OK;
}

enum wallet_status wlt_mdoc_agency_check(
    const struct wallet_trust *trust,
    const struct wallet_catalogue *catalogue,
    struct wallet_verdict *verdict)
{
    uint8_t thumbprint[WLT_SHA256_SIZE];

    if (verdict->cwt.iss.size == 0) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "its signer's certificate names no agency");
        return WALLET_OK;
    }

    const enum wallet_status status = wlt_cose_key_thumbprint(
        wlt_certificate_key(verdict->carried.certificate), thumbprint, NULL);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_signatory *owner =
        find_owner(trust, (struct wallet_bytes){ thumbprint, WALLET_KEY_ID_SIZE }, &verdict->cwt);
    if (owner) {
        return check_owner(trust, catalogue, owner, verdict);
    }

    wlt_verdict_leave_open(
        verdict,
        WALLET_CHECK_AUTHORITY,
        WALLET_REASON_ISSUER_UNKNOWN,
        "no trust source says which licences '%.*s' may sign",
        (int)verdict->cwt.iss.size,
        (const char *)verdict->cwt.iss.data);
    return WALLET_OK;
}
