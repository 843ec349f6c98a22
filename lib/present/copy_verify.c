/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "licence/verifier.h"
#include "present/copy.h"
#include "present/voucher.h"

#include <string.h>

WLT_DEFINE_AUTO(copy, struct wallet_copy, wallet_copy_free)

static const struct wlt_voucher repository = { WALLET_ROLE_REPOSITORY, "repository", "release" };

/** What is found out of the repository's part; the story is in the error. */
struct finding {
    enum wallet_reason reason;
    struct wallet_error error;
};

static bool is_for_us(const struct wallet_verifier *verifier, const struct wallet_copy *copy)
{
    bool found = false;

    for (size_t i = 0; i < verifier->audience_count && !found; i++) {
        found = strcmp(verifier->audiences[i], copy->audience) == 0;
    }

    return found;
}

static enum wallet_status check_audience(
    const struct wallet_verifier *verifier, const struct wallet_copy *copy, struct finding *finding)
{
    if (verifier->audience_count == 0) {
        finding->reason = WALLET_REASON_AUDIENCE;
        return wlt_fail(
            &finding->error,
            WALLET_ERR_UNDETERMINED,
            WALLET_NO_OFFSET,
            "it was released to somebody, and nobody said who checks it");
    }

    return is_for_us(verifier, copy) ? WALLET_OK
                                     : wlt_refuse_for(
                                           &finding->reason,
                                           WALLET_REASON_AUDIENCE,
                                           &finding->error,
                                           "it was released to another counter");
}

static enum wallet_status check_period(
    const struct wallet_copy *copy, int64_t at_unix, struct finding *finding)
{
    const bool is_early = copy->issued_unix - WALLET_GRANT_LEEWAY > at_unix;
    char when[WALLET_TIME_SIZE];

    if (!is_early && copy->until_unix > at_unix) {
        return WALLET_OK;
    }

    wallet_time_format(is_early ? copy->issued_unix : copy->until_unix, when);
    return wlt_refuse_for(
        &finding->reason,
        is_early ? WALLET_REASON_NOT_YET_VALID : WALLET_REASON_CODE_EXPIRED,
        &finding->error,
        is_early ? "released at %s, which is still to come" : "the copy was good until %s",
        when);
}

/** Who released it, for whom and until when; a status of memory only where there is no finding. */
static enum wallet_status check_release(
    const struct wallet_verifier *verifier,
    const struct wlt_sign1 *sign1,
    int64_t at_unix,
    struct wallet_copy *copy,
    struct finding *finding)
{
    const struct wlt_signatory *signatory = NULL;

    enum wallet_status status = wlt_voucher_find(
        &repository, sign1, verifier->trust, &signatory, &finding->reason, &finding->error);
    if (status == WALLET_OK) {
        status = wlt_voucher_check(
            &repository,
            signatory,
            verifier->trust,
            copy->repository,
            copy->issued_unix,
            &finding->reason,
            &finding->error);
    }

    status = status == WALLET_OK ? check_audience(verifier, copy, finding) : status;
    status = status == WALLET_OK ? check_period(copy, at_unix, finding) : status;
    if (status == WALLET_OK) {
        status = wlt_voucher_copy_names(
            &signatory->entry->owner, &copy->name_zh, &copy->name_en, &finding->error);
    }

    copy->is_verified = status == WALLET_OK;
    return status;
}

/** Neither accepted nor accused, where only what is here does not suffice to tell. */
static enum wallet_result result_of(enum wallet_status status, enum wallet_reason reason)
{
    if (status == WALLET_OK) {
        return WALLET_RESULT_PASSED;
    }

    return status == WALLET_ERR_UNDETERMINED || reason == WALLET_REASON_ISSUER_UNKNOWN
               ? WALLET_RESULT_UNKNOWN
               : WALLET_RESULT_FAILED;
}

static enum wallet_status verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes bytes,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_copy **out)
{
    WLT_AUTO(copy) struct wallet_copy *copy = NULL;
    struct finding finding = { WALLET_REASON_NONE, { .message = "" } };
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_copy_take(bytes, &sign1, &copy, &finding.error);
    if (status != WALLET_OK) {
        wlt_fail_form(verdict, status, &finding.error);
        return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
    }

    status = check_release(verifier, &sign1, at_unix, copy, &finding);
    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    const struct wlt_release release = {
        .outcome = { result_of(status, finding.reason), finding.reason },
        .detail = finding.error.message,
    };
    const struct wlt_expectation expectation = { .release = &release };
    status = wlt_verify_bytes(verifier, copy->licence, &expectation, WLT_RECEIVED_OURS, verdict);
    if (status == WALLET_OK && copy->is_verified && out) {
        *out = WLT_TAKE(copy);
    }

    return status;
}

enum wallet_status wallet_copy_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes bytes,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_copy **out,
    struct wallet_error *error)
{
    if (!verifier || !verdict || (!bytes.data && bytes.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (out) {
        *out = NULL;
    }

    wlt_verdict_reset(verdict, at_unix);
    if (verify(verifier, bytes, at_unix, verdict, out) != WALLET_OK) {
        wlt_verdict_reset(verdict, at_unix);
        return wlt_fail_memory(error);
    }

    return wlt_verdict_conclude(verdict, error);
}
