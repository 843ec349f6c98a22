/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/hash.h"
#include "crypto/policy.h"
#include "licence/mdoc.h"
#include "licence/receive.h"
#include "licence/signer.h"
#include "trust/doc_anchors.h"
#include "trust/known_chains.h"

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

/** The certificates that came along. */
struct carried {
    uint8_t digest[WLT_SHA256_SIZE]; /* of the header */
    struct wlt_known_chain *known;   /* NULL: not known */
    const struct wlt_x5chain *chain; /* the known one, or the verdict's */
};

/** Where they cannot be read, nobody is known to have signed. */
static enum wallet_status read_anew(struct wallet_verdict *verdict, struct wallet_bytes encoded)
{
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wlt_x5chain_read(encoded, &verdict->chain, &error);
    if (status != WALLET_OK && status != WALLET_ERR_MEMORY) {
        wlt_x5chain_clear(&verdict->chain);
        wlt_verdict_fail(
            verdict, WALLET_CHECK_ISSUER, WALLET_REASON_CERTIFICATE, "%s", error.message);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

static enum wallet_status read_chain(struct wallet_verdict *verdict, struct carried *out)
{
    const struct wallet_bytes encoded = wlt_x5chain_find(&verdict->sign1);

    out->chain = &verdict->chain;
    if (encoded.size == 0) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_ISSUER_UNKNOWN,
            "it carries no certificates of its signer");
        return WALLET_OK;
    }

    uint8_t digest[WLT_HASH_SIZE_MAX];
    const enum wallet_status status =
        wlt_hash_with(verdict->context, WLT_HASH_SHA256, encoded, digest);
    if (status != WALLET_OK) {
        return status;
    }

    memcpy(out->digest, digest, sizeof out->digest);
    out->known = wlt_known_chains_find(&verdict->known, out->digest);
    if (!out->known) {
        return read_anew(verdict, encoded);
    }

    out->chain = &out->known->chain;
    return WALLET_OK;
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
    const struct wlt_chain_question *question,
    const struct wlt_x5chain *chain,
    struct wallet_verdict *verdict,
    struct wlt_period *out_holds,
    struct wallet_error *error)
{
    const struct wlt_certificate *const *certificates = wlt_x5chain_items(chain);
    struct wallet_error story = { .message = "" };

    const enum wallet_status profile = wlt_policy_check(
        certificates, chain->count, WLT_POLICY_DOCUMENTS, verdict->deviations, &story);
    const enum wallet_status path = wlt_trust_check_path_for_doc_type(
        question->trust,
        question->doc_type,
        certificates,
        chain->count,
        question->at_unix,
        out_holds,
        error);
    return path == WALLET_OK && profile != WALLET_OK
               ? wlt_fail(error, profile, WALLET_NO_OFFSET, "%s", story.message)
               : path;
}

/** A chain that was found good is known from then on; nobody fills the memory with others. */
static enum wallet_status remember(
    const struct wlt_chain_question *question,
    struct carried *carried,
    struct wallet_verdict *verdict,
    struct wlt_period holds)
{
    if (!carried->known) {
        carried->known = wlt_known_chains_keep(&verdict->known, carried->digest, &verdict->chain);
        carried->chain = &carried->known->chain;
    }

    return wlt_known_chain_note(carried->known, question, holds, verdict->deviations)
               ? WALLET_OK
               : WALLET_ERR_MEMORY;
}

/** The answer is remembered only as long as it is the same, so it need not be asked whether it was. */
static enum wallet_status find_answer(
    const struct wlt_chain_question *question,
    struct carried *carried,
    struct wallet_verdict *verdict,
    struct wallet_error *error)
{
    struct wlt_period holds;

    if (carried->known && wlt_known_chain_answers(carried->known, question)) {
        memcpy(verdict->deviations, carried->known->deviations, sizeof carried->known->deviations);
        return WALLET_OK;
    }

    const enum wallet_status status = check_chain(question, carried->chain, verdict, &holds, error);
    return status == WALLET_OK ? remember(question, carried, verdict, holds) : status;
}

/** One that is trusted by itself has no path, which would have asked for its time. */
static void take_signer(struct wallet_verdict *verdict, struct wlt_certificate *signer)
{
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

/** Who is to vouch for the lists that its status stands in; where it has none, nobody needs to. */
static void take_authority(
    const struct wallet_trust *trust,
    const struct wlt_x5chain *chain,
    const struct wlt_mso *mso,
    struct wallet_verdict *verdict)
{
    if (mso->status.size > 0) {
        verdict->authority =
            wlt_trust_find_authority(trust, &mso->doc_type, chain->certificates[chain->count - 1]);
    }
}

static enum wallet_status check_issuer(
    const struct wallet_trust *trust,
    struct carried *carried,
    const struct wlt_mso *mso,
    struct wallet_verdict *verdict)
{
    const struct wlt_chain_question question = { trust, mso->doc_type, verdict->at_unix };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = find_answer(&question, carried, verdict, &error);
    if (status == WALLET_OK) {
        take_authority(trust, carried->chain, mso, verdict);
        take_signer(verdict, carried->chain->certificates[0]);
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
    struct carried *carried,
    struct wallet_verdict *verdict,
    struct wlt_mso *out)
{
    struct wallet_error error = { .message = "" };

    enum wallet_status status =
        check_signature(verdict, wlt_certificate_key(carried->chain->certificates[0]));
    if (status != WALLET_OK || !wlt_verdict_has_passed(verdict, WALLET_CHECK_SIGNATURE)) {
        return status;
    }

    status = wlt_mso_read(verdict->sign1.payload, out, &error);
    if (status != WALLET_OK) {
        wlt_fail_form(verdict, status, &error);
        return WALLET_OK;
    }

    return check_issuer(trust, carried, out, verdict);
}

enum wallet_status wlt_mdoc_signer_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict, struct wlt_mso *out)
{
    struct carried carried = { .known = NULL };

    if (!check_form(verdict)) {
        return WALLET_OK;
    }

    const enum wallet_status status = read_chain(verdict, &carried);
    if (status != WALLET_OK || carried.chain->count == 0 ||
        !check_algorithm(verdict, carried.chain)) {
        return status;
    }

    return check_signed(trust, &carried, verdict, out);
}
