/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>
#include <wallet/qr.h>
#include <wallet/status.h>
#include <wallet/verify.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "licence/format.h"
#include "licence/in_force.h"
#include "licence/signer.h"
#include "qr/frame.h"

enum {
    SIGNED_OVERHEAD = 64, /* what a Sig_structure adds to the parts that it repeats */
    ARRAY_OF_FOUR = 0x84,
};

struct wallet_verifier {
    const struct wallet_trust *trust;
    const struct wallet_catalogue *catalogue;
    const struct wallet_status_snapshot *status; /* NULL: none is loaded */
};

enum wallet_status wallet_verifier_new(
    const struct wallet_trust *trust,
    const struct wallet_catalogue *catalogue,
    struct wallet_verifier **out,
    struct wallet_error *error)
{
    if (!trust || !catalogue || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_verifier *verifier = wlt_alloc(1, sizeof *verifier);
    if (!verifier) {
        return wlt_fail_memory(error);
    }

    *verifier = (struct wallet_verifier){ trust, catalogue, NULL };
    *out = verifier;
    return WALLET_OK;
}

void wallet_verifier_free(struct wallet_verifier *verifier)
{
    wlt_free(verifier);
}

void wallet_verifier_set_status(
    struct wallet_verifier *verifier, const struct wallet_status_snapshot *snapshot)
{
    verifier->status = snapshot;
}

static enum wallet_reason reason_of(enum wallet_status status)
{
    if (status == WALLET_ERR_TOO_LARGE) {
        return WALLET_REASON_TOO_LARGE;
    }

    return status == WALLET_ERR_UNSUPPORTED ? WALLET_REASON_UNSUPPORTED : WALLET_REASON_MALFORMED;
}

static void fail_form(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error)
{
    wlt_verdict_fail(verdict, WALLET_CHECK_FORM, reason_of(status), "%s", error->message);
}

/** Text that is no licence of a kind we check: says what it is. */
static void refuse_text(struct wallet_verdict *verdict, enum wallet_code_kind kind)
{
    const char *sentence = wallet_code_kind_sentence(kind, WALLET_ENGLISH);

    if (kind == WALLET_CODE_LICENCE_PART || kind == WALLET_CODE_MDOC) {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_UNSUPPORTED, "%s", sentence);
    } else {
        wlt_verdict_fail(verdict, WALLET_CHECK_FORM, WALLET_REASON_UNSUPPORTED, "%s", sentence);
    }
}

/** Whether bytes begin as a COSE_Sign1 does: tag 18, tag 61, or an array of four. */
static bool looks_like_cose(struct wallet_bytes input)
{
    struct wlt_cbor_head head;
    return wlt_cbor_head_read(input, &head) == WALLET_OK &&
           ((head.major == WLT_CBOR_TAG &&
             (head.argument == WLT_TAG_COSE_SIGN1 || head.argument == WLT_TAG_CWT)) ||
            input.data[0] == ARRAY_OF_FOUR);
}

static enum wallet_status open_frame(
    struct wallet_verdict *verdict, enum wlt_frame frame, struct wallet_bytes text)
{
    struct wallet_error error = { 0 };
    const enum wallet_status status =
        wlt_frame_open(frame, text, &verdict->buffer, &verdict->licence, &error);

    verdict->format = frame == WLT_FRAME_HC1 ? &wlt_format_hc1 : &wlt_format_licence;
    if (status != WALLET_OK && status != WALLET_ERR_MEMORY) {
        fail_form(verdict, status, &error);
        return WALLET_OK;
    }

    return status;
}

static enum wallet_status copy_input(struct wallet_verdict *verdict, struct wallet_bytes input)
{
    if (!wlt_buffer_append(&verdict->buffer, input)) {
        return WALLET_ERR_MEMORY;
    }

    verdict->licence = wallet_buffer_bytes(&verdict->buffer);
    return WALLET_OK;
}

/** Gets the licence's bytes into the buffer; none, and a failed check, if there are none. */
static enum wallet_status receive(struct wallet_verdict *verdict, struct wallet_bytes input)
{
    enum wlt_frame frame = WLT_FRAME_EL1;
    struct wallet_bytes text = { 0 };

    if (input.size > WALLET_INPUT_MAX) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_TOO_LARGE, "%zu bytes", input.size);
        return WALLET_OK;
    }

    if (wlt_frame_find(input, &frame, &text)) {
        return open_frame(verdict, frame, text);
    }

    if (looks_like_cose(input)) {
        return copy_input(verdict, input);
    }

    refuse_text(verdict, wallet_code_kind(input));
    return WALLET_OK;
}

/** Makes room for what will be signed, so that nothing moves while spans point into the buffer. */
static enum wallet_status hold_still(struct wallet_verdict *verdict)
{
    const size_t offset = (size_t)(verdict->licence.data - verdict->buffer.data);
    const size_t room = verdict->buffer.size + verdict->licence.size + SIGNED_OVERHEAD;

    if (!wlt_buffer_reserve(&verdict->buffer, room)) {
        return WALLET_ERR_MEMORY;
    }

    verdict->licence.data = verdict->buffer.data + offset;
    return WALLET_OK;
}

static enum wallet_status read_envelope(
    struct wallet_verdict *verdict, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    if (verdict->licence.size > WALLET_LICENCE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, 0, "%zu bytes", verdict->licence.size);
    }

    enum wallet_status status = wlt_sign1_read(verdict->licence, mode, &verdict->sign1, error);
    if (status == WALLET_OK && verdict->sign1.is_detached) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "the payload is missing");
    }

    return status == WALLET_OK ? wlt_cwt_read(verdict->sign1.payload, mode, &verdict->cwt, error)
                               : status;
}

/** Without a code's prefix the envelope is read leniently first, to see what it is. */
static enum wallet_status recognise(struct wallet_verdict *verdict, struct wallet_error *error)
{
    const enum wallet_status status = read_envelope(verdict, WLT_CBOR_LENIENT, error);
    if (status == WALLET_OK) {
        verdict->format = wlt_format_find(&verdict->sign1, &verdict->cwt);
    }

    if (status == WALLET_OK && !verdict->format) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, 0, "its type is none that is checked here");
    }

    return status;
}

static void check_form(struct wallet_verdict *verdict)
{
    struct wallet_error error = { 0 };
    enum wallet_status status = verdict->format ? WALLET_OK : recognise(verdict, &error);

    if (status == WALLET_OK) {
        status = read_envelope(verdict, verdict->format->mode, &error);
    }

    if (status != WALLET_OK) {
        fail_form(verdict, status, &error);
    } else if (
        !verdict->format->fits(&verdict->sign1, &verdict->cwt) &&
        verdict->sign1.protected_headers.typ.is_present &&
        !wlt_typ_is_cwt(&verdict->sign1.protected_headers.typ)) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            "its type is none that is checked here");
    } else {
        verdict->format->check_form(verdict);
    }
}

/** What a printed licence has not: disclosures, a holder's key, anything asked for. */
static void check_rest(const struct wallet_verifier *verifier, struct wallet_verdict *verdict)
{
    wlt_verdict_skip(verdict, WALLET_CHECK_DISCLOSURES);
    wlt_verdict_skip(verdict, WALLET_CHECK_HOLDER);
    wlt_verdict_skip(verdict, WALLET_CHECK_REPLAY);
    wlt_verdict_skip(verdict, WALLET_CHECK_STATUS);
    wlt_verdict_skip(verdict, WALLET_CHECK_COMPLETENESS);

    if (verdict->cwt.has_cnf) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_HOLDER,
            WALLET_REASON_HOLDER,
            "it is bound to a key of its holder, but came without that key's signature");
    } else if (verdict->cwt.has_aud) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_HOLDER,
            WALLET_REASON_AUDIENCE,
            "it is addressed to somebody, and nobody said who checks it");
    }

    if (verdict->cwt.has_status) {
        wlt_in_force_check(verifier->status, verdict);
    }
}

/** Of a key that the trust list does not stand by when it signed, nothing is believed or shown. */
static bool is_disowned(const struct wallet_verdict *verdict)
{
    return verdict->signatory->entry && !wlt_verdict_has_passed(verdict, WALLET_CHECK_ISSUER);
}

static enum wallet_status run_checks(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    struct wallet_verdict *verdict)
{
    enum wallet_status status = receive(verdict, input);
    if (status != WALLET_OK || verdict->licence.size == 0) {
        return status;
    }

    status = hold_still(verdict);
    if (status != WALLET_OK) {
        return status;
    }

    check_form(verdict);
    if (!wlt_verdict_has_passed(verdict, WALLET_CHECK_FORM)) {
        return WALLET_OK;
    }

    status = wlt_signer_check(verifier->trust, verdict);
    if (status != WALLET_OK || !wlt_verdict_has_passed(verdict, WALLET_CHECK_SIGNATURE) ||
        is_disowned(verdict)) {
        return status;
    }

    verdict->format->check_authority(verdict, verifier->catalogue);
    if (wlt_verdict_has_passed(verdict, WALLET_CHECK_AUTHORITY)) {
        verdict->format->check_validity(verdict);
        verdict->format->check_fields(verdict);
        check_rest(verifier, verdict);
    }

    return WALLET_OK;
}

static enum wallet_status conclude(struct wallet_verdict *verdict, struct wallet_error *error)
{
    const enum wallet_decision decision = wallet_verdict_decision(verdict);
    const enum wallet_reason reason = wallet_verdict_reason(verdict);

    if (decision == WALLET_ACCEPTED) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        decision == WALLET_REFUSED ? WALLET_ERR_REFUSED : WALLET_ERR_UNDETERMINED,
        WALLET_NO_OFFSET,
        "%s: %s",
        wallet_reason_name(reason),
        verdict->detail);
}

enum wallet_status wallet_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_error *error)
{
    if (!verifier || !verdict || (!input.data && input.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    wlt_verdict_reset(verdict, at_unix);
    const enum wallet_status status = run_checks(verifier, input, verdict);
    if (status != WALLET_OK) {
        wlt_verdict_reset(verdict, at_unix);
        return wlt_fail_memory(error);
    }

    return conclude(verdict, error);
}
