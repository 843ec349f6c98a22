/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/verdict.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "licence/format.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum wallet_status wallet_verdict_new(struct wallet_verdict **out, struct wallet_error *error)
{
    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_verdict *verdict = wlt_alloc(1, sizeof *verdict);
    if (!verdict) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = wlt_check_context_new(&verdict->context, error);
    if (status != WALLET_OK) {
        wallet_verdict_free(verdict);
        return status;
    }

    *out = verdict;
    return WALLET_OK;
}

void wallet_verdict_free(struct wallet_verdict *verdict)
{
    if (!verdict) {
        return;
    }

    wlt_x5chain_clear(&verdict->chain);
    wlt_known_chains_clear(&verdict->known);
    wlt_check_context_free(verdict->context);
    wlt_disclosures_clear(&verdict->disclosures);
    wlt_redaction_clear(&verdict->redaction);
    wallet_buffer_clear(&verdict->claims);
    wallet_buffer_clear(&verdict->fields);
    wallet_buffer_clear(&verdict->buffer);
    wlt_free(verdict);
}

void wlt_verdict_reset(struct wallet_verdict *verdict, int64_t at_unix)
{
    wlt_x5chain_clear(&verdict->chain);
    wlt_buffer_set_size(&verdict->buffer, 0);
    for (size_t i = 0; i < WALLET_CHECK_COUNT; i++) {
        verdict->outcomes[i] = (struct wlt_outcome){ 0 };
    }

    verdict->at_unix = at_unix;
    verdict->detail[0] = '\0';
    verdict->format = NULL;
    verdict->received = (struct wallet_bytes){ 0 };
    verdict->binding.is_there = false;
    verdict->shown = (struct wallet_bytes){ 0 };
    verdict->licence = (struct wallet_bytes){ 0 };
    verdict->cwt = (struct wlt_cwt){ 0 };
    verdict->redaction.hidden_count = 0;
    verdict->algorithm = WALLET_ALGORITHM_NONE;
    verdict->signatory = NULL;
    verdict->carried = (struct wlt_signatory){ 0 };
    verdict->authority = NULL;
    verdict->type = NULL;
    verdict->is_released = false;
    verdict->has_status_age = false;
    verdict->status_age = 0;
    verdict->look_once = false;
    verdict->by_device = (struct wallet_bytes){ 0 };
    memset(verdict->deviations, 0, sizeof verdict->deviations);
}

void wlt_verdict_pass(struct wallet_verdict *verdict, enum wallet_check check)
{
    verdict->outcomes[check] = (struct wlt_outcome){ WALLET_RESULT_PASSED, WALLET_REASON_NONE };
}

void wlt_verdict_skip(struct wallet_verdict *verdict, enum wallet_check check)
{
    verdict->outcomes[check] =
        (struct wlt_outcome){ WALLET_RESULT_NOT_APPLICABLE, WALLET_REASON_NONE };
}

static void keep_detail(struct wallet_verdict *verdict, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void keep_detail(struct wallet_verdict *verdict, const char *format, va_list arguments)
{
    if (verdict->detail[0] == '\0') {
        (void)vsnprintf(verdict->detail, sizeof verdict->detail, format, arguments);
        wlt_text_mend(verdict->detail);
    }
}

void wlt_verdict_fail(
    struct wallet_verdict *verdict,
    enum wallet_check check,
    enum wallet_reason reason,
    const char *format,
    ...)
{
    va_list arguments;
    va_start(arguments, format);
    keep_detail(verdict, format, arguments);
    va_end(arguments);
    verdict->outcomes[check] = (struct wlt_outcome){ WALLET_RESULT_FAILED, reason };
}

void wlt_verdict_leave_open(
    struct wallet_verdict *verdict,
    enum wallet_check check,
    enum wallet_reason reason,
    const char *format,
    ...)
{
    va_list arguments;
    va_start(arguments, format);
    keep_detail(verdict, format, arguments);
    va_end(arguments);
    verdict->outcomes[check] = (struct wlt_outcome){ WALLET_RESULT_UNKNOWN, reason };
}

bool wlt_verdict_has_passed(const struct wallet_verdict *verdict, enum wallet_check check)
{
    return verdict->outcomes[check].result == WALLET_RESULT_PASSED;
}

/** The first check with this result and, unless `any`, a reason; NULL if there is none. */
static const struct wlt_outcome *first_with(
    const struct wallet_verdict *verdict, enum wallet_result result, bool any)
{
    for (size_t i = 0; i < WALLET_CHECK_COUNT; i++) {
        const struct wlt_outcome *outcome = &verdict->outcomes[i];
        if (outcome->result == result && (any || outcome->reason != WALLET_REASON_NONE)) {
            return outcome;
        }
    }

    return NULL;
}

enum wallet_decision wallet_verdict_decision(const struct wallet_verdict *verdict)
{
    if (first_with(verdict, WALLET_RESULT_FAILED, true)) {
        return WALLET_REFUSED;
    }

    return first_with(verdict, WALLET_RESULT_UNKNOWN, true) ? WALLET_UNKNOWN : WALLET_ACCEPTED;
}

enum wallet_reason wallet_verdict_reason(const struct wallet_verdict *verdict)
{
    const struct wlt_outcome *failed = first_with(verdict, WALLET_RESULT_FAILED, true);
    const struct wlt_outcome *open = first_with(verdict, WALLET_RESULT_UNKNOWN, false);

    if (failed) {
        return failed->reason;
    }

    return open ? open->reason : WALLET_REASON_NONE;
}

enum wallet_result wallet_verdict_check(
    const struct wallet_verdict *verdict, enum wallet_check check, enum wallet_reason *out_reason)
{
    const struct wlt_outcome *outcome = &verdict->outcomes[check];
    if (out_reason) {
        *out_reason = outcome->reason;
    }

    return outcome->result;
}

const char *wallet_verdict_format(const struct wallet_verdict *verdict)
{
    return verdict->format ? verdict->format->name : "";
}

const char *wallet_verdict_detail(const struct wallet_verdict *verdict)
{
    return verdict->detail;
}

bool wallet_verdict_is_bound(const struct wallet_verdict *verdict)
{
    return verdict->cwt.has_cnf && !verdict->is_released && wallet_verdict_has_claims(verdict);
}

int64_t wallet_verdict_at(const struct wallet_verdict *verdict)
{
    return verdict->at_unix;
}

bool wallet_verdict_status_age(const struct wallet_verdict *verdict, int64_t *out_seconds)
{
    if (verdict->has_status_age) {
        *out_seconds = verdict->status_age;
    }

    return verdict->has_status_age;
}

bool wallet_verdict_look_once(const struct wallet_verdict *verdict)
{
    return verdict->look_once;
}

void wallet_verdict_digest(const struct wallet_verdict *verdict, uint8_t out[WALLET_DIGEST_SIZE])
{
    wlt_sha256(verdict->licence, out);
}

bool wallet_verdict_has_claims(const struct wallet_verdict *verdict)
{
    return wlt_verdict_has_passed(verdict, WALLET_CHECK_ISSUER) &&
           wlt_verdict_has_passed(verdict, WALLET_CHECK_SIGNATURE) &&
           wlt_verdict_has_passed(verdict, WALLET_CHECK_AUTHORITY) &&
           verdict->outcomes[WALLET_CHECK_DISCLOSURES].result != WALLET_RESULT_FAILED;
}

struct wallet_claims wallet_verdict_claims(const struct wallet_verdict *verdict)
{
    return wallet_verdict_has_claims(verdict) ? (struct wallet_claims){ verdict->cwt.all }
                                              : (struct wallet_claims){ 0 };
}

const struct wallet_type *wallet_verdict_type(const struct wallet_verdict *verdict)
{
    return wallet_verdict_has_claims(verdict) ? verdict->type : NULL;
}

struct wallet_bytes wallet_verdict_issuer(const struct wallet_verdict *verdict)
{
    return wallet_verdict_has_claims(verdict) ? verdict->cwt.iss : (struct wallet_bytes){ 0 };
}

const char *wallet_verdict_issuer_name(
    const struct wallet_verdict *verdict, enum wallet_language language)
{
    return wallet_verdict_has_claims(verdict) ? wlt_signatory_name(verdict->signatory, language)
                                              : "";
}

void wallet_verdict_identifier(
    const struct wallet_verdict *verdict, char out[WALLET_IDENTIFIER_SIZE])
{
    if (!wallet_verdict_has_claims(verdict) || !wlt_cwt_identifier(&verdict->cwt, out)) {
        out[0] = '\0';
    }
}

static bool claim_time(
    const struct wallet_verdict *verdict, struct wlt_claim_time time, int64_t *out_unix)
{
    if (!wallet_verdict_has_claims(verdict) || !time.is_present) {
        return false;
    }

    *out_unix = time.unix_seconds;
    return true;
}

bool wallet_verdict_from(const struct wallet_verdict *verdict, int64_t *out_unix)
{
    const struct wlt_cwt *cwt = &verdict->cwt;
    return claim_time(verdict, cwt->nbf.is_present ? cwt->nbf : cwt->iat, out_unix);
}

bool wallet_verdict_until(const struct wallet_verdict *verdict, int64_t *out_unix)
{
    return claim_time(verdict, verdict->cwt.exp, out_unix);
}
