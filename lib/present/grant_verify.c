/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/key.h"
#include "present/audience.h"
#include "present/grant_authority.h"
#include "present/voucher.h"

#include <string.h>

WLT_DEFINE_AUTO(grant, struct wallet_grant, wallet_grant_free)
WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)
WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

static const struct wlt_voucher identity_service = { WALLET_ROLE_IDENTITY_SERVICE,
                                                     "identity service",
                                                     "vouch" };
static const struct wlt_voucher department = { WALLET_ROLE_COUNTER, "counter", "ask" };

/** One verification; every refusal leaves its reason. */
struct check {
    const struct wallet_grant_use *use;
    int64_t at_unix;
    enum wallet_reason reason;
    struct wallet_error *error;
};

static enum wallet_status refuse(struct check *check, enum wallet_reason reason, const char *why)
{
    return wlt_refuse_for(&check->reason, reason, check->error, "%s", why);
}

static enum wallet_reason reason_of_form(enum wallet_status status)
{
    switch (wallet_status_fault(status)) {
    case WALLET_FAULT_INPUT: break;
    case WALLET_FAULT_NONE:
    case WALLET_FAULT_CALLER:
    case WALLET_FAULT_VERDICT:
    case WALLET_FAULT_SYSTEM: return WALLET_REASON_NONE;
    }

    if (status == WALLET_ERR_TOO_LARGE) {
        return WALLET_REASON_TOO_LARGE;
    }

    return status == WALLET_ERR_UNSUPPORTED ? WALLET_REASON_UNSUPPORTED : WALLET_REASON_MALFORMED;
}

static enum wallet_status take(
    struct check *check,
    struct wallet_bytes bytes,
    struct wlt_sign1 *out_sign1,
    struct wallet_grant **out)
{
    const enum wallet_status status = wlt_grant_take(bytes, out_sign1, out, check->error);

    if (status != WALLET_OK) {
        check->reason = reason_of_form(status);
    }

    return status;
}

static enum wallet_status check_signature(
    struct check *check, const struct wlt_sign1 *sign1, const struct wlt_public_key *key)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };

    enum wallet_status status = wlt_check_context_new(&context, check->error);
    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            sign1->protected_encoded,
            (struct wallet_bytes){ 0 },
            sign1->payload,
            &message,
            check->error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_check_signature(
        context,
        key,
        wlt_public_key_algorithm(key),
        wallet_buffer_bytes(&message),
        sign1->signature);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(check->error);
    }

    return status == WALLET_OK ? WALLET_OK
                               : refuse(
                                     check,
                                     WALLET_REASON_SIGNATURE,
                                     "its signature does not fit the content: it was altered");
}

/** Whether the holder's key is the one that is named, and signed. */
static enum wallet_status check_holder(
    struct check *check,
    const struct wlt_sign1 *sign1,
    struct wallet_bytes encoded,
    const struct wallet_grant *grant)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;
    const struct wlt_cose_headers *headers = &sign1->protected_headers;
    uint8_t thumbprint[WLT_SHA256_SIZE];

    enum wallet_status status = wlt_cose_key_read(encoded, &key, check->error);
    status = status == WALLET_OK ? wlt_cose_key_thumbprint(key, thumbprint, check->error) : status;
    if (status != WALLET_OK) {
        return status == WALLET_ERR_MEMORY
                   ? status
                   : refuse(check, WALLET_REASON_HOLDER, "the holder's key is of no use");
    }

    if (!headers->has_alg || wlt_cose_algorithm(headers->alg) != wlt_public_key_algorithm(key)) {
        return refuse(
            check, WALLET_REASON_ALGORITHM, "its algorithm is not that of the holder's key");
    }

    return memcmp(thumbprint, grant->key_id, sizeof grant->key_id) == 0
               ? check_signature(check, sign1, key)
               : refuse(check, WALLET_REASON_HOLDER, "another key than the holder's signed it");
}

static enum wallet_status check_period(struct check *check, const struct wallet_grant *grant)
{
    char when[WALLET_TIME_SIZE];

    if (grant->issued_unix - WALLET_GRANT_LEEWAY > check->at_unix) {
        wallet_time_format(grant->issued_unix, when);
        return wlt_refuse_for(
            &check->reason,
            WALLET_REASON_NOT_YET_VALID,
            check->error,
            "it is from the future: issued at %s",
            when);
    }

    if (grant->until_unix <= check->at_unix - WALLET_GRANT_LEEWAY) {
        wallet_time_format(grant->until_unix, when);
        return wlt_refuse_for(
            &check->reason, WALLET_REASON_CODE_EXPIRED, check->error, "it expired at %s", when);
    }

    return WALLET_OK;
}

static enum wallet_status check_nonce(struct check *check, const struct wallet_grant *grant)
{
    const struct wallet_bytes nonce = wallet_grant_nonce(grant);

    if (check->use->is_nonce_unknown || wlt_bytes_equal(nonce, check->use->nonce)) {
        return WALLET_OK;
    }

    if (nonce.size == 0) {
        return refuse(check, WALLET_REASON_NONCE, "it answers no request");
    }

    return refuse(
        check,
        WALLET_REASON_NONCE,
        check->use->nonce.size > 0 ? "it answers another request"
                                   : "it answers a request, and nobody said which");
}

/** What is left once signer and authority are known. */
static enum wallet_status check_use(struct check *check, const struct wallet_grant *grant)
{
    if (!wlt_audience_covers(grant->audience, check->use->counter)) {
        return refuse(check, WALLET_REASON_AUDIENCE, "it is for another counter");
    }

    const enum wallet_status status = check_period(check, grant);
    return status == WALLET_OK ? check_nonce(check, grant) : status;
}

static enum wallet_status check_authority(
    struct check *check,
    const struct wlt_voucher *voucher,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    const struct wallet_grant *grant)
{
    if (wlt_grant_is_by_holder(grant->method)) {
        return refuse(
            check,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "only the holder's key grants what is shown or answered");
    }

    const enum wallet_status status = wlt_voucher_check(
        voucher, signatory, trust, grant->issuer, grant->issued_unix, &check->reason, check->error);
    if (status != WALLET_OK) {
        return status;
    }

    if (grant->method == WALLET_GRANT_FACE) {
        return wlt_grant_reaches_audience(grant, signatory)
                   ? WALLET_OK
                   : refuse(
                         check,
                         WALLET_REASON_ISSUER_NOT_AUTHORISED,
                         "the counter lies outside the region for which the identity service may "
                         "vouch");
    }

    return wlt_grant_may_ask_all(grant, signatory->entry)
               ? WALLET_OK
               : refuse(
                     check,
                     WALLET_REASON_ISSUER_NOT_AUTHORISED,
                     "the counter may not ask for all of it");
}

static enum wallet_status verify(
    struct check *check,
    struct wallet_bytes bytes,
    const struct wallet_trust *trust,
    struct wallet_grant **out)
{
    WLT_AUTO(grant) struct wallet_grant *grant = NULL;
    const struct wlt_signatory *signatory = NULL;
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = take(check, bytes, &sign1, &grant);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_voucher *voucher =
        grant->method == WALLET_GRANT_FACE ? &identity_service : &department;
    status = wlt_voucher_find(voucher, &sign1, trust, &signatory, &check->reason, check->error);
    if (status == WALLET_OK) {
        status = check_authority(check, voucher, signatory, trust, grant);
    }

    status = status == WALLET_OK ? check_use(check, grant) : status;
    if (status == WALLET_OK) {
        status = wlt_voucher_copy_names(
            &signatory->entry->owner, &grant->name_zh, &grant->name_en, check->error);
    }

    if (status == WALLET_OK) {
        grant->is_verified = true;
        *out = WLT_TAKE(grant);
    }

    return status;
}

static enum wallet_status verify_holder(
    struct check *check,
    struct wallet_bytes bytes,
    struct wallet_bytes holder,
    struct wallet_grant **out)
{
    WLT_AUTO(grant) struct wallet_grant *grant = NULL;
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = take(check, bytes, &sign1, &grant);
    status = status == WALLET_OK ? check_holder(check, &sign1, holder, grant) : status;
    if (status == WALLET_OK && !wlt_grant_is_by_holder(grant->method)) {
        status = refuse(
            check,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            "a holder's key grants only what is shown or answered");
    }

    status = status == WALLET_OK ? check_use(check, grant) : status;
    if (status == WALLET_OK) {
        grant->is_verified = true;
        *out = WLT_TAKE(grant);
    }

    return status;
}

static enum wallet_status check_arguments(
    const struct wallet_grant_use *use,
    struct wallet_bytes bytes,
    int64_t at_unix,
    struct wallet_error *error)
{
    return use && use->counter && (use->nonce.data || use->nonce.size == 0) &&
                   (bytes.data || bytes.size == 0) && at_unix >= 0
               ? WALLET_OK
               : wlt_fail(
                     error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a pointer or time is missing");
}

static void tell(const struct check *check, enum wallet_reason *out_reason)
{
    if (out_reason) {
        *out_reason = check->reason;
    }
}

enum wallet_status wallet_grant_verify(
    struct wallet_bytes bytes,
    const struct wallet_trust *trust,
    const struct wallet_grant_use *use,
    int64_t at_unix,
    struct wallet_grant **out,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    struct check check = { use, at_unix, WALLET_REASON_NONE, error };
    enum wallet_status status = check_arguments(use, bytes, at_unix, error);

    if (status == WALLET_OK && (!trust || !out)) {
        status =
            wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    status = status == WALLET_OK ? verify(&check, bytes, trust, out) : status;
    tell(&check, out_reason);
    return status;
}

enum wallet_status wallet_grant_verify_holder(
    struct wallet_bytes bytes,
    struct wallet_bytes holder,
    const struct wallet_grant_use *use,
    int64_t at_unix,
    struct wallet_grant **out,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    struct check check = { use, at_unix, WALLET_REASON_NONE, error };
    enum wallet_status status = check_arguments(use, bytes, at_unix, error);

    if (status == WALLET_OK && (!holder.data || !out)) {
        status =
            wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    status = status == WALLET_OK ? verify_holder(&check, bytes, holder, out) : status;
    tell(&check, out_reason);
    return status;
}
