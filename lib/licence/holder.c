/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/holder.h"

#include <wallet/time.h>

#include "base/text.h"
#include "cose/key.h"
#include "licence/format.h"
#include "trust/key.h"

#include <string.h>

enum {
    CODE_SECONDS = 90, /* a code is shown for 60 seconds, and read within 30 more */
    CLOCK_LEEWAY = 30, /* by which a holder's clock may be ahead of ours */
};

static void refuse(struct wallet_verdict *verdict, enum wallet_reason reason, const char *detail)
{
    wlt_verdict_fail(verdict, WALLET_CHECK_HOLDER, reason, "%s", detail);
}

static void leave_open(
    struct wallet_verdict *verdict, enum wallet_reason reason, const char *detail)
{
    wlt_verdict_leave_open(verdict, WALLET_CHECK_HOLDER, reason, "%s", detail);
}

/** Appends what the holder signed behind all else, and names it for the memory of shown codes. */
static enum wallet_status append_signed(struct wallet_verdict *verdict, struct wallet_bytes *out)
{
    const struct wlt_sign1 *sign1 = &verdict->binding.sign1;
    const size_t start = verdict->buffer.size;

    const enum wallet_status status = wlt_sign1_append_signed(
        sign1->protected_encoded,
        (struct wallet_bytes){ 0 },
        sign1->payload,
        &verdict->buffer,
        NULL);
    *out = (struct wallet_bytes){ verdict->buffer.data + start, verdict->buffer.size - start };
    return status;
}

/** False where the check is decided against it, or `*out_status` says that there is no verdict. */
static bool check_signature(struct wallet_verdict *verdict, enum wallet_status *out_status)
{
    const struct wlt_sign1 *sign1 = &verdict->binding.sign1;
    const struct wallet_bytes key = wlt_cwt_holder_key(&verdict->cwt, verdict->format->mode);
    struct wallet_error error = { .message = "the holder's key did not sign what is shown" };
    struct wallet_bytes message;

    if (key.size == 0) {
        leave_open(verdict, WALLET_REASON_UNSUPPORTED, "its holder's key is not in it");
        return false;
    }

    *out_status = append_signed(verdict, &message);
    if (*out_status != WALLET_OK) {
        return false;
    }

    const enum wallet_status status = wlt_cose_key_check_signature(
        verdict->context, key, sign1->protected_headers.alg, message, sign1->signature, &error);
    *out_status = status == WALLET_ERR_MEMORY ? status : WALLET_OK;
    if (status == WALLET_ERR_UNSUPPORTED) {
        leave_open(verdict, WALLET_REASON_UNSUPPORTED, error.message);
    } else if (status != WALLET_OK && status != WALLET_ERR_MEMORY) {
        refuse(verdict, WALLET_REASON_HOLDER, error.message);
    }

    verdict->shown = message;
    return status == WALLET_OK;
}

static bool is_audience(const struct wallet_verifier *verifier, struct wallet_bytes name)
{
    for (size_t i = 0; i < verifier->audience_count; i++) {
        if (wlt_bytes_are(name, verifier->audiences[i])) {
            return true;
        }
    }

    return false;
}

/** RFC 8392 section 3.1.3: a text, or an array of them. */
static bool is_for_us(
    const struct wallet_verifier *verifier, struct wallet_bytes aud, enum wlt_cbor_mode mode)
{
    struct wlt_reader reader = wlt_reader_start_checked(aud, mode);
    uint64_t left = wlt_next_is(&reader, WLT_CBOR_ARRAY) ? wlt_read_array_any(&reader) : 1;
    bool found = false;

    for (; left > 0 && wlt_reader_is_ok(&reader); left--) {
        found = is_audience(verifier, wlt_read_text(&reader)) || found;
    }

    return found && wlt_reader_is_ok(&reader);
}

/** Of the token, and of the licence if that is addressed to somebody: section 8, step 9. */
static bool check_audience(const struct wallet_verifier *verifier, struct wallet_verdict *verdict)
{
    const enum wlt_cbor_mode mode = verdict->format->mode;

    if (verifier->audience_count == 0) {
        leave_open(
            verdict,
            WALLET_REASON_AUDIENCE,
            "it is addressed to somebody, and nobody said who checks it");
        return false;
    }

    if (is_for_us(verifier, verdict->binding.cwt.aud, mode) &&
        (!verdict->cwt.has_aud || is_for_us(verifier, verdict->cwt.aud, mode))) {
        return true;
    }

    refuse(verdict, WALLET_REASON_AUDIENCE, "it was shown to somebody else");
    return false;
}

/** Whether `a` is more than so many seconds after `b`; both may be anything. */
static bool is_later(int64_t a, int64_t b, int64_t seconds)
{
    int64_t difference = 0;
    return __builtin_sub_overflow(a, b, &difference) ? a > b : difference > seconds;
}

static bool check_freshness(struct wallet_verdict *verdict, bool is_answer)
{
    const struct wlt_cwt *cwt = &verdict->binding.cwt;
    const int64_t at = verdict->at_unix;
    char when[WALLET_TIME_SIZE];

    if (!cwt->iat.is_present) { /* allowed to others than our own; a nonce tells as well */
        if (!is_answer) {
            leave_open(verdict, WALLET_REASON_CODE_EXPIRED, "it does not say when it was shown");
        }

        return is_answer;
    }

    wallet_time_format(cwt->iat.unix_seconds, when);
    if (is_later(cwt->iat.unix_seconds, at, CLOCK_LEEWAY)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_HOLDER,
            WALLET_REASON_NOT_YET_VALID,
            "shown at %s, which is still to come",
            when);
        return false;
    }

    const bool is_over = cwt->exp.is_present && is_later(at, cwt->exp.unix_seconds, CLOCK_LEEWAY);
    if (!is_over && !is_later(at, cwt->iat.unix_seconds, CODE_SECONDS)) {
        return true;
    }

    wlt_verdict_fail(verdict, WALLET_CHECK_HOLDER, WALLET_REASON_CODE_EXPIRED, "shown at %s", when);
    return false;
}

/** Section 8, step 6: a nonce must be the one that was asked for. */
static bool check_nonce(const struct wlt_expectation *expectation, struct wallet_verdict *verdict)
{
    struct wlt_reader reader =
        wlt_reader_start_checked(verdict->binding.cwt.cnonce, verdict->format->mode);
    const bool has_nonce = verdict->binding.cwt.cnonce.size > 0;

    if (has_nonce && expectation->nonce.size == 0) {
        leave_open(verdict, WALLET_REASON_NONCE, "it answers a request, and nobody said which");
        return false;
    }

    const bool holds = has_nonce ? wlt_bytes_equal(wlt_read_bytes(&reader), expectation->nonce)
                                 : expectation->nonce.size == 0;
    if (!holds) {
        refuse(
            verdict,
            WALLET_REASON_NONCE,
            has_nonce ? "it answers another request" : "it answers no request");
    }

    return holds;
}

static enum wallet_status check_shown(
    const struct wallet_verifier *verifier,
    const struct wlt_expectation *expectation,
    struct wallet_verdict *verdict)
{
    enum wallet_status status = WALLET_OK;

    if (!check_signature(verdict, &status)) {
        return status;
    }

    if (!wlt_binding_times_agree(&verdict->binding, &verdict->cwt)) {
        refuse(verdict, WALLET_REASON_MALFORMED, "its times contradict those of the licence");
    } else if (
        check_audience(verifier, verdict) &&
        check_freshness(verdict, expectation->nonce.size > 0) &&
        check_nonce(expectation, verdict)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_HOLDER);
    }

    return WALLET_OK;
}

/**
 * Whether a COSE_Key, whatever else it says, is the holder's (RFC 9679).
 *
 * \retval WALLET_ERR_REFUSED  it is not, or it is none that we know
 */
static enum wallet_status compare_keys(
    const struct wlt_public_key *holder, struct wallet_bytes encoded)
{
    uint8_t wanted[WLT_SHA256_SIZE];
    uint8_t found[WLT_SHA256_SIZE];
    struct wlt_public_key *key = NULL;

    enum wallet_status status = wlt_cose_key_read(encoded, &key, NULL);
    status = status == WALLET_OK ? wlt_cose_key_thumbprint(key, found, NULL) : status;
    status = status == WALLET_OK ? wlt_cose_key_thumbprint(holder, wanted, NULL) : status;
    wlt_public_key_free(key);
    if (status != WALLET_OK) {
        return status == WALLET_ERR_MEMORY ? status : WALLET_ERR_REFUSED;
    }

    return memcmp(found, wanted, sizeof wanted) == 0 ? WALLET_OK : WALLET_ERR_REFUSED;
}

/** Section 6.2: a public key under the control of the holder is in `cnf`. */
static enum wallet_status check_received(
    const struct wallet_key *holder, struct wallet_verdict *verdict)
{
    const struct wallet_bytes key = wlt_cwt_holder_key(&verdict->cwt, verdict->format->mode);

    const enum wallet_status status = compare_keys(wlt_key_public(holder), key);
    if (status == WALLET_OK) {
        wlt_verdict_pass(verdict, WALLET_CHECK_HOLDER);
    } else if (status == WALLET_ERR_REFUSED) {
        refuse(verdict, WALLET_REASON_HOLDER, "it is bound to the key of another holder");
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

/** A printed licence has no holder's key, and one that has was not shown by it. */
static void check_unshown(const struct wallet_verifier *verifier, struct wallet_verdict *verdict)
{
    if (verdict->cwt.has_cnf) {
        leave_open(
            verdict,
            WALLET_REASON_HOLDER,
            "it is bound to a key of its holder, but came without that key's signature");
    } else if (!verdict->cwt.has_aud) {
        wlt_verdict_skip(verdict, WALLET_CHECK_HOLDER);
    } else if (verifier->audience_count == 0) {
        leave_open(
            verdict,
            WALLET_REASON_AUDIENCE,
            "it is addressed to somebody, and nobody said who checks it");
    } else if (is_for_us(verifier, verdict->cwt.aud, verdict->format->mode)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_HOLDER);
    } else {
        refuse(verdict, WALLET_REASON_AUDIENCE, "it is addressed to somebody else");
    }
}

/** The repository's word stands for the holder's, so of the holder nothing is said. */
static void check_released(const struct wlt_release *release, struct wallet_verdict *verdict)
{
    switch (release->outcome.result) {
    case WALLET_RESULT_PASSED:
    case WALLET_RESULT_NOT_APPLICABLE: wlt_verdict_skip(verdict, WALLET_CHECK_HOLDER); break;
    case WALLET_RESULT_FAILED: refuse(verdict, release->outcome.reason, release->detail); break;
    case WALLET_RESULT_UNKNOWN:
        leave_open(verdict, release->outcome.reason, release->detail);
        break;
    }
}

enum wallet_status wlt_holder_check(
    const struct wallet_verifier *verifier,
    const struct wlt_expectation *expectation,
    struct wallet_verdict *verdict)
{
    if (expectation->release) {
        check_released(expectation->release, verdict);
        return WALLET_OK;
    }

    if (verdict->binding.is_there) {
        return check_shown(verifier, expectation, verdict);
    }

    if (expectation->holder && verdict->cwt.has_cnf) {
        return check_received(expectation->holder, verdict);
    }

    check_unshown(verifier, verdict);
    return WALLET_OK;
}
