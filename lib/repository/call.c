/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/call.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "trust/envelope.h"

WLT_DEFINE_AUTO(call, struct wallet_call, wlt_call_free)

void wlt_call_free(struct wallet_call *call)
{
    if (!call) {
        return;
    }

    wallet_buffer_clear(&call->received);
    wallet_request_free(call->request);
    wlt_free(call);
}

enum wallet_status wlt_call_new(
    struct wallet_bytes received, struct wallet_call **out, struct wallet_error *error)
{
    WLT_AUTO(call) struct wallet_call *call = wlt_alloc(1, sizeof *call);
    if (!call || !wlt_buffer_append(&call->received, received)) {
        return wlt_fail_memory(error);
    }

    wlt_sha256(received, call->digest);
    call->clerk = (struct wallet_clerk){ "", "", "" };
    call->case_number = "";
    call->problem = (struct wlt_call_problem){ WALLET_PROBLEM_NONE, "", "", "", "" };
    *out = WLT_TAKE(call);
    return WALLET_OK;
}

enum wallet_status wlt_call_open(
    struct wallet_bytes call, struct wlt_sign1 *out, struct wallet_error *error)
{
    if (call.size > WALLET_CALL_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a call has at most %d bytes",
            WALLET_CALL_MAX);
    }

    const enum wallet_status status = wlt_sign1_read(call, WLT_CBOR_STRICT, out, error);
    return status == WALLET_OK
               ? wlt_envelope_check_type(out, WALLET_CALL_TYPE, "a call to a repository", error)
               : status;
}

bool wallet_call_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1 = { 0 };

    return wlt_call_open(object, &sign1, NULL) == WALLET_OK;
}

void wallet_call_digest(struct wallet_bytes call, uint8_t out[WALLET_CALL_DIGEST_SIZE])
{
    wlt_sha256(call, out);
}

/** What is signed is what a repository takes. */
static enum wallet_status read_back(struct wallet_bytes object, struct wallet_error *error)
{
    WLT_AUTO(call) struct wallet_call *call = NULL;
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_call_new(object, &call, error);
    if (status == WALLET_OK) {
        status = wlt_call_open(wallet_buffer_bytes(&call->received), &sign1, error);
    }

    if (status == WALLET_OK) {
        status = wlt_call_read(sign1.payload, call, error);
    }

    if (status == WALLET_OK) {
        status = wlt_call_check(call, error);
    }

    if (status == WALLET_OK) {
        status = wlt_call_check_purpose(call, error);
    }

    if (status != WALLET_OK && error) {
        error->offset = WALLET_NO_OFFSET; /* the caller has no such bytes */
    }

    return status;
}

static enum wallet_status check_terms(
    const struct wallet_call_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    if (!signer->issuer[0]) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that names no issuer");
    }

    if (issued_unix <= 0 || issued_unix > INT64_MAX - WALLET_CALL_SECONDS) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a time after 1970");
    }

    if (terms->item_count > WALLET_REQUEST_ITEM_MAX || terms->value_count > WALLET_CALL_VALUE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d licences, or %d values, in one call",
            WALLET_REQUEST_ITEM_MAX,
            WALLET_CALL_VALUE_MAX);
    }

    return WALLET_OK;
}

static bool has_null(const struct wallet_call_terms *terms)
{
    return !terms->repository || (!terms->items && terms->item_count > 0) ||
           (!terms->values && terms->value_count > 0) ||
           (!terms->grant.data && terms->grant.size > 0) ||
           (!terms->file.data && terms->file.size > 0);
}

enum wallet_status wallet_call_sign(
    const struct wallet_call_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer object = { 0 };

    if (!terms || !signer || !out || has_null(terms)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wlt_call_head head = { .counter = signer->issuer, .issued_unix = issued_unix };
    wlt_random(head.number, sizeof head.number);

    enum wallet_status status = check_terms(terms, signer, issued_unix, error);
    if (status == WALLET_OK) {
        status = wlt_call_write(terms, &head, &claims, error);
    }

    if (status == WALLET_OK) {
        status = wlt_envelope_sign(
            signer, WALLET_CALL_TYPE, wallet_buffer_bytes(&claims), &object, error);
    }

    if (status == WALLET_OK) {
        status = read_back(wallet_buffer_bytes(&object), error);
    }

    if (status == WALLET_OK) {
        wallet_buffer_clear(out);
        *out = object;
        object = (struct wallet_buffer){ 0 };
    }

    return status;
}
