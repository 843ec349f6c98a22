/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_LICENCE_RESOLVE_H
#define TEST_LICENCE_RESOLVE_H

#include "cbor/check.h"
#include "licence/redaction.h"
#include "make_claims.h"

/** What came of putting the claims together. */
struct outcome {
    enum wallet_status status;
    struct wallet_bytes claims;
    size_t hidden;
    size_t hidden_at_top;
    size_t decoys;
    struct wallet_error error;
};

static inline struct outcome resolve_in(
    const struct hidden *hidden, struct wallet_bytes payload, enum wlt_cbor_mode mode)
{
    const enum wlt_hash hash = hidden->hash;
    const struct wlt_cose_headers headers = { .sd_claims = handed_over(hidden) };
    struct wlt_disclosures disclosures = { 0 };
    struct wlt_redaction redaction = { 0 };
    struct wallet_buffer claims = { 0 };
    struct outcome outcome = { .error.message = "" };

    CHECK_EQUAL(wlt_cbor_check(payload, mode, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_disclosures_read(&headers, mode, hash, NULL, &disclosures, NULL), WALLET_OK);
    outcome.status = wlt_redaction_resolve(
        &redaction, payload, mode, hash, &disclosures, &claims, &outcome.error);
    outcome.hidden = redaction.hidden_count;
    outcome.hidden_at_top = redaction.hidden_at_top;
    outcome.decoys = redaction.decoy_count;
    outcome.claims = kept(&claims);
    wlt_redaction_clear(&redaction);
    wlt_disclosures_clear(&disclosures);
    return outcome;
}

#endif
