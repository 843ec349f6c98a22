/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/binding.h"

#include "base/error.h"
#include "base/text.h"
#include "licence/labels.h"

enum {
    OUR_HEADERS = 3, /* alg, kcwt, typ */
    OUR_CTI_SIZE = 16,
};

bool wlt_binding_is(const struct wlt_sign1 *sign1)
{
    const struct wlt_cose_type *typ = &sign1->protected_headers.typ;

    return typ->is_present && (typ->is_number ? typ->number == WLT_TYP_KB_CWT
                                              : wlt_bytes_are(typ->text, "application/kb+cwt") ||
                                                    wlt_bytes_are(typ->text, "kb+cwt"));
}

/** Section 7.1, table 3, and section 5.3; NULL if all is as it must be. */
static const char *missing(const struct wlt_binding *binding)
{
    const struct wlt_cose_headers *headers = &binding->sign1.protected_headers;

    if (headers->kcwt.size == 0) {
        return "there is no licence in the key-binding token";
    }

    if (headers->has_cwt_claims || binding->sign1.unprotected_headers.has_cwt_claims) {
        return "a key-binding token with claims in its headers";
    }

    if (binding->cwt.has_iss || binding->cwt.has_sub) {
        return "a key-binding token that names an issuer or a subject";
    }

    if (!binding->cwt.has_aud) {
        return "the key-binding token does not say for whom it is";
    }

    return binding->cwt.iat.is_present || binding->cwt.cti.size > 0
               ? NULL
               : "the key-binding token has neither a time nor an identifier";
}

/** What our own profile demands beyond: see design, "Presentation". */
static const char *missing_in_ours(const struct wlt_binding *binding)
{
    const struct wlt_sign1 *sign1 = &binding->sign1;

    if (sign1->protected_headers.count != OUR_HEADERS || sign1->unprotected_headers.count != 0) {
        return "the key-binding token has other headers than it must";
    }

    return binding->cwt.iat.is_present && binding->cwt.exp.is_present &&
                   binding->cwt.cti.size == OUR_CTI_SIZE
               ? NULL
               : "a claim that every key-binding token has is missing";
}

enum wallet_status wlt_binding_read(
    const struct wlt_sign1 *sign1,
    enum wlt_cbor_mode mode,
    struct wlt_binding *out,
    struct wallet_bytes *out_licence,
    struct wallet_error *error)
{
    struct wlt_binding binding = { .is_there = true, .sign1 = *sign1 };

    const enum wallet_status status =
        sign1->is_detached
            ? wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the payload is missing")
            : wlt_cwt_read(sign1->payload, mode, &binding.cwt, error);
    if (status != WALLET_OK) {
        return status;
    }

    const char *problem = missing(&binding);
    if (!problem && mode == WLT_CBOR_STRICT) {
        problem = missing_in_ours(&binding);
    }

    if (problem) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "%s", problem);
    }

    *out = binding;
    *out_licence = sign1->protected_headers.kcwt;
    return WALLET_OK;
}

/** a <= b, where both are there. */
static bool ordered(struct wlt_claim_time a, struct wlt_claim_time b)
{
    return !a.is_present || !b.is_present || a.unix_seconds <= b.unix_seconds;
}

/** a < b, where both are there. */
static bool apart(struct wlt_claim_time a, struct wlt_claim_time b)
{
    return !a.is_present || !b.is_present || a.unix_seconds < b.unix_seconds;
}

bool wlt_period_agrees(const struct wlt_cwt *cwt)
{
    return ordered(cwt->nbf, cwt->iat) && apart(cwt->iat, cwt->exp) && apart(cwt->nbf, cwt->exp);
}

bool wlt_binding_times_agree(const struct wlt_binding *binding, const struct wlt_cwt *licence)
{
    const struct wlt_cwt *own = &binding->cwt;
    const bool is_timed = own->iat.is_present || (!own->exp.is_present && !own->nbf.is_present);

    return is_timed && wlt_period_agrees(own) && ordered(own->exp, licence->exp) &&
           ordered(licence->nbf, own->nbf) && ordered(licence->iat, own->iat) &&
           apart(own->nbf, licence->exp) && apart(own->iat, licence->exp) &&
           ordered(licence->nbf, own->iat);
}
