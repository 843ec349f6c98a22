/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/open.h"

#include <wallet/issue.h>

#include "base/error.h"
#include "cose/encrypt0.h"
#include "licence/format.h"
#include "licence/plain.h"
#include "licence/receive.h"

/** The licence inside a key-binding token, if that is what was received. */
static enum wallet_status unwrap(
    struct wallet_verdict *verdict, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    verdict->licence = verdict->received;
    verdict->binding.is_there = false;

    enum wallet_status status = wlt_sign1_read(verdict->received, mode, &verdict->sign1, error);
    if (status != WALLET_OK || !wlt_binding_is(&verdict->sign1)) {
        return status;
    }

    status = wlt_binding_read(&verdict->sign1, mode, &verdict->binding, &verdict->licence, error);
    return status == WALLET_OK ? wlt_sign1_read(verdict->licence, mode, &verdict->sign1, error)
                               : status;
}

static enum wallet_status read_in(
    struct wallet_verdict *verdict, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    if (verdict->received.size > WALLET_LICENCE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, 0, "%zu bytes", verdict->received.size);
    }

    const enum wallet_status status = unwrap(verdict, mode, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (verdict->sign1.is_detached) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "the payload is missing");
    }

    /* RFC 8392 section 7.1 lets sign and encrypt in any order, but one who signs a ciphertext need not
       know what is in it, and AES-GCM lets two keys open one to different texts. */
    if (mode != WLT_CBOR_STRICT && wlt_encrypt0_begins_so(verdict->sign1.payload)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNDETERMINED,
            0,
            "what was signed is encrypted, which is not opened here");
    }

    return wlt_cwt_read(verdict->sign1.payload, mode, &verdict->cwt, error);
}

/** Finds the format of what was read in this mode. */
static enum wallet_status find_format(
    struct wallet_verdict *verdict, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    const enum wallet_status status = read_in(verdict, mode, error);
    if (status == WALLET_OK) {
        verdict->format = wlt_format_find(&verdict->sign1, &verdict->cwt);
    }

    if (status == WALLET_OK && !verdict->format) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, 0, "its type is none that is checked here");
    }

    return status;
}

/** Without a code's prefix it is read to see what it is: as ours, or else leniently, and then again. */
static enum wallet_status recognise(struct wallet_verdict *verdict, struct wallet_error *error)
{
    enum wallet_status status = find_format(verdict, WLT_CBOR_STRICT, NULL);
    if (status != WALLET_OK) {
        status = find_format(verdict, WLT_CBOR_LENIENT, error);
    } else if (verdict->format->mode == WLT_CBOR_STRICT) {
        return WALLET_OK;
    }

    return status == WALLET_OK ? read_in(verdict, verdict->format->mode, error) : status;
}

/** Codes with our prefix hold licences of two forms. */
static void settle_format(struct wallet_verdict *verdict)
{
    if (verdict->format == &wlt_format_licence &&
        (verdict->binding.is_there || wlt_typ_is_sd_cwt(&verdict->sign1.protected_headers.typ))) {
        verdict->format = &wlt_format_bound;
    }
}

/** Another object of ours, or of somebody's, that is no licence. */
static bool is_of_another_type(const struct wallet_verdict *verdict)
{
    const struct wlt_cose_type *typ = &verdict->sign1.protected_headers.typ;

    return !verdict->format->fits(&verdict->sign1, &verdict->cwt) && typ->is_present &&
           !wlt_typ_is_cwt(typ) && !wlt_typ_is_sd_cwt(typ);
}

/** Section 5.3: redaction has its place in the licence's claims, and nowhere else. */
static bool is_plain_around_claims(const struct wallet_verdict *verdict)
{
    const struct wlt_binding *binding = &verdict->binding;
    const bool is_plain =
        wlt_is_plain(verdict->licence) && wlt_is_plain(verdict->sign1.protected_encoded);

    return is_plain && (!binding->is_there || (wlt_is_plain(verdict->received) &&
                                               wlt_is_plain(binding->sign1.protected_encoded) &&
                                               wlt_is_plain(binding->sign1.payload)));
}

static void check_form(struct wallet_verdict *verdict)
{
    verdict->format->check_form(verdict);
    if (wlt_verdict_has_passed(verdict, WALLET_CHECK_FORM) && verdict->format->discloses &&
        !is_plain_around_claims(verdict)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_MALFORMED,
            "a header or the key-binding token has a key or a mark of redaction that it may not "
            "have");
    }
}

static void decide(struct wallet_verdict *verdict)
{
    if (is_of_another_type(verdict)) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            "its type is none that is checked here");
    } else if (verdict->binding.is_there && !verdict->format->discloses) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_MALFORMED,
            "a key-binding token around something that is not bound to a key");
    } else {
        check_form(verdict);
    }
}

void wlt_open(struct wallet_verdict *verdict)
{
    struct wallet_error error = { 0 };
    const enum wallet_status status = verdict->format
                                          ? read_in(verdict, verdict->format->mode, &error)
                                          : recognise(verdict, &error);

    if (status == WALLET_OK) {
        settle_format(verdict);
        decide(verdict);
    } else if (status == WALLET_ERR_UNDETERMINED) {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_UNSUPPORTED, "%s", error.message);
    } else {
        wlt_fail_form(verdict, status, &error);
    }
}
