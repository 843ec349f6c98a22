/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "cose/key.h"
#include "cose/mac0.h"
#include "mdoc/device_auth.h"
#include "mdoc/document.h"
#include "mdoc/explanation.h"

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

/** A document under way. */
struct shown {
    struct wallet_mdoc_explanation *explanation;
    const struct wlt_explained_session *session;
    struct wlt_mdoc_document document;
    struct wlt_mso mso;
};

/** The key that the issuer signed as the device's. */
static void explain_device(const struct shown *shown)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;
    struct wallet_error story = { .message = "" };
    uint8_t thumbprint[WLT_SHA256_SIZE];

    enum wallet_status status = wlt_cose_key_read(shown->mso.device_key, &key, &story);
    if (status == WALLET_OK) {
        wlt_explain_key(shown->explanation, WALLET_MDOC_PART_DEVICE_CURVE, key);
        status = wlt_cose_key_thumbprint(key, thumbprint, &story);
    }

    if (status == WALLET_OK) {
        wlt_explain_bytes(
            shown->explanation,
            WALLET_MDOC_PART_DEVICE_THUMBPRINT,
            (struct wallet_bytes){ thumbprint, sizeof thumbprint });
    } else {
        wlt_explain_problem(shown->explanation, "the device's key", &story);
    }
}

static const char *proof_kind(const struct wlt_mdoc_document *document)
{
    const bool has_signature = document->device_signature.size > 0;
    const bool has_mac = document->device_mac.size > 0;

    if (has_signature && has_mac) {
        return "both";
    }

    return has_mac ? "mac" : has_signature ? "signature" : "none";
}

static void explain_algorithm(
    struct wallet_mdoc_explanation *explanation, const struct wlt_sign1 *proof, bool is_mac)
{
    const int64_t number = proof->protected_headers.alg;
    const char *name = wallet_algorithm_name(wlt_cose_algorithm(number));

    if (!proof->protected_headers.has_alg) {
        return;
    }

    if (is_mac) {
        name = number == WLT_COSE_HMAC_256 ? "HMAC 256/256" : "none";
    }

    wlt_explain_number(explanation, WALLET_MDOC_PART_ALGORITHM, number);
    wlt_explain_word(explanation, WALLET_MDOC_PART_ALGORITHM_NAME, name);
}

/** What the signature or the MAC is over, as a verifier puts it together. */
static enum wallet_status explain_structure(
    const struct shown *shown,
    const struct wlt_sign1 *proof,
    bool is_mac,
    struct wallet_bytes payload,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER structure = { 0 };

    const enum wallet_status status = wlt_cose_append_structure(
        is_mac ? "MAC0" : "Signature1",
        proof->protected_encoded,
        (struct wallet_bytes){ 0 },
        payload,
        &structure,
        error);
    if (status == WALLET_OK) {
        wlt_explain_bytes(
            shown->explanation, WALLET_MDOC_PART_STRUCTURE, wallet_buffer_bytes(&structure));
    }

    return status;
}

/** By what the device proves that it shows the document: a COSE_Sign1 or a COSE_Mac0. */
static void explain_proof(const struct shown *shown, struct wallet_bytes payload)
{
    struct wallet_mdoc_explanation *explanation = shown->explanation;
    const struct wlt_mdoc_document *document = &shown->document;
    const bool is_mac = document->device_mac.size > 0;
    struct wlt_sign1 proof = { 0 };
    struct wallet_error story = { .message = "" };

    enum wallet_status status =
        is_mac ? wlt_mac0_read(document->device_mac, &proof, &story)
               : wlt_sign1_read(document->device_signature, WLT_CBOR_LENIENT, &proof, &story);
    if (status != WALLET_OK) {
        wlt_explain_problem(explanation, is_mac ? "deviceMac" : "deviceSignature", &story);
        return;
    }

    wlt_explain_bytes(explanation, WALLET_MDOC_PART_PROTECTED, proof.protected_encoded);
    explain_algorithm(explanation, &proof, is_mac);
    if (!proof.is_detached) {
        wlt_explain_bytes(explanation, WALLET_MDOC_PART_PAYLOAD_SENT, proof.payload);
    }

    status = explain_structure(shown, &proof, is_mac, payload, &story);
    explanation->is_out_of_memory |= status == WALLET_ERR_MEMORY;
    wlt_explain_bytes(explanation, WALLET_MDOC_PART_PROOF, proof.signature);
}

/** DeviceAuthenticationBytes, and what is made of them. */
static void explain_authentication(const struct shown *shown)
{
    struct wallet_mdoc_explanation *explanation = shown->explanation;
    const struct wlt_mdoc_document *document = &shown->document;
    const char *kind = proof_kind(document);
    WLT_AUTO_BUFFER payload = { 0 };

    wlt_explain_bytes(
        explanation, WALLET_MDOC_PART_NAME_SPACES, document->device_name_spaces.whole);
    explanation->is_out_of_memory |= wlt_device_auth_append_signed(
                                         document->doc_type,
                                         shown->session->transcript,
                                         document->device_name_spaces.whole,
                                         &payload,
                                         NULL) != WALLET_OK;
    const struct wallet_bytes bytes = wallet_buffer_bytes(&payload);
    wlt_explain_bytes(explanation, WALLET_MDOC_PART_AUTHENTICATION, bytes);
    wlt_explain_sha256(explanation, WALLET_MDOC_PART_AUTHENTICATION_SHA256, bytes);
    wlt_explain_word(explanation, WALLET_MDOC_PART_PROOF_KIND, kind);
    if (document->device_mac.size > 0 || document->device_signature.size > 0) {
        explain_proof(shown, bytes);
    }

    /* What EMacKey is derived of, besides what the two keys agree on (ISO/IEC 18013-5 9.1.3.5). */
    if (document->device_mac.size > 0) {
        wlt_explain_salt(explanation, WALLET_MDOC_PART_MAC_SALT, shown->session->transcript);
        wlt_explain_word(explanation, WALLET_MDOC_PART_MAC_INFO, "EMacKey");
    }
}

/** As a verifier comes to it, whoever issued the document. */
static void explain_result(const struct shown *shown)
{
    struct wallet_error story = { .message = "" };
    const char *word = "failed";

    const enum wallet_status status = wlt_device_auth_check(
        &shown->document, &shown->mso, &shown->session->session, shown->session->context, &story);
    if (status == WALLET_OK) {
        word = "passed";
    } else if (status == WALLET_ERR_UNDETERMINED) {
        word = "unknown";
    }

    shown->explanation->is_out_of_memory |= status == WALLET_ERR_MEMORY;
    wlt_explain_word(shown->explanation, WALLET_MDOC_PART_RESULT, word);
    if (status != WALLET_OK) {
        wlt_explain_word(shown->explanation, WALLET_MDOC_PART_DETAIL, story.message);
    }
}

/** The issuer's security object, whoever signed it: the device's key stands in it. */
static bool read_mso(struct shown *shown)
{
    struct wlt_sign1 sign1 = { 0 };
    struct wallet_error story = { .message = "" };

    enum wallet_status status =
        wlt_sign1_read(shown->document.issuer_auth, WLT_CBOR_LENIENT, &sign1, &story);
    if (status == WALLET_OK) {
        status = wlt_mso_read(sign1.payload, &shown->mso, &story);
    }

    if (status != WALLET_OK) {
        wlt_explain_problem(shown->explanation, "the issuer's security object", &story);
    }

    return status == WALLET_OK;
}

void wlt_explain_document(
    struct wallet_mdoc_explanation *explanation,
    const struct wlt_explained_session *session,
    struct wallet_bytes encoded)
{
    struct shown shown = { .explanation = explanation, .session = session };
    struct wallet_error story = { .message = "" };

    if (wlt_mdoc_document_read(encoded, &shown.document, &story) != WALLET_OK) {
        wlt_explain_problem(explanation, "the document", &story);
        return;
    }

    const bool has_mso = read_mso(&shown);
    if (shown.document.is_shown || has_mso) {
        wlt_explain_text(
            explanation,
            WALLET_MDOC_PART_DOC_TYPE,
            shown.document.is_shown ? shown.document.doc_type : shown.mso.doc_type);
    }

    if (has_mso) {
        explain_device(&shown);
    }

    if (shown.document.device_name_spaces.whole.size > 0) {
        explain_authentication(&shown);
    }

    if (shown.document.is_shown && has_mso) {
        explain_result(&shown);
    }
}
