/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "present/presentation.h"

/** Whether a licence has this decision; `for_a_reason`: not only because another one is wrong. */
static bool has_decision(
    const struct wallet_verdict *verdict, enum wallet_decision decision, bool for_a_reason)
{
    return wallet_verdict_decision(verdict) == decision &&
           (!for_a_reason || wallet_verdict_reason(verdict) != WALLET_REASON_NONE);
}

/** The first licence with this decision; NULL if there is none. */
static const struct wallet_verdict *first_with(
    const struct wallet_presentation *presentation,
    enum wallet_decision decision,
    bool for_a_reason)
{
    for (size_t i = 0; i < presentation->count; i++) {
        if (has_decision(presentation->verdicts[i], decision, for_a_reason)) {
            return presentation->verdicts[i];
        }
    }

    return NULL;
}

enum wallet_decision wallet_presentation_decision(const struct wallet_presentation *presentation)
{
    const enum wallet_result result = presentation->outcome.result;

    if (result == WALLET_RESULT_FAILED || first_with(presentation, WALLET_REFUSED, false)) {
        return WALLET_REFUSED;
    }

    return result == WALLET_RESULT_UNKNOWN || first_with(presentation, WALLET_UNKNOWN, false)
               ? WALLET_UNKNOWN
               : WALLET_ACCEPTED;
}

/** The licence on which it depends; NULL where it is the whole, or nothing is wrong. */
static const struct wallet_verdict *find_culprit(const struct wallet_presentation *presentation)
{
    const enum wallet_decision decision = wallet_presentation_decision(presentation);
    return decision == WALLET_ACCEPTED ? NULL : first_with(presentation, decision, true);
}

/** What is wrong with the whole is wrong with each of its licences: none is to be taken alone. */
static void spread(const struct wallet_request *request, struct wallet_presentation *presentation)
{
    const struct wlt_outcome whole = presentation->outcome;
    const bool is_accepted = wallet_presentation_decision(presentation) == WALLET_ACCEPTED;

    for (size_t i = 0; i < presentation->count; i++) {
        struct wallet_verdict *verdict = presentation->verdicts[i];
        if (!wlt_verdict_holds(verdict)) {
            continue;
        }

        if (whole.result == WALLET_RESULT_FAILED) {
            wlt_verdict_fail(
                verdict, WALLET_CHECK_COMPLETENESS, whole.reason, "%s", presentation->detail);
        } else if (whole.result == WALLET_RESULT_UNKNOWN) {
            wlt_verdict_leave_open(
                verdict, WALLET_CHECK_COMPLETENESS, whole.reason, "%s", presentation->detail);
        } else if (!is_accepted && presentation->count > 1) {
            wlt_verdict_leave_open(
                verdict,
                WALLET_CHECK_COMPLETENESS,
                WALLET_REASON_INCOMPLETE,
                "a licence that was shown with it is not accepted");
        } else if (request && is_accepted) {
            wlt_verdict_pass(verdict, WALLET_CHECK_COMPLETENESS);
        }
    }
}

enum wallet_status wlt_presentation_conclude(
    struct wallet_presentation *presentation,
    const struct wallet_request *request,
    struct wallet_error *error)
{
    const enum wallet_decision decision = wallet_presentation_decision(presentation);

    presentation->culprit = find_culprit(presentation);
    spread(request, presentation);
    if (decision == WALLET_ACCEPTED) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        decision == WALLET_REFUSED ? WALLET_ERR_REFUSED : WALLET_ERR_UNDETERMINED,
        WALLET_NO_OFFSET,
        "%s: %s",
        wallet_reason_name(wallet_presentation_reason(presentation)),
        wallet_presentation_detail(presentation));
}

enum wallet_reason wallet_presentation_reason(const struct wallet_presentation *presentation)
{
    const struct wallet_verdict *verdict = presentation->culprit;
    return verdict ? wallet_verdict_reason(verdict) : presentation->outcome.reason;
}

const char *wallet_presentation_detail(const struct wallet_presentation *presentation)
{
    const struct wallet_verdict *verdict = presentation->culprit;
    return verdict ? wallet_verdict_detail(verdict) : presentation->detail;
}
