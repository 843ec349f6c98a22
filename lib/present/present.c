/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "licence/labels.h"
#include "present/selection.h"

#include <string.h>

enum {
    HEADER_COUNT = 3, /* alg, kcwt, typ */
    CLAIM_COUNT = 4,  /* aud, exp, iat, cti */
    CTI_SIZE = 16,
};

/** Whether a licence holds now, so that a counter can take it. */
static bool holds_at(const struct wlt_cwt *cwt, int64_t at)
{
    return cwt->iat.unix_seconds <= at && (!cwt->nbf.is_present || cwt->nbf.unix_seconds <= at) &&
           (!cwt->exp.is_present || cwt->exp.unix_seconds > at);
}

static enum wallet_status check(
    const struct wallet_selection *selection,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wallet_bytes key_id = { signer->key_id, WALLET_KEY_ID_SIZE };

    if (!selection) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (!wlt_bytes_equal(wallet_selection_key_id(selection), key_id)) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a licence that is not bound to this key");
    }

    return holds_at(&selection->cwt, at_unix)
               ? WALLET_OK
               : wlt_fail(
                     error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a licence that is not valid now");
}

static void write_protected(
    struct wlt_writer *writer, const struct wallet_signer *signer, struct wallet_bytes licence)
{
    wlt_write_map(writer, HEADER_COUNT);
    wlt_write_int(writer, WLT_COSE_ALG);
    wlt_write_int(writer, wlt_cose_algorithm_number(signer->algorithm));
    wlt_write_int(writer, WLT_COSE_KCWT);
    wlt_write_encoded(writer, licence);
    wlt_write_int(writer, WLT_COSE_TYP);
    wlt_write_unsigned(writer, WLT_TYP_KB_CWT);
}

/** The draft, section 7.1: not valid for any time at which the licence is not. */
static int64_t end_of(const struct wlt_cwt *cwt, int64_t at_unix)
{
    const int64_t end =
        at_unix > INT64_MAX - WALLET_SHOWN_SECONDS ? INT64_MAX : at_unix + WALLET_SHOWN_SECONDS;
    return cwt->exp.is_present && cwt->exp.unix_seconds < end ? cwt->exp.unix_seconds : end;
}

static void write_payload(
    struct wlt_writer *writer, const struct wlt_cwt *cwt, const struct wallet_showing *showing)
{
    uint8_t cti[CTI_SIZE];

    wlt_random(cti, sizeof cti);
    wlt_write_map(writer, (size_t)CLAIM_COUNT + (showing->nonce.size > 0));
    wlt_write_int(writer, WLT_CLAIM_AUD);
    wlt_write_text(writer, wlt_bytes_of(showing->audience));
    wlt_write_int(writer, WLT_CLAIM_EXP);
    wlt_write_int(writer, end_of(cwt, showing->at_unix));
    wlt_write_int(writer, WLT_CLAIM_IAT);
    wlt_write_int(writer, showing->at_unix);
    wlt_write_int(writer, WLT_CLAIM_CTI);
    wlt_write_bytes(writer, (struct wallet_bytes){ cti, sizeof cti });
    if (showing->nonce.size > 0) {
        wlt_write_int(writer, WLT_CLAIM_CNONCE);
        wlt_write_bytes(writer, showing->nonce);
    }
}

/** The parts of one key-binding token while it is made. */
struct token {
    struct wallet_buffer licence;
    struct wallet_buffer headers;
    struct wallet_buffer payload;
    struct wallet_buffer message;
};

static void clear(struct token *token)
{
    wallet_buffer_clear(&token->licence);
    wallet_buffer_clear(&token->headers);
    wallet_buffer_clear(&token->payload);
    wallet_buffer_clear(&token->message);
}

static enum wallet_status write_token(
    struct token *token,
    const struct wallet_selection *selection,
    const struct wallet_signer *signer,
    const struct wallet_showing *showing,
    struct wallet_error *error)
{
    struct wlt_writer headers = wlt_writer_start(&token->headers);
    struct wlt_writer payload = wlt_writer_start(&token->payload);

    const enum wallet_status status = wallet_selection_write(selection, &token->licence, error);
    if (status != WALLET_OK) {
        return status;
    }

    write_protected(&headers, signer, wallet_buffer_bytes(&token->licence));
    write_payload(&payload, &selection->cwt, showing);
    if (headers.status != WALLET_OK || payload.status != WALLET_OK) {
        return wlt_fail_memory(error);
    }

    return wlt_sign1_append_signed(
        wallet_buffer_bytes(&token->headers),
        (struct wallet_bytes){ 0 },
        wallet_buffer_bytes(&token->payload),
        &token->message,
        error);
}

static enum wallet_status append_token(
    const struct wallet_selection *selection,
    const struct wallet_signer *signer,
    const struct wallet_showing *showing,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(clear))) struct token token = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    enum wallet_status status = check(selection, signer, showing->at_unix, error);
    status = status == WALLET_OK ? write_token(&token, selection, signer, showing, error) : status;
    if (status == WALLET_OK) {
        const struct wallet_bytes message = wallet_buffer_bytes(&token.message);
        status = signer->sign(signer->context, message, signature, &size, error);
    }

    return status == WALLET_OK ? wlt_sign1_append(
                                     wallet_buffer_bytes(&token.headers),
                                     wallet_buffer_bytes(&token.payload),
                                     (struct wallet_bytes){ signature, size },
                                     out,
                                     error)
                               : status;
}

enum wallet_status wallet_present(
    const struct wallet_selection *const *selections,
    size_t count,
    const struct wallet_signer *signer,
    const struct wallet_showing *showing,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!selections || !signer || !signer->sign || !showing || !showing->audience || !out ||
        count == 0 || count > WALLET_SHOWN_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "nothing to show, or nobody to show it to");
    }

    enum wallet_status status = WALLET_OK;
    wlt_buffer_set_size(out, 0);
    struct wlt_writer writer = wlt_writer_start(out);
    if (count > 1) {
        wlt_write_array(&writer, count);
        status = wlt_writer_status(&writer, error);
    }

    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        status = append_token(selections[i], signer, showing, out, error);
    }

    if (status == WALLET_OK && out->size > WALLET_PRESENTATION_MAX) {
        status = wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", out->size);
    }

    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
    }

    return status;
}
