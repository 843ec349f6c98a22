/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/in_force.h"

#include <wallet/time.h>

#include "base/text.h"

static void leave_open(
    struct wallet_verdict *verdict, enum wallet_reason reason, const char *detail)
{
    wlt_verdict_leave_open(verdict, WALLET_CHECK_STATUS, reason, "%s", detail);
}

/** Both may be anything: what does not fit is as old, or as new, as can be. */
static int64_t age_at(int64_t at_unix, int64_t issued_unix)
{
    int64_t age = 0;
    return __builtin_sub_overflow(at_unix, issued_unix, &age)
               ? (at_unix < 0 ? INT64_MIN : INT64_MAX)
               : age;
}

/** Says that the data is too old, or from the future; false if it is neither. */
static bool report_age(struct wallet_verdict *verdict, const struct wlt_status_answer *answer)
{
    char when[WALLET_TIME_SIZE];
    wallet_time_format(answer->issued_unix, when);

    if (verdict->status_age < -WLT_STATUS_CLOCK_LEEWAY) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_STATUS,
            WALLET_REASON_CLOCK,
            "the status data is of %s, after the time of this check",
            when);
        return true;
    }

    if (verdict->status_age > WALLET_STATUS_STALE_SECONDS ||
        verdict->at_unix >= answer->until_unix) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_STATUS,
            WALLET_REASON_STATUS_STALE,
            "the status data is of %s%s",
            when,
            answer->value == WALLET_STATUS_SUSPENDED ? ", when the licence was suspended" : "");
        return true;
    }

    return false;
}

/** Revoked is for good, so even old data tells it; all else must be known of today. */
static void report(struct wallet_verdict *verdict, const struct wlt_status_answer *answer)
{
    if (answer->value == WALLET_STATUS_INVALID) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_STATUS, WALLET_REASON_REVOKED, "its issuer has revoked it");
    } else if (report_age(verdict, answer)) {
        return;
    } else if (answer->value == WALLET_STATUS_SUSPENDED) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_STATUS, WALLET_REASON_SUSPENDED, "its issuer has suspended it");
    } else if (answer->value != WALLET_STATUS_VALID) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_STATUS,
            WALLET_REASON_STATUS_MISSING,
            "its status is %u, whose meaning is not known here",
            answer->value);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_STATUS);
        verdict->look_once = verdict->status_age >= WALLET_STATUS_FRESH_SECONDS;
    }
}

void wlt_in_force_check(
    const struct wallet_status_snapshot *snapshot, struct wallet_verdict *verdict)
{
    const struct wlt_status_ref *ref = &verdict->cwt.status;
    const struct wallet_bytes issuer = wlt_bytes_of(wlt_signatory_id(verdict->signatory));
    struct wlt_status_answer answer = { 0 };

    if (ref->uri.size == 0) {
        leave_open(
            verdict, WALLET_REASON_STATUS_MISSING, "it has a status of a kind not handled here");
        return;
    }

    if (!snapshot) {
        leave_open(
            verdict, WALLET_REASON_STATUS_MISSING, "it has a status, and no status data is loaded");
        return;
    }

    const enum wallet_status found =
        wlt_status_snapshot_find(snapshot, issuer, ref->uri, ref->index, &answer);
    if (found == WALLET_ERR_REFUSED) { /* the draft, section 8.3: MUST be rejected */
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_STATUS,
            WALLET_REASON_STATUS_MISSING,
            "its place lies beyond its status list");
        return;
    }

    if (found != WALLET_OK) {
        leave_open(verdict, WALLET_REASON_STATUS_MISSING, "the status data does not have its list");
        return;
    }

    verdict->has_status_age = true;
    verdict->status_age = age_at(verdict->at_unix, answer.issued_unix);
    report(verdict, &answer);
}
