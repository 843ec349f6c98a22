/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "licence/facts.h"
#include "licence/format.h"

enum {
    CLOCK_LEEWAY = 120, /* seconds that an issuer's clock may be ahead of ours */
};

/* Our own licence: see design, "Objects on the wire". */

static bool fits(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    return wlt_typ_is_cwt(&sign1->protected_headers.typ) && cwt->vct.size > 0;
}

/** What the profile demands beyond a well-formed COSE_Sign1 and CWT; NULL if all is there. */
static const char *missing(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    if (!wlt_typ_is_cwt(&sign1->protected_headers.typ)) {
        return "the protected header does not say that it is a CWT";
    }

    if (sign1->protected_headers.kid.size != WALLET_KEY_ID_SIZE) {
        return "the protected header names no key";
    }

    /* Nothing in it would be signed. */
    if (sign1->unprotected_headers.count > 0) {
        return "there is something in the unprotected header";
    }

    if (cwt->iss.size == 0 || cwt->sub.size == 0 || !cwt->iat.is_present || cwt->cti.size == 0 ||
        cwt->vct.size == 0 || cwt->fields.size == 0) {
        return "a claim that every licence has is missing";
    }

    return NULL;
}

static void check_form(struct wallet_verdict *verdict)
{
    const char *problem = missing(&verdict->sign1, &verdict->cwt);
    if (problem) {
        wlt_verdict_fail(verdict, WALLET_CHECK_FORM, WALLET_REASON_MALFORMED, "%s", problem);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
    }
}

void wlt_check_our_authority(
    struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue)
{
    const struct wlt_cwt *cwt = &verdict->cwt;
    const char *signer = wlt_signatory_id(verdict->signatory);

    verdict->type = wallet_catalogue_find(catalogue, cwt->vct);
    if (!wlt_bytes_are(cwt->iss, signer)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "signed with the key of '%s', which is not the issuer that it names",
            signer);
    } else if (!wlt_signatory_allows_type(verdict->signatory, cwt->vct)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "'%s' may not sign this type",
            signer);
    } else if (!wlt_signatory_covers(verdict->signatory, cwt->iss)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "'%s' lies outside the region for which it may sign",
            signer);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_AUTHORITY);
    }
}

static void check_validity(struct wallet_verdict *verdict)
{
    wlt_check_period(verdict, CLOCK_LEEWAY, false);
}

void wlt_check_our_fields(struct wallet_verdict *verdict)
{
    if (!verdict->type) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FIELDS,
            WALLET_REASON_UNSUPPORTED,
            "the catalogue has no licence type of this code");
    } else if (!wlt_cwt_has_serial(&verdict->cwt)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FIELDS,
            WALLET_REASON_FIELDS,
            "serial and version make no licence identifier");
    } else {
        wlt_facts_check(verdict);
    }
}

const struct wlt_format wlt_format_licence = {
    .name = "cwt",
    .mode = WLT_CBOR_STRICT,
    .fits = fits,
    .check_form = check_form,
    .check_authority = wlt_check_our_authority,
    .check_validity = check_validity,
    .check_fields = wlt_check_our_fields,
};
