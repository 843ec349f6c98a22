/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/format.h"

/* An SD-CWT (draft-ietf-spice-sd-cwt) of nobody in particular: its claims are shown as they are. */

static bool fits(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    (void)cwt;
    return wlt_typ_is_sd_cwt(&sign1->protected_headers.typ);
}

/** Section 6, table 2.  Who signed without `iss` is known by certificates that come along. */
static const char *missing(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    if (!cwt->has_cnf) {
        return "it is not bound to a key of its holder";
    }

    if (cwt->iss.size == 0 && sign1->protected_headers.x5chain.size == 0) {
        return "it does not say who issued it";
    }

    return wlt_period_agrees(cwt) ? NULL : "its times contradict each other";
}

static void check_form(struct wallet_verdict *verdict)
{
    const char *problem = missing(&verdict->sign1, &verdict->cwt);

    if (problem) {
        wlt_verdict_fail(verdict, WALLET_CHECK_FORM, WALLET_REASON_MALFORMED, "%s", problem);
    } else if (verdict->sign1.protected_headers.has_cwt_claims) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            "it has claims in its headers too (RFC 9597)");
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
    }
}

static void check_validity(struct wallet_verdict *verdict)
{
    wlt_check_period(verdict, 0, false);
}

static void check_fields(struct wallet_verdict *verdict)
{
    wlt_verdict_skip(verdict, WALLET_CHECK_FIELDS);
}

const struct wlt_format wlt_format_sd_cwt = {
    .name = "sd-cwt",
    .mode = WLT_CBOR_DEFINITE,
    .kids_are_names = true,
    .discloses = true,
    .fits = fits,
    .check_form = check_form,
    .check_authority = wlt_check_foreign_authority,
    .check_validity = check_validity,
    .check_fields = check_fields,
};
