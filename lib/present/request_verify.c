/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "present/request.h"
#include "present/voucher.h"

WLT_DEFINE_AUTO(request, struct wallet_request, wallet_request_free)

static const struct wlt_voucher counter = { WALLET_ROLE_COUNTER, "counter", "ask" };

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

/** Claims alone, or a signature of no bytes. */
static bool is_unsigned(struct wallet_bytes request)
{
    struct wlt_cbor_head head;

    return wlt_cbor_head_read(request, &head) == WALLET_OK && head.major == WLT_CBOR_MAP;
}

static enum wallet_status check_time(
    const struct wallet_request *request, int64_t at_unix, struct wallet_error *error)
{
    char when[WALLET_TIME_SIZE];

    if (request->issued_unix - WALLET_REQUEST_LEEWAY > at_unix) {
        wallet_time_format(request->issued_unix, when);
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "it is from the future: issued at %s",
            when);
    }

    if (request->until_unix <= at_unix - WALLET_REQUEST_LEEWAY) {
        wallet_time_format(request->until_unix, when);
        return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it expired at %s", when);
    }

    return WALLET_OK;
}

enum wallet_status wlt_request_find_signatory(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    const struct wlt_signatory **out,
    struct wallet_error *error)
{
    return wlt_voucher_find(&counter, sign1, trust, out, NULL, error);
}

enum wallet_status wlt_request_believe(
    struct wallet_request *request,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_voucher_check(
        &counter, signatory, trust, request->counter, request->issued_unix, NULL, error);
    if (status == WALLET_OK) {
        status = check_time(request, at_unix, error);
    }

    return status == WALLET_OK ? wlt_request_take_authority(request, signatory->entry, error)
                               : status;
}

static enum wallet_status believe(
    struct wallet_bytes claims,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_request **out,
    struct wallet_error *error)
{
    WLT_AUTO(request) struct wallet_request *request = NULL;

    enum wallet_status status = wlt_request_read(claims, &request, error);
    if (status == WALLET_OK) {
        status = wlt_request_believe(request, signatory, trust, at_unix, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(request);
    }

    return status;
}

enum wallet_status wallet_request_verify(
    struct wallet_bytes request,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_request **out,
    struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };
    const struct wlt_signatory *signatory = NULL;

    if (!trust || !out || (!request.data && request.size > 0) || at_unix < 0) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a pointer or time is missing");
    }

    if (is_unsigned(request)) {
        return refuse(error, "nobody signed it");
    }

    enum wallet_status status = wlt_request_open(request, &sign1, error);
    if (status == WALLET_OK && sign1.signature.size == 0) {
        status = refuse(error, "nobody signed it");
    }

    if (status == WALLET_OK) {
        status = wlt_request_find_signatory(&sign1, trust, &signatory, error);
    }

    return status == WALLET_OK ? believe(sign1.payload, signatory, trust, at_unix, out, error)
                               : status;
}
