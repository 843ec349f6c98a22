/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/auditor.h"
#include "audit/signed_root.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "trust/envelope.h"

#include <string.h>

#define COSIGNATURE_TYP "application/wallet-cosignature+cwt"

enum {
    CLAIM_COUNT = 3,
};

/** Claims { 1: witness, 6: time, -65561: checkpoint }; borrows from the payload. */
struct claims {
    struct wallet_bytes witness;
    int64_t at_unix;
    struct wallet_bytes checkpoint;
};

static enum wallet_status append_claims(
    const struct claims *claims, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, CLAIM_COUNT);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, claims->witness);
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, claims->at_unix);
    wlt_write_int(&writer, WLT_CLAIM_CHECKPOINT);
    wlt_write_bytes(&writer, claims->checkpoint);
    return wlt_writer_status(&writer, error);
}

static bool read_label(struct wlt_reader *reader, int64_t label)
{
    if (wlt_read_int(reader) != label) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "witness, time and checkpoint");
    }

    return wlt_reader_is_ok(reader);
}

static enum wallet_status read_claims(
    struct wallet_bytes payload, struct claims *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(payload, WLT_CBOR_STRICT);

    if (wlt_read_map(&reader) != CLAIM_COUNT) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "the claims of a cosignature");
    }

    if (read_label(&reader, WLT_CLAIM_ISS)) {
        out->witness = wlt_read_text(&reader);
    }

    if (read_label(&reader, WLT_CLAIM_IAT)) {
        out->at_unix = wlt_read_int(&reader);
    }

    if (read_label(&reader, WLT_CLAIM_CHECKPOINT)) {
        out->checkpoint = wlt_read_bytes(&reader);
    }

    if (wlt_reader_is_ok(&reader) &&
        (out->witness.size != WALLET_ISSUER_SIZE - 1 || out->at_unix < 0)) {
        wlt_reader_fail(&reader, WALLET_ERR_VALUE, "a witness of 18 characters, after 1970");
    }

    return wlt_reader_finish(&reader, error);
}

static enum wallet_status open_object(
    struct wallet_bytes cosignature,
    struct wlt_sign1 *sign1,
    struct claims *claims,
    struct wallet_error *error)
{
    if (cosignature.size > WALLET_COSIGNATURE_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", cosignature.size);
    }

    enum wallet_status status = wlt_sign1_read(cosignature, WLT_CBOR_STRICT, sign1, error);
    if (status == WALLET_OK) {
        status = wlt_envelope_check_type(sign1, COSIGNATURE_TYP, "a witness's cosignature", error);
    }

    return status == WALLET_OK ? read_claims(sign1->payload, claims, error) : status;
}

bool wallet_cosignature_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1;
    struct claims claims = { .at_unix = 0 };

    return (object.data || object.size == 0) &&
           open_object(object, &sign1, &claims, NULL) == WALLET_OK;
}

static enum wallet_status check_witness(
    const struct wlt_sign1 *sign1,
    const struct claims *claims,
    const char *witness,
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;
    const struct wlt_statement statement = {
        .kid = headers->kid,
        .algorithm = headers->has_alg ? wlt_cose_algorithm(headers->alg) : WALLET_ALGORITHM_NONE,
        .protected_encoded = sign1->protected_encoded,
        .payload = sign1->payload,
        .signature = sign1->signature,
        .id = witness,
        .at_unix = claims->at_unix,
    };

    return wlt_auditor_check(&statement, trust, error);
}

enum wallet_status wallet_cosignature_verify(
    struct wallet_bytes cosignature,
    const struct wallet_trust *trust,
    struct wallet_cosignature *out,
    struct wallet_error *error)
{
    struct wlt_sign1 sign1;
    struct claims claims = { .at_unix = 0 };
    struct wallet_cosignature result = { .witness = "" };

    if (!trust || !out || (!cosignature.data && cosignature.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = open_object(cosignature, &sign1, &claims, error);
    if (status != WALLET_OK) {
        return status;
    }

    memcpy(result.witness, claims.witness.data, claims.witness.size);
    result.at_unix = claims.at_unix;
    status = check_witness(&sign1, &claims, result.witness, trust, error);
    if (status == WALLET_OK) {
        status = wallet_checkpoint_verify(claims.checkpoint, trust, &result.checkpoint, error);
    }

    if (status == WALLET_OK && strcmp(result.witness, result.checkpoint.origin) == 0) {
        status = wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the log's owner is no outside witness");
    }

    if (status == WALLET_OK) {
        *out = result;
    }

    return status;
}

static enum wallet_status judge(
    const struct wallet_sighting *sighting,
    const struct wallet_checkpoint *seen,
    enum wallet_succession *out,
    struct wallet_error *error)
{
    *out = sighting->last ? wallet_checkpoint_follow(sighting->last, seen, sighting->proof)
                          : WALLET_SUCCESSION_GROWN;
    return *out == WALLET_SUCCESSION_SAME || *out == WALLET_SUCCESSION_GROWN
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_REFUSED,
                     WALLET_NO_OFFSET,
                     "%s",
                     wallet_succession_sentence(*out, WALLET_ENGLISH));
}

static enum wallet_status sign(
    struct wallet_bytes checkpoint,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer payload = { 0 };
    const struct claims claims = { wlt_bytes_of(signer->issuer), at_unix, checkpoint };

    const enum wallet_status status = append_claims(&claims, &payload, error);
    return status == WALLET_OK
               ? wlt_envelope_sign(
                     signer, COSIGNATURE_TYP, wallet_buffer_bytes(&payload), out, error)
               : status;
}

enum wallet_status wallet_checkpoint_cosign(
    const struct wallet_sighting *sighting,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_checkpoint *out_seen,
    enum wallet_succession *out_succession,
    struct wallet_error *error)
{
    struct wallet_checkpoint seen;
    enum wallet_succession succession = WALLET_SUCCESSION_GROWN;

    if (!sighting || !signer || !out || !out_seen || at_unix < 0 ||
        (!sighting->proof.data && sighting->proof.size > 0)) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a pointer or time is missing");
    }

    enum wallet_status status =
        wallet_checkpoint_verify(sighting->checkpoint, sighting->trust, &seen, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (strlen(signer->issuer) != WALLET_ISSUER_SIZE - 1 ||
        strcmp(signer->issuer, seen.origin) == 0) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a witness's key is another agency's");
    }

    status = judge(sighting, &seen, &succession, error);
    if (out_succession) {
        *out_succession = succession;
    }

    status = status == WALLET_OK ? sign(sighting->checkpoint, signer, at_unix, out, error) : status;
    if (status == WALLET_OK) {
        *out_seen = seen;
    }

    return status;
}
