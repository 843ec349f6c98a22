/* SPDX-License-Identifier: Apache-2.0 */
#include "present/request.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "trust/envelope.h"

WLT_DEFINE_AUTO(request, struct wallet_request, wallet_request_free)

void wallet_request_free(struct wallet_request *request)
{
    if (!request) {
        return;
    }

    wallet_buffer_clear(&request->texts);
    wallet_buffer_clear(&request->scopes);
    wlt_free(request->name_zh);
    wlt_free(request->name_en);
    wlt_free(request);
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wlt_request_open(
    struct wallet_bytes request, struct wlt_sign1 *out, struct wallet_error *error)
{
    if (request.size > WALLET_REQUEST_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a request has at most %d bytes",
            WALLET_REQUEST_MAX);
    }

    const enum wallet_status status = wlt_sign1_read(request, WLT_CBOR_STRICT, out, error);
    return status == WALLET_OK
               ? wlt_envelope_check_type(out, WLT_REQUEST_TYP, "a counter's request", error)
               : status;
}

bool wallet_request_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1 = { 0 };

    return wlt_request_open(object, &sign1, NULL) == WALLET_OK;
}

enum wallet_status wallet_request_parse(
    struct wallet_bytes request, struct wallet_request **out, struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    if (!out || (!request.data && request.size > 0)) {
        return fail_null(error);
    }

    const enum wallet_status status = wlt_request_open(request, &sign1, error);
    return status == WALLET_OK ? wlt_request_read(sign1.payload, out, error) : status;
}

static enum wallet_status check_terms(
    const struct wallet_request_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    const unsigned seconds = terms->seconds > 0 ? terms->seconds : WALLET_REQUEST_SECONDS;

    if (!signer->issuer[0]) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that names no issuer");
    }

    if (issued_unix <= 0 || issued_unix > INT64_MAX - WALLET_REQUEST_SECONDS_MAX ||
        seconds > WALLET_REQUEST_SECONDS_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "a request is good for 1 to %d seconds",
            WALLET_REQUEST_SECONDS_MAX);
    }

    return terms->item_count <= WALLET_REQUEST_ITEM_MAX ? WALLET_OK
                                                        : wlt_fail(
                                                              error,
                                                              WALLET_ERR_TOO_LARGE,
                                                              WALLET_NO_OFFSET,
                                                              "over %d licences in one request",
                                                              WALLET_REQUEST_ITEM_MAX);
}

/** What is signed is what a reader takes. */
static enum wallet_status read_back(struct wallet_bytes claims, struct wallet_error *error)
{
    WLT_AUTO(request) struct wallet_request *request = NULL;
    const enum wallet_status status = wlt_request_read(claims, &request, error);

    if (status != WALLET_OK && error) {
        error->offset = WALLET_NO_OFFSET; /* the caller has no such bytes */
    }

    return status;
}

enum wallet_status wallet_request_sign(
    const struct wallet_request_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!terms || !signer || !out || (!terms->items && terms->item_count > 0)) {
        return fail_null(error);
    }

    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };
    struct wlt_request_head head = { .counter = signer->issuer, .issued_unix = issued_unix };
    wlt_random(head.nonce, sizeof head.nonce);

    enum wallet_status status = check_terms(terms, signer, issued_unix, error);
    if (status == WALLET_OK) {
        status = wlt_request_write(terms, &head, &claims, error);
    }

    if (status == WALLET_OK) {
        status = read_back(wallet_buffer_bytes(&claims), error);
    }

    return status == WALLET_OK ? wlt_envelope_sign_readable(
                                     signer,
                                     WLT_REQUEST_TYP,
                                     wallet_buffer_bytes(&claims),
                                     wlt_request_open,
                                     out,
                                     error)
                               : status;
}

bool wallet_request_is_verified(const struct wallet_request *request)
{
    return request->is_verified;
}

const char *wallet_request_counter(const struct wallet_request *request)
{
    return request->counter;
}

const char *wallet_request_counter_name(
    const struct wallet_request *request, enum wallet_language language)
{
    const char *name = language == WALLET_CHINESE ? request->name_zh : request->name_en;
    return name ? name : "";
}

struct wallet_bytes wallet_request_nonce(const struct wallet_request *request)
{
    return (struct wallet_bytes){ request->nonce, sizeof request->nonce };
}

int64_t wallet_request_issued(const struct wallet_request *request)
{
    return request->issued_unix;
}

int64_t wallet_request_until(const struct wallet_request *request)
{
    return request->until_unix;
}

void wallet_request_matter(const struct wallet_request *request, struct wallet_request_matter *out)
{
    *out = request->matter;
}

enum wallet_relation wallet_request_relation(const struct wallet_request *request)
{
    return request->relation;
}

const char *wallet_request_reply_url(const struct wallet_request *request)
{
    return request->reply_url;
}

size_t wallet_request_item_count(const struct wallet_request *request)
{
    return request->list.item_count;
}

void wallet_request_item_at(
    const struct wallet_request *request, size_t index, struct wallet_request_item *out)
{
    *out = request->list.items[index];
}
