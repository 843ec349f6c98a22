/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "cbor/check.h"
#include "cose/sign1.h"
#include "cose/to_be_signed.h"
#include "licence/cwt.h"
#include "licence/labels.h"
#include "licence/payload.h"
#include "trust/key.h"

#include <string.h>

enum {
    HEADER_COUNT = 3, /* alg, kid, typ */
    SIGNED_PARTS = 4,
};

static const char context[] = "Signature1";

static void write_protected(
    struct wlt_writer *writer, const struct wallet_signer *signer, uint64_t typ)
{
    const struct wallet_bytes key_id = { signer->key_id, WALLET_KEY_ID_SIZE };

    wlt_write_map(writer, HEADER_COUNT);
    wlt_write_int(writer, WLT_COSE_ALG);
    wlt_write_int(writer, wlt_cose_algorithm_number(signer->algorithm));
    wlt_write_int(writer, WLT_COSE_KID);
    wlt_write_bytes(writer, key_id);
    wlt_write_int(writer, WLT_COSE_TYP);
    wlt_write_unsigned(writer, typ);
}

/* RFC 9052 section 4.4, written in place: the payload is encoded where it is signed. */
static enum wallet_status write_signed(
    struct wlt_writer *writer,
    const struct wallet_record *record,
    const struct wlt_bound_to *bound_to,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    wlt_write_array(writer, SIGNED_PARTS);
    wlt_write_text(writer, (struct wallet_bytes){ (const uint8_t *)context, sizeof context - 1 });

    const size_t headers = wlt_write_bytes_open(writer);
    write_protected(writer, signer, bound_to ? WLT_TYP_SD_CWT : WLT_TYP_CWT);
    wlt_write_bytes_close(writer, headers);
    wlt_write_bytes(writer, (struct wallet_bytes){ 0 });

    const size_t payload = wlt_write_bytes_open(writer);
    const enum wallet_status status =
        wlt_payload_write(writer, record, bound_to, signer->issuer, issued_unix, error);
    if (status == WALLET_OK) {
        wlt_write_bytes_close(writer, payload);
    }

    return status;
}

static enum wallet_status start(
    const struct wallet_record *record,
    const struct wlt_bound_to *bound_to,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_error *error)
{
    wlt_buffer_set_size(out_to_be_signed, 0);
    struct wlt_writer writer = wlt_writer_start(out_to_be_signed);
    const enum wallet_status status =
        write_signed(&writer, record, bound_to, signer, issued_unix, error);
    const size_t beside = bound_to ? bound_to->redactor->disclosures.size : 0;
    if (status == WALLET_OK &&
        out_to_be_signed->size + beside > WALLET_LICENCE_MAX - WALLET_SIGNATURE_MAX) {
        wlt_buffer_set_size(out_to_be_signed, 0);
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the licence would have more than %d bytes",
            WALLET_LICENCE_MAX);
    }

    return status;
}

enum wallet_status wallet_issue_start(
    const struct wallet_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_error *error)
{
    if (!record || !signer || !out_to_be_signed) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    return start(record, NULL, signer, issued_unix, out_to_be_signed, error);
}

/** The unprotected bucket in which an issuer hands over the disclosures: { sd_claims: [ ... ] }. */
static enum wallet_status write_disclosures(
    const struct wlt_redactor *redactor, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_COSE_SD_CLAIMS);
    wlt_write_array(&writer, redactor->count);
    wlt_write_encoded(&writer, wallet_buffer_bytes(&redactor->disclosures));
    return wlt_writer_status(&writer, error);
}

enum wallet_status wallet_issue_bound_start(
    const struct wallet_record *record,
    const struct wallet_key *holder,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_buffer *out_disclosures,
    struct wallet_error *error)
{
    __attribute__((cleanup(wlt_redactor_clear))) struct wlt_redactor redactor = { 0 };

    if (!record || !holder || !signer || !out_to_be_signed || !out_disclosures) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wlt_bound_to bound_to = { wlt_key_public(holder), &redactor };
    if (wlt_algorithm_is_foreign(wlt_public_key_algorithm(bound_to.holder))) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "a holder's key is for Ed25519, ES256, ES384 or SM2");
    }

    const enum wallet_status status =
        start(record, &bound_to, signer, issued_unix, out_to_be_signed, error);
    return status == WALLET_OK ? write_disclosures(&redactor, out_disclosures, error) : status;
}

static enum wallet_status join(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_bytes unprotected,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_to_be_signed parts = { 0 };

    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_to_be_signed_read(to_be_signed, signature, &parts, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_buffer_set_size(out, 0);
    return unprotected.size > 0
               ? wlt_sign1_append_with(
                     parts.protected_encoded, unprotected, parts.payload, signature, out, error)
               : wlt_sign1_append(parts.protected_encoded, parts.payload, signature, out, error);
}

enum wallet_status wallet_issue_finish(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    return join(to_be_signed, signature, (struct wallet_bytes){ 0 }, out, error);
}

enum wallet_status wallet_issue_bound_finish(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_bytes disclosures,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_cbor_check(disclosures, WLT_CBOR_STRICT, error);
    return status == WALLET_OK ? join(to_be_signed, signature, disclosures, out, error) : status;
}

/** Signs what was written and joins the two. */
static enum wallet_status sign(
    const struct wallet_signer *signer,
    const struct wallet_buffer *to_be_signed,
    const struct wallet_buffer *unprotected,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    const struct wallet_bytes message = wallet_buffer_bytes(to_be_signed);
    const enum wallet_status status =
        signer->sign(signer->context, message, signature, &size, error);
    return status == WALLET_OK ? join(
                                     message,
                                     (struct wallet_bytes){ signature, size },
                                     wallet_buffer_bytes(unprotected),
                                     out,
                                     error)
                               : status;
}

enum wallet_status wallet_issue(
    const struct wallet_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer to_be_signed = { 0 };
    const struct wallet_buffer nothing = { 0 };

    if (!signer || !signer->sign) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "the signer cannot sign");
    }

    const enum wallet_status status =
        wallet_issue_start(record, signer, issued_unix, &to_be_signed, error);
    return status == WALLET_OK ? sign(signer, &to_be_signed, &nothing, out, error) : status;
}

enum wallet_status wallet_issue_bound(
    const struct wallet_record *record,
    const struct wallet_key *holder,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer to_be_signed = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer disclosures = { 0 };

    if (!signer || !signer->sign) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "the signer cannot sign");
    }

    const enum wallet_status status = wallet_issue_bound_start(
        record, holder, signer, issued_unix, &to_be_signed, &disclosures, error);
    return status == WALLET_OK ? sign(signer, &to_be_signed, &disclosures, out, error) : status;
}

enum wallet_status wallet_issue_identifier(
    struct wallet_bytes licence, char out[WALLET_IDENTIFIER_SIZE], struct wallet_error *error)
{
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;

    enum wallet_status status = wlt_sign1_read(licence, WLT_CBOR_STRICT, &sign1, error);
    status =
        status == WALLET_OK ? wlt_cwt_read(sign1.payload, WLT_CBOR_STRICT, &cwt, error) : status;
    if (status == WALLET_OK && !wlt_cwt_identifier(&cwt, out)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the licence has no identifier");
    }

    return status;
}
