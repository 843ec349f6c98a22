/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/policy.h"
#include "licence/mdoc.h"
#include "licence/receive.h"
#include "licence/signer.h"
#include "trust/doc_anchors.h"
#include "trust/x5chain.h"

#include <string.h>

/** False where the check is decided against it. */
static bool check_form(struct wallet_verdict *verdict)
{
    struct wallet_error error = { .message = "" };
    const enum wallet_status status =
        wlt_sign1_read(verdict->licence, WLT_CBOR_LENIENT, &verdict->sign1, &error);

    if (status != WALLET_OK) {
        wlt_fail_form(verdict, status, &error);
    } else if (verdict->sign1.is_detached) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_MALFORMED,
            "what its issuer signed is missing");
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
    }

    return wlt_verdict_has_passed(verdict, WALLET_CHECK_FORM);
}

/** The certificates that came along; where they cannot be read, nobody is known to have signed. */
static enum wallet_status read_chain(struct wallet_verdict *verdict, struct wlt_x5chain *out)
{
    const struct wallet_bytes encoded = wlt_x5chain_find(&verdict->sign1);
    struct wallet_error error = { .message = "" };

    if (encoded.size == 0) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_ISSUER_UNKNOWN,
            "it carries no certificates of its signer");
        return WALLET_OK;
    }

    const enum wallet_status status = wlt_x5chain_read(encoded, out, &error);
    if (status != WALLET_OK && status != WALLET_ERR_MEMORY) {
        wlt_x5chain_clear(out);
        wlt_verdict_fail(
            verdict, WALLET_CHECK_ISSUER, WALLET_REASON_CERTIFICATE, "%s", error.message);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

/** ISO/IEC 18013-5 9.1.2.4: the algorithm is protected, and tied to the curve of the key. */
static bool check_algorithm(struct wallet_verdict *verdict, const struct wlt_x5chain *chain)
{
    verdict->algorithm = wlt_x5chain_algorithm(chain, &verdict->sign1);
    if (verdict->algorithm == WALLET_ALGORITHM_NONE) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ALGORITHM,
            WALLET_REASON_ALGORITHM,
            "the protected header does not name the algorithm of the signer's key");
        return false;
    }

    wlt_verdict_pass(verdict, WALLET_CHECK_ALGORITHM);
    return true;
}

/** Over the bytes as they came. */
static enum wallet_status check_signature(
    struct wallet_verdict *verdict, const struct wlt_public_key *key)
{
    const struct wlt_sign1 *sign1 = &verdict->sign1;
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };

    enum wallet_status status = wlt_sign1_append_signed(
        sign1->protected_encoded, (struct wallet_bytes){ 0 }, sign1->payload, &message, NULL);
    if (status == WALLET_OK) {
        status = wlt_check_signature(
            verdict->context,
            key,
            verdict->algorithm,
            wallet_buffer_bytes(&message),
            sign1->signature);
    }

    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    wlt_signature_report(verdict, status);
    return WALLET_OK;
}

/** The path to an authority that counts for this type of document; what deviates is noted besides. */
static enum wallet_status check_chain(
    const struct wallet_trust *trust,
    const struct wlt_x5chain *chain,
    struct wallet_bytes doc_type,
    struct wallet_verdict *verdict,
    struct wallet_error *error)
{
    const struct wlt_certificate *const *certificates = wlt_x5chain_items(chain);
    struct wallet_error story = { .message = "" };

    const enum wallet_status profile = wlt_policy_check(
        certificates, chain->count, WLT_POLICY_DOCUMENTS, verdict->deviations, &story);
    const enum wallet_status path = wlt_trust_check_path_for_doc_type(
        trust,
        doc_type,
        certificates[0],
        certificates + 1,
        chain->count - 1,
        verdict->at_unix,
        error);
    return path == WALLET_OK && profile != WALLET_OK
               ? wlt_fail(error, profile, WALLET_NO_OFFSET, "%s", story.message)
               : path;
}

/**
 * Takes the signer's certificate out of the chain.  One that is trusted by itself has no path, which would
 * have asked for its time.
 */
static void take_signer(struct wallet_verdict *verdict, struct wlt_x5chain *chain)
{
    struct wlt_certificate *signer = chain->certificates[0];

    chain->certificates[0] = NULL;
    verdict->carried = (struct wlt_signatory){ .certificate = signer };
    memcpy(verdict->carried.key_id, wlt_certificate_digest(signer).data, WALLET_KEY_ID_SIZE);
    verdict->signatory = &verdict->carried;
    if (wlt_signatory_holds_at(verdict->signatory, verdict->at_unix)) {
        wlt_verdict_pass(verdict, WALLET_CHECK_ISSUER);
    } else {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_CERTIFICATE,
            "the signer's certificate is not valid at this time");
    }
}

static enum wallet_status check_issuer(
    const struct wallet_trust *trust,
    struct wlt_x5chain *chain,
    struct wallet_bytes doc_type,
    struct wallet_verdict *verdict)
{
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = check_chain(trust, chain, doc_type, verdict, &error);
    if (status == WALLET_OK) {
        take_signer(verdict, chain);
    } else if (status == WALLET_ERR_UNDETERMINED) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_ISSUER_UNKNOWN,
            "its certificates lead to no authority that is trusted for this type of document");
    } else if (status != WALLET_ERR_MEMORY) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_ISSUER, WALLET_REASON_CERTIFICATE, "%s", error.message);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

/** What its signer vouches for, and whether anybody vouches for the signer. */
static enum wallet_status check_signed(
    const struct wallet_trust *trust,
    struct wlt_x5chain *chain,
    struct wallet_verdict *verdict,
    struct wlt_mso *out)
{
    struct wallet_error error = { .message = "" };

    enum wallet_status status =
        check_signature(verdict, wlt_certificate_key(chain->certificates[0]));
    if (status != WALLET_OK || !wlt_verdict_has_passed(verdict, WALLET_CHECK_SIGNATURE)) {
        return status;
    }

    status = wlt_mso_read(verdict->sign1.payload, out, &error);
    if (status != WALLET_OK) {
        wlt_fail_form(verdict, status, &error);
        return WALLET_OK;
    }

    return check_issuer(trust, chain, out->doc_type, verdict);
}

enum wallet_status wlt_mdoc_signer_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict, struct wlt_mso *out)
{
    __attribute__((cleanup(wlt_x5chain_clear))) struct wlt_x5chain chain = { 0 };

    if (!check_form(verdict)) {
        return WALLET_OK;
    }

    const enum wallet_status status = read_chain(verdict, &chain);
    if (status != WALLET_OK || chain.count == 0 || !check_algorithm(verdict, &chain)) {
        return status;
    }

    return check_signed(trust, &chain, verdict, out);
}
