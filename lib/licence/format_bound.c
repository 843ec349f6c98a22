/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/format.h"

enum {
    CLOCK_LEEWAY = 120, /* seconds that an issuer's clock may be ahead of ours */
};

/* Our own licence where its holder has a key, an SD-CWT: see design, "Objects on the wire". */

static bool fits(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    return wlt_typ_is_sd_cwt(&sign1->protected_headers.typ) && cwt->fields.size > 0;
}

/** In the protected bucket nothing but alg, kid, typ and perhaps sd_alg; in the other the disclosures. */
static bool has_our_headers(const struct wlt_sign1 *sign1)
{
    const struct wlt_cose_headers *signed_ones = &sign1->protected_headers;
    const struct wlt_cose_headers *others = &sign1->unprotected_headers;

    return signed_ones->has_alg && signed_ones->kid.size == WALLET_KEY_ID_SIZE &&
           signed_ones->typ.is_number &&
           signed_ones->count == (size_t)3 + signed_ones->has_sd_alg &&
           others->count == (size_t)(others->sd_claims.size > 0);
}

/** What the profile demands beyond a well-formed COSE_Sign1 and CWT; NULL if all is there. */
static const char *missing(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    if (!wlt_typ_is_sd_cwt(&sign1->protected_headers.typ)) {
        return "the protected header does not say that it is an SD-CWT";
    }

    if (!has_our_headers(sign1)) {
        return "it has other headers than it must";
    }

    if (cwt->iss.size == 0 || !cwt->iat.is_present || cwt->cti.size == 0 || cwt->vct.size == 0 ||
        cwt->fields.size == 0 || !cwt->has_cnf) {
        return "a claim that every licence has is missing";
    }

    return wlt_period_agrees(cwt) ? NULL : "its times contradict each other";
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

static void check_validity(struct wallet_verdict *verdict)
{
    wlt_check_period(verdict, CLOCK_LEEWAY, false);
}

const struct wlt_format wlt_format_bound = {
    .name = "sd-cwt",
    .mode = WLT_CBOR_STRICT,
    .discloses = true,
    .fits = fits,
    .check_form = check_form,
    .check_authority = wlt_check_our_authority,
    .check_validity = check_validity,
    .check_fields = wlt_check_our_fields,
};
