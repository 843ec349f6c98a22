/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/disclosed.h"

#include "base/buffer.h"
#include "base/error.h"
#include "licence/format.h"

struct wlt_check_context *wlt_verdict_hashing(const struct wallet_verdict *verdict)
{
    return verdict->algorithm == WALLET_ALGORITHM_ED25519 ? NULL : verdict->context;
}

/** In our own licences `sub` is the only claim, beside the fields, that may be hidden. */
static bool hides_too_much(const struct wallet_verdict *verdict)
{
    const size_t allowed = verdict->cwt.has_sub ? 0 : 1;

    return verdict->redaction.hidden_at_top > allowed || verdict->redaction.decoy_count > 0;
}

static void report_disclosures(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error)
{
    if (status == WALLET_ERR_UNSUPPORTED) {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_DISCLOSURES, WALLET_REASON_UNSUPPORTED, "%s", error->message);
    } else if (status != WALLET_OK) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_DISCLOSURES,
            status == WALLET_ERR_TOO_LARGE ? WALLET_REASON_TOO_LARGE : WALLET_REASON_DISCLOSURE,
            "%s",
            error->message);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_DISCLOSURES);
    }
}

/** From here on the claims are those in which what was disclosed stands in its place. */
static enum wallet_status resolve(struct wallet_verdict *verdict, struct wallet_error *error)
{
    const enum wlt_cbor_mode mode = verdict->format->mode;
    const struct wlt_cose_headers *headers = &verdict->sign1.unprotected_headers;
    enum wlt_hash hash = WLT_HASH_SHA256;

    if (!wlt_disclosure_hash(&verdict->sign1.protected_headers, &hash)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "the hash of its digests is not known");
    }

    enum wallet_status status = wlt_disclosures_read(
        headers, mode, hash, wlt_verdict_hashing(verdict), &verdict->disclosures, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_buffer_set_size(&verdict->claims, 0);
    status = wlt_redaction_resolve(
        &verdict->redaction,
        verdict->sign1.payload,
        mode,
        hash,
        &verdict->disclosures,
        &verdict->claims,
        error);
    if (status == WALLET_OK) {
        status = wlt_cwt_read(wallet_buffer_bytes(&verdict->claims), mode, &verdict->cwt, error);
    }

    /* Section 6, table 2: MUST be present (disclosed or redacted). */
    return status == WALLET_OK && !verdict->cwt.has_sub && verdict->redaction.hidden_at_top == 0
               ? wlt_fail(
                     error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it says nothing of its subject")
               : status;
}

enum wallet_status wlt_disclosures_check(
    const struct wlt_expectation *expectation, struct wallet_verdict *verdict)
{
    struct wallet_error error = { .message = "" };

    if (!verdict->format->discloses) {
        wlt_verdict_skip(verdict, WALLET_CHECK_DISCLOSURES);
        return WALLET_OK;
    }

    enum wallet_status status = resolve(verdict, &error);
    if (status == WALLET_OK && expectation->holder && verdict->redaction.hidden_count > 0) {
        /* Section 6.2: else the issuer could tell verifiers what the holder never saw. */
        status = wlt_fail(
            &error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "a digest came without its disclosure");
    } else if (
        status == WALLET_OK && !expectation->holder && verdict->format == &wlt_format_bound &&
        hides_too_much(verdict)) {
        status = wlt_fail(
            &error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            verdict->redaction.decoy_count > 0 ? "a decoy was passed off as a claim"
                                               : "a claim is hidden that must be shown");
    }

    if (status != WALLET_ERR_MEMORY) {
        report_disclosures(verdict, status, &error);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}
