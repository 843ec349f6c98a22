/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "licence/format.h"

/* A CWT (RFC 8392) of nobody in particular: its claims are shown as they are. */

static bool fits(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    const struct wlt_cose_type *typ = &sign1->protected_headers.typ;

    /* Another `typ` is another kind of object, perhaps of the same signer: RFC 8725 section 3.11. */
    (void)cwt;
    return !typ->is_present || wlt_typ_is_cwt(typ);
}

static void check_form(struct wallet_verdict *verdict)
{
    wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
}

/** Who signs with a key file is known by name; a certificate need not carry the one of its CWTs. */
static bool is_named_otherwise(const struct wallet_verdict *verdict)
{
    const struct wlt_signatory *signatory = verdict->signatory;
    const char *signer = signatory->file ? wlt_signatory_id(signatory) : "";

    return *signer && verdict->cwt.iss.size > 0 && !wlt_bytes_are(verdict->cwt.iss, signer);
}

void wlt_check_foreign_authority(
    struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue)
{
    (void)catalogue;
    if (is_named_otherwise(verdict)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "signed with the key of '%s', which is not the issuer that it names",
            wlt_signatory_id(verdict->signatory));
    } else if (wlt_signatory_allows_type(verdict->signatory, (struct wallet_bytes){ 0 })) {
        wlt_verdict_pass(verdict, WALLET_CHECK_AUTHORITY);
    } else {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "the key is trusted for certain licence types only");
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

const struct wlt_format wlt_format_cwt = {
    .name = "cwt",
    .mode = WLT_CBOR_LENIENT,
    .kids_are_names = true,
    .fits = fits,
    .check_form = check_form,
    .check_authority = wlt_check_foreign_authority,
    .check_validity = check_validity,
    .check_fields = check_fields,
};
