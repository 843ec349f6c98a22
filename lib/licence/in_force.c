/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/in_force.h"

#include <wallet/time.h>

#include "base/text.h"
#include "crypto/authority.h"
#include "status/lookup.h"

#include <stdarg.h>
#include <stdio.h>

/** What one list says. */
struct finding {
    struct wlt_outcome outcome;
    char detail[WLT_DETAIL_SIZE];
    bool has_age;
    int64_t age;
    bool look_once;
};

/** How a licence is asked about. */
struct question {
    const struct wallet_verifier *verifier;
    const struct wallet_verdict *verdict;
    struct wlt_status_subject subject;
    uint8_t authority[WLT_DIGEST_SIZE]; /* `subject` may point here */
};

static void decide(
    struct finding *finding,
    enum wallet_result result,
    enum wallet_reason reason,
    const char *format,
    ...) __attribute__((format(printf, 4, 5)));

static void decide(
    struct finding *finding,
    enum wallet_result result,
    enum wallet_reason reason,
    const char *format,
    ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(finding->detail, sizeof finding->detail, format, arguments);
    va_end(arguments);
    finding->outcome = (struct wlt_outcome){ result, reason };
}

static void leave_open(struct finding *finding, const char *detail)
{
    decide(finding, WALLET_RESULT_UNKNOWN, WALLET_REASON_STATUS_MISSING, "%s", detail);
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
static bool find_age(
    const struct wlt_status_answer *answer, int64_t at_unix, struct finding *finding)
{
    char when[WALLET_TIME_SIZE];
    wallet_time_format(answer->issued_unix, when);

    if (finding->age < -WLT_STATUS_CLOCK_LEEWAY) {
        decide(
            finding,
            WALLET_RESULT_UNKNOWN,
            WALLET_REASON_CLOCK,
            "the status data is of %s, after the time of this check",
            when);
        return true;
    }

    if (finding->age > WALLET_STATUS_STALE_SECONDS || at_unix >= answer->until_unix) {
        decide(
            finding,
            WALLET_RESULT_UNKNOWN,
            WALLET_REASON_STATUS_STALE,
            "the status data is of %s%s",
            when,
            answer->value == WALLET_STATUS_SUSPENDED ? ", when the licence was suspended" : "");
        return true;
    }

    return false;
}

/** Revoked is for good, so even old data tells it; all else must be known of today. */
static void judge(const struct wlt_status_answer *answer, int64_t at_unix, struct finding *finding)
{
    finding->has_age = true;
    finding->age = age_at(at_unix, answer->issued_unix);
    if (answer->value == WALLET_STATUS_INVALID) {
        decide(finding, WALLET_RESULT_FAILED, WALLET_REASON_REVOKED, "its issuer has revoked it");
    } else if (find_age(answer, at_unix, finding)) {
        return;
    } else if (answer->value == WALLET_STATUS_SUSPENDED) {
        decide(
            finding, WALLET_RESULT_FAILED, WALLET_REASON_SUSPENDED, "its issuer has suspended it");
    } else if (answer->value != WALLET_STATUS_VALID) {
        decide(
            finding,
            WALLET_RESULT_UNKNOWN,
            WALLET_REASON_STATUS_MISSING,
            "its status is %u, whose meaning is not known here",
            answer->value);
    } else {
        finding->outcome = (struct wlt_outcome){ WALLET_RESULT_PASSED, WALLET_REASON_NONE };
        finding->look_once =
            finding->age >= WALLET_STATUS_FRESH_SECONDS || finding->age >= answer->fresh_seconds;
    }
}

/**
 * ISO/IEC 18013-5, second edition, 12.3.6.2: the authority of whoever signs the list is the one that the
 * document names for it, or else its own.  False where what it names cannot be read.
 */
static bool find_authority(const struct wlt_status_ref *ref, struct question *question)
{
    struct wlt_certificate *named = NULL;
    const bool names_one = ref->certificate.size > 0;

    if (names_one && wlt_certificate_parse(ref->certificate, &named, NULL) != WALLET_OK) {
        return false;
    }

    const struct wlt_certificate *authority = names_one ? named : question->verdict->authority;
    question->subject.authority = (struct wallet_bytes){ 0 };
    if (authority) {
        wlt_authority_digest(authority, question->authority);
        question->subject.authority =
            (struct wallet_bytes){ question->authority, sizeof question->authority };
    }

    wlt_certificate_free(named);
    return true;
}

static enum wallet_status look_up(
    const struct question *question,
    const struct wlt_status_ref *ref,
    bool is_list,
    struct wlt_status_answer *out)
{
    const struct wallet_status_snapshot *snapshot = question->verifier->status;

    return is_list ? wlt_status_look_up(snapshot, &question->subject, ref->uri, ref->index, out)
                   : wlt_status_look_up_identifier(
                         snapshot, &question->subject, ref->uri, ref->identifier, out);
}

static void ask(
    struct question *question,
    const struct wlt_status_ref *ref,
    bool is_list,
    struct finding *finding)
{
    struct wlt_status_answer answer = { 0 };

    if (ref->uri.size == 0) {
        leave_open(finding, "it has a status of a kind not handled here");
        return;
    }

    if (!question->verifier->status) {
        leave_open(finding, "it has a status, and no status data is loaded");
        return;
    }

    if (!find_authority(ref, question)) {
        leave_open(finding, "the certificate that it names for its status cannot be used");
        return;
    }

    const enum wallet_status found = look_up(question, ref, is_list, &answer);
    if (found == WALLET_ERR_REFUSED) { /* the draft, section 8.3: MUST be rejected */
        decide(
            finding,
            WALLET_RESULT_FAILED,
            WALLET_REASON_STATUS_MISSING,
            "its place lies beyond its status list");
    } else if (found != WALLET_OK) {
        leave_open(finding, "the status data does not have its list");
    } else {
        judge(&answer, question->verdict->at_unix, finding);
    }
}

/** Whether `a` is the one to tell: it failed, or is open where the other passed, or is as good and older. */
static bool is_worse(const struct finding *a, const struct finding *b)
{
    static const unsigned badness[] = {
        [WALLET_RESULT_NOT_APPLICABLE] = 0,
        [WALLET_RESULT_PASSED] = 1,
        [WALLET_RESULT_UNKNOWN] = 2,
        [WALLET_RESULT_FAILED] = 3,
    };
    const unsigned a_is = badness[a->outcome.result];
    const unsigned b_is = badness[b->outcome.result];

    return a_is != b_is ? a_is > b_is : a->age > b->age;
}

static void report(const struct finding *finding, struct wallet_verdict *verdict)
{
    verdict->has_status_age = finding->has_age;
    verdict->status_age = finding->age;
    verdict->look_once = finding->look_once;
    if (finding->outcome.result == WALLET_RESULT_PASSED) {
        wlt_verdict_pass(verdict, WALLET_CHECK_STATUS);
    } else if (finding->outcome.result == WALLET_RESULT_FAILED) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_STATUS, finding->outcome.reason, "%s", finding->detail);
    } else {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_STATUS, finding->outcome.reason, "%s", finding->detail);
    }
}

void wlt_in_force_check(const struct wallet_verifier *verifier, struct wallet_verdict *verdict)
{
    const struct wlt_status_refs *refs = &verdict->cwt.status;
    struct finding list = { .outcome = { WALLET_RESULT_NOT_APPLICABLE, WALLET_REASON_NONE } };
    struct finding identifiers = list;
    struct question question = {
        .verifier = verifier,
        .verdict = verdict,
        .subject = { .trust = verifier->trust,
                     .issuer = wlt_bytes_of(wlt_signatory_id(verdict->signatory)) },
    };

    /* What has neither has one of another kind, which is asked for like a list that is not understood. */
    if (refs->list.is_there || !refs->identifiers.is_there) {
        ask(&question, &refs->list, true, &list);
    }

    if (refs->identifiers.is_there) {
        ask(&question, &refs->identifiers, false, &identifiers);
    }

    const bool look_once = list.look_once || identifiers.look_once;
    struct finding *worse = is_worse(&identifiers, &list) ? &identifiers : &list;
    worse->look_once = worse->outcome.result == WALLET_RESULT_PASSED && look_once;
    report(worse, verdict);
}
