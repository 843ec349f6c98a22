/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/signed.h"

#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "trust/trust.h"

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

/** Refuses in words around one noun, which may be empty. */
static enum wallet_status refuse(
    struct wallet_error *error, const char *before, const char *noun, const char *after)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s%s%s", before, noun, after);
}

/** The entry that gives the key this role for whom it names; NULL if there is none. */
static const struct wlt_signatory *find_signatory(
    const struct wallet_signed *signed_by,
    enum wallet_role role,
    const struct wallet_trust *trust,
    bool *out_known)
{
    const struct wallet_bytes id = wlt_bytes_of(signed_by->id);
    size_t count = 0;
    const struct wlt_signatory *found = wlt_trust_find(trust, signed_by->key_id, &count);

    *out_known = count > 0;
    for (size_t i = 0; i < count; i++) {
        if (wlt_signatory_has_role(&found[i], role) &&
            wlt_bytes_are(id, wlt_signatory_id(&found[i])) && wlt_signatory_covers(&found[i], id)) {
            return &found[i];
        }
    }

    return NULL;
}

static enum wallet_status check_signature(
    const struct wallet_signed *signed_by,
    const struct wlt_public_key *key,
    struct wallet_error *error)
{
    const enum wallet_algorithm algorithm = wlt_public_key_algorithm(key);
    WLT_AUTO(context) struct wlt_check_context *context = NULL;

    if (signed_by->algorithm != WALLET_ALGORITHM_NONE && signed_by->algorithm != algorithm) {
        return refuse(error, "its algorithm is not that of the signer's key", "", "");
    }

    enum wallet_status status = wlt_check_context_new(&context, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_check_signature(context, key, algorithm, signed_by->message, signed_by->signature);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return status == WALLET_OK ? status
                               : refuse(error, "its signature does not fit the content", "", "");
}

static enum wallet_status check_standing(
    const struct wlt_signatory *signatory,
    int64_t at_unix,
    const char *key,
    struct wallet_error *error)
{
    switch (wlt_signatory_standing(signatory, at_unix)) {
    case WLT_STANDING_GOOD: break;
    case WLT_STANDING_EARLY: return refuse(error, "signed before the ", key, "'s period");
    case WLT_STANDING_LATE: return refuse(error, "signed after the ", key, "'s period");
    case WLT_STANDING_RETIRED: return refuse(error, "signed when the ", key, " had been retired");
    case WLT_STANDING_COMPROMISED: return refuse(error, "the ", key, " has been compromised");
    case WLT_STANDING_DOUBTFUL:
        return wlt_fail(
            error,
            WALLET_ERR_UNDETERMINED,
            WALLET_NO_OFFSET,
            "the %s was compromised later, and the time may be dated back",
            key);
    }

    return WALLET_OK;
}

static enum wallet_status check_certificates(
    const struct wlt_signatory *signatory,
    const struct wlt_signing *signing,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error)
{
    const enum wallet_status path = wlt_signatory_check_path(signatory, trust, at_unix, error);
    if (path == WALLET_ERR_MEMORY) {
        return path;
    }

    return path == WALLET_OK &&
                   wlt_signatory_check_profile(signatory, signing->role, NULL) == WALLET_OK
               ? WALLET_OK
               : refuse(error, "the ", signing->key, "'s certificates do not hold");
}

enum wallet_status wlt_signed_check(
    const struct wallet_signed *signed_by,
    const struct wlt_signing *signing,
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    bool is_known = false;
    const struct wlt_signatory *signatory =
        find_signatory(signed_by, signing->role, trust, &is_known);
    if (!signatory) {
        return is_known ? refuse(
                              error,
                              "whoever signed it is no ",
                              signing->who,
                              " of whom it names in the trust list")
                        : refuse(error, "whoever signed it is in no trust list", "", "");
    }

    enum wallet_status status = check_signature(signed_by, wlt_signatory_key(signatory), error);
    if (status == WALLET_OK) {
        status = check_standing(signatory, signed_by->at_unix, signing->key, error);
    }

    return status == WALLET_OK
               ? check_certificates(signatory, signing, trust, signed_by->at_unix, error)
               : status;
}

enum wallet_status wallet_trust_check(
    const struct wallet_trust *trust,
    enum wallet_role role,
    const struct wallet_signed *signed_by,
    struct wallet_error *error)
{
    const struct wlt_signing signing = { role, "signer in this role", "signer's key" };

    if (!trust || !signed_by || !signed_by->id) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    return wlt_signed_check(signed_by, &signing, trust, error);
}
