/* SPDX-License-Identifier: Apache-2.0 */

/* A list in its signed form: the claims around it, draft-ietf-oauth-status-list section 5.2. */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "crypto/deflate.h"
#include "status/list.h"
#include "trust/envelope.h"

enum {
    CLAIM_COUNT = 5, /* sub, exp, iat, status list, ttl */
    MEMBER_COUNT = 2,
};

enum wallet_status wlt_status_list_open(
    struct wallet_bytes token,
    const struct wlt_status_demand *demand,
    struct wallet_status_list **out,
    struct wlt_status_period *out_period,
    struct wallet_error *error)
{
    struct wlt_status_token opened = { 0 };
    struct wlt_list_claims claims = { .list = { 0 } };

    if (token.size > WALLET_STATUS_TOKEN_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", token.size);
    }

    enum wallet_status status = wlt_status_token_verify(
        token,
        WLT_TYP_STATUS_LIST,
        WLT_CBOR_LENIENT,
        demand->trust,
        demand->context,
        &opened,
        error);
    if (status == WALLET_OK) {
        status = wlt_list_claims_read(opened.payload, WLT_LIST_STATUS, &claims, error);
    }

    /* Section 8.3: `sub` MUST be the URI that the licence names, or another list passes for it. */
    if (status == WALLET_OK && !wlt_bytes_equal(claims.sub, demand->uri)) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is the list of another URI");
    }

    if (status == WALLET_OK) {
        status = wlt_status_check_speaker(
            opened.signatory, demand->trust, demand->issuer, claims.period.issued_unix, error);
    }

    status = status == WALLET_OK
                 ? wlt_status_list_read(claims.list, demand->entries_max, out, error)
                 : status;
    if (status == WALLET_OK) {
        *out_period = claims.period;
    }

    return status;
}

static enum wallet_status check_period(
    const struct wlt_status_period *period, int64_t at_unix, struct wallet_error *error)
{
    const int64_t clock = at_unix > INT64_MAX - WLT_STATUS_CLOCK_LEEWAY
                              ? INT64_MAX
                              : at_unix + WLT_STATUS_CLOCK_LEEWAY;

    if (period->issued_unix > clock) {
        return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the list is not issued yet");
    }

    if (at_unix >= period->until_unix) {
        return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the list has expired");
    }

    return WALLET_OK;
}

enum wallet_status wallet_status_list_verify(
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    const char *uri,
    size_t entries_max,
    int64_t at_unix,
    struct wallet_status_list **out,
    struct wallet_error *error)
{
    struct wlt_check_context *context = NULL;
    struct wallet_status_list *list = NULL;
    struct wlt_status_period period = { 0 };

    if (!trust || !uri || !out || (!token.data && token.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_check_context_new(&context, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_status_demand demand = {
        .trust = trust,
        .context = context,
        .uri = wlt_bytes_of(uri),
        .entries_max = entries_max,
    };
    status = wlt_status_list_open(token, &demand, &list, &period, error);
    wlt_check_context_free(context);
    status = status == WALLET_OK ? check_period(&period, at_unix, error) : status;
    if (status == WALLET_OK) {
        *out = list;
    } else {
        wallet_status_list_free(list);
    }

    return status;
}

static enum wallet_status append_claims(
    const char *uri,
    struct wallet_bytes stream,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, CLAIM_COUNT);
    wlt_write_int(&writer, WLT_CLAIM_SUB);
    wlt_write_text(&writer, wlt_bytes_of(uri));
    wlt_write_int(&writer, WLT_CLAIM_EXP);
    wlt_write_int(&writer, at_unix + WALLET_STATUS_STALE_SECONDS);
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, at_unix);
    wlt_write_int(&writer, WLT_CLAIM_STATUS_LIST);
    wlt_write_map(&writer, MEMBER_COUNT);
    wlt_write_text(&writer, wlt_bytes_of("lst"));
    wlt_write_bytes(&writer, stream);
    wlt_write_text(&writer, wlt_bytes_of("bits"));
    wlt_write_unsigned(&writer, 1);
    wlt_write_int(&writer, WLT_CLAIM_TTL);
    wlt_write_int(&writer, WALLET_STATUS_FRESH_SECONDS);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_status_list_sign(
    const struct wallet_signer *signer,
    const char *uri,
    struct wallet_bytes bits,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer stream = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };

    enum wallet_status status = wlt_deflate(bits, &stream, error);
    if (status == WALLET_OK) {
        status = append_claims(uri, wallet_buffer_bytes(&stream), at_unix, &claims, error);
    }

    if (status == WALLET_OK) {
        status = wlt_envelope_sign(
            signer, WLT_TYP_STATUS_LIST, wallet_buffer_bytes(&claims), out, error);
    }

    return status;
}
