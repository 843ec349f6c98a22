/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/auditor.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/sign1.h"
#include "trust/trust.h"

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

/** The entry that makes the key an audit key of whom the statement names; NULL if there is none. */
static const struct wlt_signatory *find_auditor(
    const struct wlt_statement *statement, const struct wallet_trust *trust, bool *out_known)
{
    size_t count = 0;
    const struct wlt_signatory *found = wlt_trust_find(trust, statement->kid, &count);

    *out_known = count > 0;
    for (size_t i = 0; i < count; i++) {
        const struct wallet_bytes id = wlt_bytes_of(statement->id);
        if (wlt_signatory_has_role(&found[i], WALLET_ROLE_AUDIT) &&
            wlt_bytes_are(id, wlt_signatory_id(&found[i])) && wlt_signatory_covers(&found[i], id)) {
            return &found[i];
        }
    }

    return NULL;
}

static enum wallet_status check_signature(
    const struct wlt_statement *statement,
    const struct wlt_public_key *key,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };
    WLT_AUTO(context) struct wlt_check_context *context = NULL;

    if (statement->algorithm != wlt_public_key_algorithm(key)) {
        return refuse(error, "its algorithm is not that of the signer's key");
    }

    enum wallet_status status = wlt_check_context_new(&context, error);
    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            statement->protected_encoded,
            (struct wallet_bytes){ 0 },
            statement->payload,
            &message,
            error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_check_signature(
        context, key, statement->algorithm, wallet_buffer_bytes(&message), statement->signature);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return status == WALLET_OK ? status : refuse(error, "its signature does not fit the content");
}

static enum wallet_status check_standing(
    const struct wlt_signatory *auditor, int64_t at_unix, struct wallet_error *error)
{
    switch (wlt_signatory_standing(auditor, at_unix)) {
    case WLT_STANDING_GOOD: break;
    case WLT_STANDING_EARLY: return refuse(error, "signed before the audit key's period");
    case WLT_STANDING_LATE: return refuse(error, "signed after the audit key's period");
    case WLT_STANDING_RETIRED: return refuse(error, "signed when the audit key had been retired");
    case WLT_STANDING_COMPROMISED: return refuse(error, "the audit key has been compromised");
    case WLT_STANDING_DOUBTFUL:
        return wlt_fail(
            error,
            WALLET_ERR_UNDETERMINED,
            WALLET_NO_OFFSET,
            "the audit key was compromised later, and the time may be dated back");
    }

    return WALLET_OK;
}

static enum wallet_status check_certificates(
    const struct wlt_signatory *auditor,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error)
{
    const enum wallet_status path = wlt_signatory_check_path(auditor, trust, at_unix, error);
    if (path == WALLET_ERR_MEMORY) {
        return path;
    }

    return path == WALLET_OK &&
                   wlt_signatory_check_profile(auditor, WALLET_ROLE_AUDIT, NULL) == WALLET_OK
               ? WALLET_OK
               : refuse(error, "the audit key's certificates do not hold");
}

enum wallet_status wlt_auditor_check(
    const struct wlt_statement *statement,
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    bool is_known = false;
    const struct wlt_signatory *auditor = find_auditor(statement, trust, &is_known);
    if (!auditor) {
        return refuse(
            error,
            is_known ? "whoever signed it is no auditor of whom it names in the trust list"
                     : "whoever signed it is in no trust list");
    }

    enum wallet_status status = check_signature(statement, wlt_signatory_key(auditor), error);
    if (status == WALLET_OK) {
        status = check_standing(auditor, statement->at_unix, error);
    }

    return status == WALLET_OK ? check_certificates(auditor, trust, statement->at_unix, error)
                               : status;
}
