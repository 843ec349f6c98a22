/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "licence/claim169.h"
#include "licence/format.h"

/*
 * MOSIP identities: a CWT with claim 169, specification 1.2.2.  Of signatures it says only that they are
 * COSE's, of keys that trust is beyond it.
 */

enum {
    ASSIGNED_END = 100, /* numbers beyond are nobody's */
};

static bool fits(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    const struct wlt_cose_type *typ = &sign1->protected_headers.typ;
    return cwt->identity.size > 0 && (!typ->is_present || wlt_typ_is_cwt(typ));
}

static struct wallet_claims claims_of(const struct wallet_verdict *verdict)
{
    return (struct wallet_claims){ verdict->cwt.all };
}

static void check_form(struct wallet_verdict *verdict)
{
    struct wallet_claim169_walk walk;

    if (wallet_claim169_start(claims_of(verdict), &walk)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
    } else {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_MALFORMED, "claim 169 holds no map");
    }
}

/** Section 3.2 demands a URI, which cannot be held against the names in a trust source. */
static bool names_itself_by_uri(const struct wlt_cwt *cwt)
{
    for (size_t i = 0; i < cwt->iss.size; i++) {
        if (cwt->iss.data[i] == ':') {
            return i > 0;
        }
    }

    return false;
}

static void check_authority(
    struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue)
{
    const bool is_for_all =
        wlt_signatory_allows_type(verdict->signatory, (struct wallet_bytes){ 0 });

    if (is_for_all && names_itself_by_uri(&verdict->cwt)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_AUTHORITY);
    } else {
        wlt_check_foreign_authority(verdict, catalogue);
    }
}

static void check_validity(struct wallet_verdict *verdict)
{
    wlt_check_period(verdict, 0, false);
}

static void fail_attribute(
    struct wallet_verdict *verdict, const struct wallet_claim169_item *item, const char *problem)
{
    wlt_verdict_fail(
        verdict,
        WALLET_CHECK_FIELDS,
        WALLET_REASON_FIELDS,
        "attribute %llu (%s): %s",
        (unsigned long long)item->number,
        wallet_claim169_name(item->number),
        problem);
}

static void check_fields(struct wallet_verdict *verdict)
{
    struct wallet_claim169_walk walk = { .left = 0 };
    struct wallet_claim169_item item;
    bool is_seen[ASSIGNED_END] = { false };

    (void)wallet_claim169_start(claims_of(verdict), &walk);
    while (wallet_claim169_next(&walk, &item)) {
        const char *problem = wlt_claim169_problem(&item);
        bool *seen = &is_seen[item.number < ASSIGNED_END ? item.number : 0];

        /* As a number and once more as text; keys that are no numbers are all 0. */
        problem = *seen && seen != is_seen ? "it is there twice" : problem;
        *seen = true;
        if (problem) {
            fail_attribute(verdict, &item, problem);
            return;
        }
    }

    wlt_verdict_pass(verdict, WALLET_CHECK_FIELDS);
}

const struct wlt_format wlt_format_claim169 = {
    .name = "claim-169",
    .mode = WLT_CBOR_LENIENT,
    .kids_are_names = true,
    .fits = fits,
    .check_form = check_form,
    .check_authority = check_authority,
    .check_validity = check_validity,
    .check_fields = check_fields,
};
