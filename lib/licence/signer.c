/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/signer.h"

#include <wallet/time.h>

#include "base/buffer.h"
#include "licence/carried.h"
#include "licence/format.h"
#include "licence/standing.h"

#include <string.h>

enum {
    TRIES_MAX = 256, /* of keys that fit its algorithm, for a licence that names none */
};

/** The signatories that may have signed. */
struct candidates {
    const struct wlt_signatory *first;
    size_t count;
    bool are_guesses; /* the licence names no key, or by a name of its issuer's own */
};

static bool find_alg(const struct wallet_verdict *verdict, int64_t *out)
{
    const struct wlt_cose_headers *protected_headers = &verdict->sign1.protected_headers;
    const struct wlt_cose_headers *unprotected = &verdict->sign1.unprotected_headers;

    if (protected_headers->has_alg) {
        *out = protected_headers->alg;
        return true;
    }

    *out = unprotected->alg;
    return unprotected->has_alg && verdict->format->alg_may_be_unprotected;
}

static bool check_algorithm(struct wallet_verdict *verdict)
{
    int64_t alg = 0;

    if (!find_alg(verdict, &alg)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ALGORITHM,
            WALLET_REASON_ALGORITHM,
            "the protected header names no algorithm");
        return false;
    }

    const bool is_ours = verdict->format->mode == WLT_CBOR_STRICT;

    verdict->algorithm = wlt_cose_algorithm(alg);
    if (verdict->algorithm == WALLET_ALGORITHM_NONE ||
        (is_ours && wlt_algorithm_is_foreign(verdict->algorithm))) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ALGORITHM,
            WALLET_REASON_ALGORITHM,
            "COSE algorithm %lld is not one for licences",
            (long long)alg);
        return false;
    }

    return true;
}

/** Which algorithms a key may serve: our profile ties them, RFC 9053 only sorts them by kind. */
static bool key_fits(const struct wallet_verdict *verdict, const struct wlt_public_key *key)
{
    const enum wallet_algorithm algorithm = verdict->algorithm;

    if (verdict->format->mode == WLT_CBOR_STRICT) {
        return wlt_public_key_algorithm(key) == algorithm;
    }

    return wlt_algorithm_serves(algorithm, wlt_public_key_kind(key));
}

static struct wallet_bytes find_kid(const struct wallet_verdict *verdict)
{
    const struct wlt_cose_headers *protected_headers = &verdict->sign1.protected_headers;
    return protected_headers->has_kid ? protected_headers->kid
                                      : verdict->sign1.unprotected_headers.kid;
}

static int hex_value(uint8_t digit)
{
    const char *digits = "0123456789abcdef";
    const char *found = digit ? strchr(digits, digit | 0x20) : NULL;
    return found ? (int)(found - digits) : -1;
}

/** Greece writes its identifiers as 16 hex digits. */
static bool unhex(struct wallet_bytes kid, uint8_t out[WALLET_KEY_ID_SIZE])
{
    if (kid.size != (size_t)2 * WALLET_KEY_ID_SIZE) {
        return false;
    }

    for (size_t i = 0; i < WALLET_KEY_ID_SIZE; i++) {
        const int high = hex_value(kid.data[2 * i]);
        const int low = hex_value(kid.data[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }

        out[i] = (uint8_t)(high << 4 | low);
    }

    return true;
}

static struct candidates find_named(
    const struct wallet_trust *trust, const struct wallet_verdict *verdict)
{
    const struct wallet_bytes kid = find_kid(verdict);
    uint8_t unhexed[WALLET_KEY_ID_SIZE];
    struct candidates found = { 0 };

    found.first = wlt_trust_find(trust, kid, &found.count);
    if (!found.first && verdict->format->mode == WLT_CBOR_LENIENT && unhex(kid, unhexed)) {
        found.first =
            wlt_trust_find(trust, (struct wallet_bytes){ unhexed, sizeof unhexed }, &found.count);
    }

    return found;
}

static enum wallet_status find_carried(
    const struct wallet_trust *trust, struct wallet_verdict *verdict, struct candidates *out)
{
    const enum wallet_status status = wlt_carried_read(trust, verdict);
    if (status == WALLET_OK && verdict->carried.certificate) {
        *out = (struct candidates){ &verdict->carried, 1, false };
    }

    return status;
}

static enum wallet_status find_candidates(
    const struct wallet_trust *trust, struct wallet_verdict *verdict, struct candidates *out)
{
    *out = find_named(trust, verdict);
    if (out->count > 0 || verdict->format->mode == WLT_CBOR_STRICT) {
        return WALLET_OK;
    }

    if (wlt_carried_is_there(&verdict->sign1)) {
        return find_carried(trust, verdict, out);
    }

    /* One of our length is a key's own, and that key is not here. */
    const size_t kid_size = find_kid(verdict).size;
    if (kid_size == 0 || (verdict->format->kids_are_names && kid_size != WALLET_KEY_ID_SIZE)) {
        *out = (struct candidates){ wlt_trust_signatories(trust), wallet_trust_count(trust), true };
    }

    return WALLET_OK;
}

/** Appends what was signed behind the received bytes, which must not move while they are read. */
static enum wallet_status append_signed(struct wallet_verdict *verdict, struct wallet_bytes *out)
{
    const struct wlt_sign1 *sign1 = &verdict->sign1;
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

/**
 * Looks for the candidate whose signature it is; `*out_fitting` is one whose key fits at all.
 *
 * \retval WALLET_ERR_UNDETERMINED  it is none of TRIES_MAX, and there are more
 */
static enum wallet_status try_candidates(
    struct wallet_verdict *verdict,
    struct candidates candidates,
    struct wallet_bytes message,
    const struct wlt_signatory **out_fitting)
{
    enum wallet_status status = WALLET_ERR_REFUSED;
    size_t tries = 0;

    for (size_t i = 0; i < candidates.count && status == WALLET_ERR_REFUSED; i++) {
        const struct wlt_public_key *key = wlt_signatory_key(&candidates.first[i]);
        if (!key_fits(verdict, key)) {
            continue;
        }

        if (candidates.are_guesses && tries++ == TRIES_MAX) {
            return WALLET_ERR_UNDETERMINED;
        }

        *out_fitting = &candidates.first[i];
        status = wlt_check_signature(
            verdict->context, key, verdict->algorithm, message, verdict->sign1.signature);
    }

    return status;
}

/**
 * Whether a certificate's key is for this at all.  One that is trusted by itself is what it is
 * trusted for, unless it is an authority's, which only vouches for others.
 */
static bool is_for_licences(const struct wallet_verdict *verdict)
{
    const struct wlt_certificate *certificate = verdict->signatory->certificate;
    const bool may_sign = certificate && (verdict->format->authorities_may_sign ||
                                          !wlt_certificate_is_authority(certificate));
    const bool is_chosen = may_sign && verdict->signatory != &verdict->carried;

    return !certificate || is_chosen || wlt_certificate_signs_objects(certificate);
}

static enum wallet_status report_issuer(
    const struct wallet_trust *trust, struct wallet_verdict *verdict)
{
    if (verdict->signatory->entry) {
        return wlt_standing_check(trust, verdict);
    }

    if (!is_for_licences(verdict)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_CERTIFICATE,
            "the signer's certificate is for other uses");
        return WALLET_OK;
    }

    if (wlt_signatory_holds_at(verdict->signatory, verdict->at_unix)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_ISSUER);
        return WALLET_OK;
    }

    char when[WALLET_TIME_SIZE];
    wallet_time_format(verdict->at_unix, when);
    wlt_verdict_fail(
        verdict,
        WALLET_CHECK_ISSUER,
        WALLET_REASON_CERTIFICATE,
        "the signer's certificate is not valid at %s",
        when);
    return WALLET_OK;
}

/** Carried certificates may have told more already. */
static void report_nobody(struct wallet_verdict *verdict)
{
    if (verdict->outcomes[WALLET_CHECK_ISSUER].reason == WALLET_REASON_NONE) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_ISSUER_UNKNOWN,
            "the key that it names is in no trust source");
    }
}

static void leave_issuer_open(struct wallet_verdict *verdict)
{
    wlt_verdict_leave_open(
        verdict,
        WALLET_CHECK_ISSUER,
        WALLET_REASON_ISSUER_UNKNOWN,
        "it names no key, and too many are trusted to try them all");
}

void wlt_signature_report(struct wallet_verdict *verdict, enum wallet_status status)
{
    if (status == WALLET_OK) {
        wlt_verdict_pass(verdict, WALLET_CHECK_SIGNATURE);
    } else {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_SIGNATURE,
            WALLET_REASON_SIGNATURE,
            "the signature does not fit the content");
    }
}

enum wallet_status wlt_signer_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict)
{
    struct wallet_bytes message = { 0 };

    if (!check_algorithm(verdict)) {
        return WALLET_OK;
    }

    struct candidates candidates = { 0 };
    enum wallet_status status = find_candidates(trust, verdict, &candidates);
    if (status != WALLET_OK) {
        return status;
    }

    if (candidates.count == 0) {
        report_nobody(verdict);
        return WALLET_OK;
    }

    status = append_signed(verdict, &message);
    if (status == WALLET_OK) {
        status = try_candidates(verdict, candidates, message, &verdict->signatory);
    }

    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    if (!verdict->signatory) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ALGORITHM,
            WALLET_REASON_ALGORITHM,
            "%s is not the algorithm of the issuer's key",
            wallet_algorithm_name(verdict->algorithm));
        return WALLET_OK;
    }

    wlt_verdict_pass(verdict, WALLET_CHECK_ALGORITHM);
    if (status == WALLET_ERR_UNDETERMINED) {
        leave_issuer_open(verdict);
        return WALLET_OK;
    }

    /* What an entry allows depends on the time of issue, which nobody has said if nobody signed. */
    const bool can_tell = !verdict->signatory->entry || status == WALLET_OK;
    const enum wallet_status outcome = can_tell ? report_issuer(trust, verdict) : WALLET_OK;
    wlt_signature_report(verdict, status);
    return outcome;
}
