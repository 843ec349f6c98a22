/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "present/request.h"
#include "trust/trust.h"

WLT_DEFINE_AUTO(request, struct wallet_request, wallet_request_free)
WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

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

/** The keys that may have signed; all have the identifier in it, and so are one key. */
struct candidates {
    const struct wlt_signatory *first;
    size_t count;
};

static enum wallet_status find_candidates(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    struct candidates *out,
    struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;

    out->first = wlt_trust_find(trust, headers->kid, &out->count);
    if (out->count == 0) {
        return refuse(error, "whoever signed it is in no trust list");
    }

    const struct wlt_public_key *key = wlt_signatory_key(out->first);
    return headers->has_alg && wlt_cose_algorithm(headers->alg) == wlt_public_key_algorithm(key)
               ? WALLET_OK
               : refuse(error, "its algorithm is not that of the signer's key");
}

static enum wallet_status try_candidates(
    const struct candidates *candidates,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    const struct wlt_signatory **out,
    struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    enum wallet_status status = wlt_check_context_new(&context, error);

    for (size_t i = 0; status == WALLET_OK && i < candidates->count; i++) {
        const struct wlt_signatory *signatory = &candidates->first[i];
        const struct wlt_public_key *key = wlt_signatory_key(signatory);
        status =
            wlt_check_signature(context, key, wlt_public_key_algorithm(key), message, signature);
        if (status == WALLET_OK &&
            (!*out || wlt_signatory_has_role(signatory, WALLET_ROLE_COUNTER))) {
            *out = signatory;
        }
    }

    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return status == WALLET_OK
               ? WALLET_OK
               : refuse(error, "its signature does not fit the content: it was altered");
}

static enum wallet_status find_signatory(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    const struct wlt_signatory **out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };
    struct candidates candidates = { 0 };

    enum wallet_status status = find_candidates(sign1, trust, &candidates, error);
    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            sign1->protected_encoded, (struct wallet_bytes){ 0 }, sign1->payload, &message, error);
    }

    if (status == WALLET_OK) {
        status = try_candidates(
            &candidates, wallet_buffer_bytes(&message), sign1->signature, out, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    return wlt_signatory_has_role(*out, WALLET_ROLE_COUNTER)
               ? WALLET_OK
               : refuse(error, "whoever signed it is no counter in the trust list");
}

/** What to say of a standing at the time of signing; NULL for a good one. */
static const char *complaint_of(enum wlt_standing standing)
{
    switch (standing) {
    case WLT_STANDING_GOOD: break;
    case WLT_STANDING_EARLY: return "signed before the counter's period in the trust list";
    case WLT_STANDING_LATE: return "signed after the counter's period in the trust list";
    case WLT_STANDING_RETIRED: return "signed when the counter's key had been retired";
    /* A request is of this minute: there is no older one by the same key to believe. */
    case WLT_STANDING_DOUBTFUL:
    case WLT_STANDING_COMPROMISED: return "the counter's key has been compromised";
    }

    return NULL;
}

static enum wallet_status check_signatory(
    const struct wallet_request *request,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    const struct wallet_bytes counter = wlt_bytes_of(request->counter);
    const char *complaint = complaint_of(wlt_signatory_standing(signatory, request->issued_unix));

    if (!wlt_bytes_are(counter, wlt_signatory_id(signatory))) {
        return refuse(error, "it names another counter than the one that signed it");
    }

    if (!wlt_signatory_covers(signatory, counter)) {
        return refuse(error, "the counter lies outside the region for which it may ask");
    }

    if (complaint) {
        return refuse(error, complaint);
    }

    const enum wallet_status status =
        wlt_signatory_check_path(signatory, trust, request->issued_unix, error);
    return status == WALLET_OK || status == WALLET_ERR_MEMORY
               ? status
               : refuse(error, "the counter's certificates do not hold");
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
        status = check_signatory(request, signatory, trust, error);
    }

    if (status == WALLET_OK) {
        status = check_time(request, at_unix, error);
    }

    if (status == WALLET_OK) {
        status = wlt_request_take_authority(request, signatory->entry, error);
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
        status = find_signatory(&sign1, trust, &signatory, error);
    }

    return status == WALLET_OK ? believe(sign1.payload, signatory, trust, at_unix, out, error)
                               : status;
}
