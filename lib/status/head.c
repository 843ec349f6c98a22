/* SPDX-License-Identifier: Apache-2.0 */
#include "status/head.h"

#include <wallet/codes.h>
#include <wallet/status.h>

#include "base/error.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "trust/envelope.h"

enum {
    CLAIM_COUNT = 4,
};

/** Who may speak for others may put any issuer there; folders are named by it, and people are shown it. */
static bool is_issuer(struct wallet_bytes text)
{
    const enum wallet_finding finding = wallet_uscc_check(text);
    return finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding);
}

static enum wallet_status read_claims(
    struct wallet_bytes payload, struct wlt_status_head *out, struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(payload, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(payload, WLT_CBOR_STRICT);
    bool has_iat = false;
    bool has_version = false;
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        switch (wlt_read_int(&reader)) {
        case WLT_CLAIM_ISS: out->issuer = wlt_read_text(&reader); break;
        case WLT_CLAIM_IAT:
            has_iat = true;
            out->issued_unix = wlt_read_int(&reader);
            break;
        case WLT_CLAIM_SHARD_DIGESTS: out->content = wlt_read_any(&reader); break;
        case WLT_CLAIM_VERSION:
            has_version = true;
            out->version = wlt_read_unsigned(&reader);
            break;
        default: wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a claim that is known"); break;
        }
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK &&
        (!is_issuer(out->issuer) || !has_iat || !has_version || out->content.size == 0)) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "a claim is missing or not as it should");
    }

    return status;
}

enum wallet_status wlt_status_head_open(
    struct wallet_bytes encoded,
    const char *typ,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_status_head *out,
    struct wallet_error *error)
{
    struct wlt_status_token token = { 0 };
    struct wlt_status_head head = { 0 };

    if (encoded.size > WALLET_STATUS_TOKEN_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", encoded.size);
    }

    enum wallet_status status =
        wlt_status_token_verify(encoded, typ, WLT_CBOR_STRICT, trust, context, &token, error);
    status = status == WALLET_OK ? read_claims(token.payload, &head, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    if (token.signatory) {
        status =
            wlt_status_check_speaker(token.signatory, trust, head.issuer, head.issued_unix, error);
    }

    if (status == WALLET_OK) {
        *out = head;
    }

    return status;
}

static enum wallet_status append_claims(
    const struct wlt_status_head *head, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, CLAIM_COUNT);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, head->issuer);
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, head->issued_unix);
    wlt_write_int(&writer, WLT_CLAIM_SHARD_DIGESTS);
    wlt_write_encoded(&writer, head->content);
    wlt_write_int(&writer, WLT_CLAIM_VERSION);
    wlt_write_unsigned(&writer, head->version);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_status_head_sign(
    const struct wallet_signer *signer,
    const char *typ,
    const struct wlt_status_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };

    const enum wallet_status status = append_claims(head, &claims, error);
    return status == WALLET_OK
               ? wlt_envelope_sign(signer, typ, wallet_buffer_bytes(&claims), out, error)
               : status;
}
