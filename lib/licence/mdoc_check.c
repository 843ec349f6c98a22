/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_issue.h>
#include <wallet/time.h>

#include "base/buffer.h"
#include "base/text.h"
#include "catalogue/type.h"
#include "cbor/members.h"
#include "licence/format.h"
#include "licence/in_force.h"
#include "licence/labels.h"
#include "licence/mdoc.h"
#include "licence/mdoc_agency.h"
#include "licence/mdoc_fields.h"
#include "licence/mdoc_holder.h"
#include "licence/receive.h"
#include "mdoc/disclose.h"

#include <string.h>

/* ISO/IEC 18013-5 7.2.1: where a driving licence says of which country it is. */
#define MDL_NAME_SPACE "org.iso.18013.5.1"

enum {
    SECONDS_A_DAY = 86400,
};

/**
 * What others ask of a licence's claims, from what its issuer signed of a document.  One of ours names an
 * agency and not a country, and may be without end.
 */
static void take_claims(
    const struct wallet_catalogue *catalogue,
    const struct wlt_mso *mso,
    struct wallet_verdict *verdict)
{
    const struct wlt_certificate *signer = verdict->carried.certificate;
    struct wlt_cwt *cwt = &verdict->cwt;

    verdict->type = wlt_catalogue_find_code(catalogue, mso->doc_type);
    cwt->vct = mso->doc_type;
    cwt->iss = wlt_bytes_of(
        verdict->type ? wlt_certificate_organisation(signer) : wlt_certificate_country(signer));
    cwt->iat = (struct wlt_claim_time){ true, mso->signed_unix };
    cwt->nbf = (struct wlt_claim_time){ true, mso->from_unix };
    cwt->exp = (struct wlt_claim_time){
        !verdict->type || mso->until_unix != WALLET_MDOC_FOREVER_UNIX,
        mso->until_unix,
    };
    cwt->has_cnf = true;
    cwt->has_status = mso->status.size > 0;
}

/** ISO/IEC 18013-5 9.3.1: the type that the device tells is the one that was signed. */
static enum wallet_status check_authority(
    const struct wallet_verifier *verifier,
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    struct wallet_verdict *verdict)
{
    if (document->is_shown && !wlt_bytes_equal(document->doc_type, mso->doc_type)) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_AUTHORITY,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "its issuer signed a document of another type than it is shown as");
        return WALLET_OK;
    }

    if (verdict->type) {
        return wlt_mdoc_agency_check(verifier->trust, verifier->catalogue, verdict);
    }

    wlt_verdict_pass(verdict, WALLET_CHECK_AUTHORITY);
    return WALLET_OK;
}

static void check_validity(struct wallet_verdict *verdict)
{
    const struct wlt_certificate *signer = verdict->carried.certificate;
    const int64_t signed_unix = verdict->cwt.iat.unix_seconds;
    char when[WALLET_TIME_SIZE];

    if (signed_unix >= wlt_certificate_not_before(signer) &&
        signed_unix <= wlt_certificate_not_after(signer)) {
        wlt_check_period(verdict, 0, true);
        return;
    }

    wallet_time_format(signed_unix, when);
    wlt_verdict_fail(
        verdict,
        WALLET_CHECK_VALIDITY,
        WALLET_REASON_CERTIFICATE,
        "signed at %s, when the signer's certificate did not hold",
        when);
}

static enum wallet_status check_disclosures(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    struct wallet_verdict *verdict)
{
    struct wallet_error error = { .message = "" };

    wlt_buffer_set_size(&verdict->claims, 0);
    if (document->name_spaces.size == 0) {
        wlt_verdict_skip(verdict, WALLET_CHECK_DISCLOSURES);
        return WALLET_OK;
    }

    const enum wallet_status status =
        wlt_mdoc_disclose(document, mso, verdict->context, &verdict->claims, &error);
    if (status == WALLET_OK) {
        verdict->cwt.all = wallet_buffer_bytes(&verdict->claims);
        wlt_verdict_pass(verdict, WALLET_CHECK_DISCLOSURES);
    } else if (status == WALLET_ERR_REFUSED) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_DISCLOSURES, WALLET_REASON_DISCLOSURE, "%s", error.message);
    } else if (status != WALLET_ERR_MEMORY) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_DISCLOSURES, wlt_reason_of_form(status), "%s", error.message);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

bool wlt_mdoc_read_end(struct wallet_bytes encoded, int64_t *out)
{
    struct wallet_claims claims = { encoded };
    struct wallet_item tag = { 0 };
    struct wallet_item item = { 0 };
    char text[WALLET_TIME_SIZE] = "";

    if (!wallet_claims_next(&claims, &tag) || tag.kind != WALLET_ITEM_TAG ||
        !wallet_claims_next(&claims, &item) || item.kind != WALLET_ITEM_TEXT ||
        item.content.size >= sizeof text) {
        return false;
    }

    memcpy(text, item.content.data, item.content.size);
    if (wallet_time_parse(text, out, NULL) != WALLET_OK) {
        return false;
    }

    *out += tag.number == WLT_TAG_FULL_DATE ? SECONDS_A_DAY - 1 : 0;
    return true;
}

/** A document may tell itself when it ends, before what its issuer signed does. */
static void check_expiry_date(struct wallet_verdict *verdict)
{
    struct wlt_reader reader = wlt_reader_start_checked(verdict->cwt.all, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        (void)wlt_read_text(&reader);
        const struct wallet_bytes date =
            wlt_find_member(wlt_read_any(&reader), wlt_bytes_of("expiry_date"));
        int64_t end = 0;
        if (wlt_mdoc_read_end(date, &end) && verdict->at_unix > end) {
            wlt_verdict_fail(
                verdict,
                WALLET_CHECK_VALIDITY,
                WALLET_REASON_EXPIRED,
                "its own expiry date is past");
        }
    }
}

/** ISO/IEC 18013-5 7.2.1: the issuing country is that of the signer's certificate. */
static void check_country(struct wallet_verdict *verdict)
{
    const struct wallet_bytes name_space =
        wlt_find_member(verdict->cwt.all, wlt_bytes_of(MDL_NAME_SPACE));
    struct wallet_claims claims = { wlt_find_member(name_space, wlt_bytes_of("issuing_country")) };
    struct wallet_item country = { 0 };

    if (!wallet_claims_next(&claims, &country)) {
        wlt_verdict_skip(verdict, WALLET_CHECK_FIELDS);
    } else if (
        country.kind == WALLET_ITEM_TEXT && wlt_bytes_equal(country.content, verdict->cwt.iss)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_FIELDS);
    } else {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FIELDS,
            WALLET_REASON_FIELDS,
            "its issuing country is not that of its signer's certificate");
    }
}

static enum wallet_status check_fields(const struct wlt_mso *mso, struct wallet_verdict *verdict)
{
    if (verdict->type) {
        return wlt_mdoc_fields_check(mso, verdict);
    }

    check_country(verdict);
    return WALLET_OK;
}

static void check_status(
    const struct wallet_verifier *verifier,
    const struct wlt_mso *mso,
    struct wallet_verdict *verdict)
{
    if (mso->status.size == 0) {
        wlt_verdict_skip(verdict, WALLET_CHECK_STATUS);
        return;
    }

    verdict->cwt.status = wlt_status_refs_read(mso->status, WLT_CBOR_LENIENT);
    wlt_in_force_check(verifier, verdict);
}

static void refuse_as_incomplete(struct wallet_verdict *verdict, const char *detail)
{
    wlt_verdict_fail(verdict, WALLET_CHECK_COMPLETENESS, WALLET_REASON_INCOMPLETE, "%s", detail);
}

static void check_completeness(
    const struct wlt_mdoc_expectation *expectation, struct wallet_verdict *verdict)
{
    struct wlt_reader reader = wlt_reader_start_checked(verdict->cwt.all, WLT_CBOR_LENIENT);
    const struct wallet_bytes wanted = expectation->doc_type;

    if (wanted.size > 0 && !wlt_bytes_equal(wanted, verdict->cwt.vct)) {
        refuse_as_incomplete(verdict, "it is of another type than was asked for");
    } else if (expectation->response_status != 0) {
        refuse_as_incomplete(verdict, "the device says that something went wrong");
    } else if (wlt_read_map(&reader) == 0) {
        refuse_as_incomplete(verdict, "it discloses nothing");
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_COMPLETENESS);
    }
}

/** What depends on the claims, once it is known that the issuer made them. */
static enum wallet_status check_claims(
    const struct wallet_verifier *verifier,
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_expectation *expectation,
    struct wallet_verdict *verdict)
{
    check_validity(verdict);
    enum wallet_status status = check_disclosures(document, mso, verdict);
    if (status != WALLET_OK ||
        verdict->outcomes[WALLET_CHECK_DISCLOSURES].result == WALLET_RESULT_FAILED) {
        return status;
    }

    check_expiry_date(verdict);
    status = check_fields(mso, verdict);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_mdoc_holder_check(document, mso, expectation, verdict);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_verdict_skip(verdict, WALLET_CHECK_REPLAY); /* the transcript is this session's */
    check_status(verifier, mso, verdict);
    check_completeness(expectation, verdict);
    return WALLET_OK;
}

static enum wallet_status check_document(
    const struct wallet_verifier *verifier,
    const struct wlt_mdoc_document *document,
    const struct wlt_mdoc_expectation *expectation,
    struct wallet_verdict *verdict)
{
    struct wlt_mso mso = { 0 };

    verdict->licence = document->issuer_auth;
    enum wallet_status status = wlt_mdoc_signer_check(verifier->trust, verdict, &mso);
    if (status != WALLET_OK || !wlt_verdict_has_passed(verdict, WALLET_CHECK_ISSUER)) {
        return status;
    }

    take_claims(verifier->catalogue, &mso, verdict);
    status = check_authority(verifier, document, &mso, verdict);
    return status == WALLET_OK && wallet_verdict_has_claims(verdict)
               ? check_claims(verifier, document, &mso, expectation, verdict)
               : status;
}

enum wallet_status wlt_mdoc_check(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_mdoc_expectation *expectation,
    struct wallet_verdict *verdict)
{
    struct wlt_mdoc_document document = { 0 };
    struct wallet_error error = { .message = "" };

    verdict->format = &wlt_format_mdoc;
    if (!wlt_buffer_append(&verdict->buffer, received)) {
        return WALLET_ERR_MEMORY;
    }

    verdict->received = wallet_buffer_bytes(&verdict->buffer);
    const enum wallet_status status = wlt_mdoc_document_read(verdict->received, &document, &error);
    if (status != WALLET_OK) {
        wlt_fail_form(verdict, status, &error);
        return WALLET_OK;
    }

    return check_document(verifier, &document, expectation, verdict);
}
