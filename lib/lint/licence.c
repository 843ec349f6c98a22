/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>
#include <wallet/qr.h>

#include "base/error.h"
#include "base/text.h"
#include "catalogue/type.h"
#include "licence/disclosed.h"
#include "licence/facts.h"
#include "licence/format.h"
#include "licence/open.h"
#include "licence/verifier.h"
#include "lint/lint.h"

#include <stdio.h>

enum {
    SECONDS_A_YEAR = 366 * 86400, /* for so long a licence may go without a status */
    PORTRAIT_MAX = 1024,          /* bytes that leave room for the rest in a code on paper */
    DETAIL_SIZE = 80,
};

static const struct wallet_lint_rule *rule(enum wlt_lint_licence code)
{
    return &wlt_lint_licence[code];
}

static void tell(struct wlt_lint *lint, enum wlt_lint_licence code, const char *name)
{
    wlt_lint_tell_member(lint, rule(code), name, (struct wallet_bytes){ 0 }, "");
}

static bool is_failed(const struct wallet_verdict *verdict, enum wallet_check check)
{
    const enum wallet_result result = verdict->outcomes[check].result;
    return result != WALLET_RESULT_PASSED && result != WALLET_RESULT_NOT_APPLICABLE;
}

static void look_at_algorithm(struct wlt_lint *lint, const struct wlt_sign1 *sign1)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;
    const enum wallet_algorithm algorithm =
        headers->has_alg ? wlt_cose_algorithm(headers->alg) : WALLET_ALGORITHM_NONE;
    const size_t size = algorithm == WALLET_ALGORITHM_NONE ? 0 : wlt_cose_signature_size(algorithm);

    if (size == 0) {
        tell(lint, WLT_LINT_LICENCE_ALGORITHM, "alg");
        return;
    }

    if (headers->alg != wlt_cose_algorithm_number(algorithm)) {
        tell(lint, WLT_LINT_LICENCE_ALGORITHM_OPEN, "alg");
    }

    if (sign1->signature.size != size) {
        tell(lint, WLT_LINT_LICENCE_SIGNATURE_SIZE, "signature");
    }
}

static bool begins_before(struct wlt_claim_time begin, struct wlt_claim_time end)
{
    return !begin.is_present || !end.is_present || begin.unix_seconds < end.unix_seconds;
}

static void look_at_status(struct wlt_lint *lint, const struct wlt_cwt *cwt)
{
    const int64_t from = cwt->nbf.is_present ? cwt->nbf.unix_seconds : cwt->iat.unix_seconds;

    if (cwt->has_status) {
        if (cwt->status.list.uri.size == 0) {
            tell(lint, WLT_LINT_LICENCE_STATUS, "status");
        }
    } else if (!cwt->exp.is_present) {
        tell(lint, WLT_LINT_LICENCE_LONG_TERM, "exp");
    } else if ((double)cwt->exp.unix_seconds - (double)from > SECONDS_A_YEAR) {
        tell(lint, WLT_LINT_LICENCE_STATUS_MISSING, "status");
    }
}

static void look_at_claims(struct wlt_lint *lint, const struct wlt_cwt *cwt)
{
    const enum wallet_finding finding = wallet_uscc_check(cwt->iss);

    if (finding != WALLET_FINDING_NONE && !wallet_finding_is_advisory(finding)) {
        wlt_lint_tell_member(
            lint,
            rule(WLT_LINT_LICENCE_ISSUER),
            "iss",
            (struct wallet_bytes){ 0 },
            wallet_finding_text(finding, WALLET_ENGLISH));
    }

    if (!begins_before(cwt->nbf, cwt->exp) || !begins_before(cwt->iat, cwt->exp)) {
        tell(lint, WLT_LINT_LICENCE_PERIOD, "exp");
    }

    if (!wlt_cwt_has_serial(cwt)) {
        tell(lint, WLT_LINT_LICENCE_SERIAL, "cti");
    }

    look_at_status(lint, cwt);
}

static void look_at_fact(struct wlt_lint *lint, const struct wallet_fact *fact)
{
    const char *name = fact->field ? wallet_field_name(fact->field) : "?";
    const bool is_portrait = fact->field && wallet_field_kind(fact->field) == WALLET_FIELD_PORTRAIT;
    char number[DETAIL_SIZE] = "";

    if (!fact->field) {
        (void)snprintf(number, sizeof number, "field %llu", (unsigned long long)fact->key);
        wlt_lint_tell_member(
            lint,
            rule(WLT_LINT_LICENCE_FIELD_UNKNOWN),
            "fields",
            (struct wallet_bytes){ 0 },
            number);
    } else if (fact->finding != WALLET_FINDING_NONE) {
        wlt_lint_tell_member(
            lint,
            rule(
                wallet_finding_is_advisory(fact->finding) ? WLT_LINT_LICENCE_FIELD_DOUBTFUL
                                                          : WLT_LINT_LICENCE_FIELD),
            name,
            (struct wallet_bytes){ 0 },
            wallet_finding_text(fact->finding, WALLET_ENGLISH));
    } else if (is_portrait && fact->value.bytes.size > PORTRAIT_MAX) {
        tell(lint, WLT_LINT_LICENCE_PORTRAIT, name);
    }
}

/** The fields one by one, and whether something else is wrong with them as a whole. */
static void look_at_fields(struct wlt_lint *lint, struct wallet_verdict *verdict)
{
    const size_t mark = wlt_lint_enter(lint, "fields");
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    bool is_told = false;

    while (wlt_fact_next(verdict, &walk, &fact)) {
        is_told = is_told || (fact.finding != WALLET_FINDING_NONE &&
                              !wallet_finding_is_advisory(fact.finding));
        look_at_fact(lint, &fact);
    }

    wlt_lint_leave(lint, mark);
    verdict->detail[0] = '\0';
    wlt_facts_check(verdict);
    if (!is_told && is_failed(verdict, WALLET_CHECK_FIELDS)) {
        wlt_lint_tell_member(
            lint,
            rule(WLT_LINT_LICENCE_FIELDS),
            "fields",
            (struct wallet_bytes){ 0 },
            verdict->detail);
    }
}

/** The symbol that a code's text needs; 0: one that is too large to be drawn. */
static unsigned version_at(
    struct wlt_lint *lint, struct wallet_bytes text, enum wallet_qr_level level)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_MODULES, .level = level };
    struct wallet_buffer drawn = { 0 };
    unsigned version = 0;

    (void)wlt_lint_ran_out(lint, wallet_qr_draw(text, &options, &drawn, &version, NULL));
    wallet_buffer_clear(&drawn);
    return version;
}

static void look_at_text(struct wlt_lint *lint, struct wallet_bytes text)
{
    const unsigned on_paper = version_at(lint, text, WALLET_QR_LEVEL_M);
    const unsigned on_card = version_at(lint, text, WALLET_QR_LEVEL_Q);
    char versions[DETAIL_SIZE];

    (void)snprintf(
        versions,
        sizeof versions,
        "%zu characters, version %u at level M, %u at level Q; 0: none",
        text.size,
        on_paper,
        on_card);
    if (on_paper == 0) {
        wlt_lint_tell(
            lint, rule(WLT_LINT_LICENCE_CODE_TOO_LARGE), (struct wallet_bytes){ 0 }, versions);
    } else if (on_card == 0) {
        /* So is all that needs a symbol beyond WALLET_QR_VERSION_PREFERRED on paper. */
        wlt_lint_tell(
            lint, rule(WLT_LINT_LICENCE_CODE_LARGE), (struct wallet_bytes){ 0 }, versions);
    }
}

/** How the licence looks on paper; what is bound to a key is shown by a device. */
static void look_at_code(struct wlt_lint *lint, const struct wallet_verdict *verdict)
{
    struct wallet_buffer text = { 0 };

    if (verdict->format == &wlt_format_licence) {
        const enum wallet_status status = wallet_qr_write_text(verdict->licence, &text, NULL);
        if (!wlt_lint_ran_out(lint, status) && status == WALLET_OK) {
            look_at_text(lint, wallet_buffer_bytes(&text));
        }
    }

    wallet_buffer_clear(&text);
}

static void look(struct wlt_lint *lint, struct wallet_verdict *verdict)
{
    const struct wlt_expectation expectation = { .holder = NULL };

    look_at_algorithm(lint, &verdict->sign1);
    verdict->detail[0] = '\0';
    if (wlt_lint_ran_out(lint, wlt_disclosures_check(&expectation, verdict))) {
        return;
    }

    if (is_failed(verdict, WALLET_CHECK_DISCLOSURES)) {
        wlt_lint_tell(
            lint, rule(WLT_LINT_LICENCE_DISCLOSURE), (struct wallet_bytes){ 0 }, verdict->detail);
        return;
    }

    look_at_claims(lint, &verdict->cwt);
    verdict->type = wallet_catalogue_find(lint->catalogue, verdict->cwt.vct);
    if (verdict->type) {
        look_at_fields(lint, verdict);
    } else {
        tell(lint, WLT_LINT_LICENCE_TYPE, "vct");
    }

    look_at_code(lint, verdict);
}

/** Whether it is ours, or would be if its form were right. */
static bool is_ours(const struct wallet_verdict *verdict, enum wlt_received kind)
{
    return kind == WLT_RECEIVED_OURS || verdict->format == &wlt_format_licence ||
           verdict->format == &wlt_format_bound;
}

static enum wallet_status take(
    struct wlt_lint *lint, struct wallet_verdict *verdict, struct wallet_error *error)
{
    enum wlt_received kind = WLT_RECEIVED_NOTHING;

    wlt_verdict_reset(verdict, 0);
    if (wlt_lint_ran_out(lint, wlt_receive(verdict, lint->input, &kind, &verdict->received))) {
        return WALLET_OK;
    }

    verdict->format = kind == WLT_RECEIVED_OURS ? &wlt_format_licence : NULL;
    if (kind == WLT_RECEIVED_OURS || kind == WLT_RECEIVED_BYTES) {
        if (verdict->received.size > 0) {
            wlt_open(verdict);
        }
    }

    if (!is_ours(verdict, kind)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "it is neither a certificate, a mobile document nor a licence of ours");
    }

    if (wlt_verdict_has_passed(verdict, WALLET_CHECK_FORM)) {
        look(lint, verdict);
    } else {
        wlt_lint_tell(
            lint, rule(WLT_LINT_LICENCE_MALFORMED), (struct wallet_bytes){ 0 }, verdict->detail);
    }

    return WALLET_OK;
}

enum wallet_status wlt_lint_licences(struct wlt_lint *lint, struct wallet_error *error)
{
    struct wallet_verdict *verdict = NULL;

    if (wlt_lint_ran_out(lint, wallet_verdict_new(&verdict, NULL))) {
        return WALLET_OK;
    }

    const enum wallet_status status = take(lint, verdict, error);
    wallet_verdict_free(verdict);
    return status;
}
