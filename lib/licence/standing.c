/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/standing.h"

#include <wallet/time.h>

/** What to say of a standing behind the time of issue; "" for a good one. */
static const char *complaint_of(enum wlt_standing standing)
{
    switch (standing) {
    case WLT_STANDING_GOOD: break;
    case WLT_STANDING_EARLY: return "before the signer's period in the trust list";
    case WLT_STANDING_LATE: return "after the signer's period in the trust list";
    case WLT_STANDING_RETIRED: return "when the signer's key had been retired";
    case WLT_STANDING_COMPROMISED: return "when the signer's key had been compromised";
    case WLT_STANDING_DOUBTFUL:
        return "it says; the signer's key was compromised later, so only a receipt could prove it";
    }

    return "";
}

/**
 * Path and profile.  What is not made for issuing licences is refused wherever its path may lead, but
 * of a broken path that is told.
 */
static enum wallet_status check_certificates(
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t signed_unix,
    struct wallet_error *error)
{
    const enum wallet_status path = wlt_signatory_check_path(signatory, trust, signed_unix, error);
    if (path != WALLET_OK && path != WALLET_ERR_UNDETERMINED) {
        return path;
    }

    const enum wallet_status profile =
        wlt_signatory_check_profile(signatory, WALLET_ROLE_ISSUER, error);
    return profile == WALLET_OK ? path : profile;
}

static void report_certificates(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error)
{
    if (status == WALLET_OK) {
        wlt_verdict_pass(verdict, WALLET_CHECK_ISSUER);
    } else if (status == WALLET_ERR_UNDETERMINED) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_CERTIFICATE,
            "the signer's certificates lead to no trusted authority");
    } else {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_ISSUER, WALLET_REASON_CERTIFICATE, "%s", error->message);
    }
}

static void report_standing(struct wallet_verdict *verdict, enum wlt_standing standing)
{
    const char *complaint = complaint_of(standing);
    char when[WALLET_TIME_SIZE];

    wallet_time_format(verdict->cwt.iat.unix_seconds, when);
    if (standing == WLT_STANDING_DOUBTFUL) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_CERTIFICATE,
            "issued at %s, %s",
            when,
            complaint);
    } else {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_CERTIFICATE,
            "issued at %s, %s",
            when,
            complaint);
    }
}

enum wallet_status wlt_standing_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict)
{
    const struct wlt_signatory *signatory = verdict->signatory;
    const struct wlt_claim_time iat = verdict->cwt.iat;
    struct wallet_error error = { .message = "" };

    if (!iat.is_present && wlt_signatory_is_bounded(signatory)) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_CERTIFICATE,
            "it does not say when it was issued, and the signer's key is for a time");
        return WALLET_OK;
    }

    const enum wlt_standing standing = wlt_signatory_standing(signatory, iat.unix_seconds);
    if (iat.is_present && standing != WLT_STANDING_GOOD) {
        report_standing(verdict, standing);
        return WALLET_OK;
    }

    const enum wallet_status status =
        check_certificates(signatory, trust, iat.unix_seconds, &error);
    if (status != WALLET_ERR_MEMORY) {
        report_certificates(verdict, status, &error);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}
