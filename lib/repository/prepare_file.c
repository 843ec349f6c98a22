/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/copy.h>

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "licence/verdict.h"
#include "repository/service.h"

#include <stdio.h>

WLT_DEFINE_AUTO(verdict, struct wallet_verdict, wallet_verdict_free)

/** What must hold whoever asks: the rest depends on for whom it is, and on what is stored here. */
static const enum wallet_check needed[] = {
    WALLET_CHECK_FORM,      WALLET_CHECK_ALGORITHM, WALLET_CHECK_ISSUER,
    WALLET_CHECK_SIGNATURE, WALLET_CHECK_AUTHORITY, WALLET_CHECK_DISCLOSURES,
};

static void find(struct wallet_task *one, enum wallet_outcome outcome, const char *detail)
{
    struct wlt_finding *finding = &one->file.finding;

    finding->outcome = outcome;
    (void)snprintf(finding->detail, sizeof finding->detail, "%s", detail);
}

/** Whether what stands around the licence, a holder's signature or a repository's, is good or old. */
static void check_wrapping(struct wallet_task *one, const struct wallet_verdict *verdict)
{
    enum wallet_reason reason = WALLET_REASON_NONE;

    if (wallet_verdict_check(verdict, WALLET_CHECK_HOLDER, &reason) != WALLET_RESULT_FAILED ||
        reason == WALLET_REASON_AUDIENCE || reason == WALLET_REASON_NONCE) {
        return; /* meant for somebody else than the repository, of course */
    }

    find(
        one,
        reason == WALLET_REASON_CODE_EXPIRED ? WALLET_OUTCOME_EXPIRED : WALLET_OUTCOME_NOT_GENUINE,
        wallet_verdict_detail(verdict));
}

static void judge(struct wallet_task *one, const struct wallet_verdict *verdict)
{
    enum wallet_reason reason = WALLET_REASON_NONE;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const enum wallet_result result = wallet_verdict_check(verdict, needed[i], &reason);
        if (result != WALLET_RESULT_PASSED && result != WALLET_RESULT_NOT_APPLICABLE) {
            const char *detail = wallet_verdict_detail(verdict);
            find(
                one,
                WALLET_OUTCOME_NOT_GENUINE,
                detail[0] ? detail : wallet_reason_sentence(reason, WALLET_ENGLISH));
            return;
        }
    }

    check_wrapping(one, verdict);
    wallet_verdict_identifier(verdict, one->file.identifier);
}

enum wallet_status wlt_signed_digest(
    struct wallet_bytes licence, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer bare = { 0 };
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_sign1_read(licence, WLT_CBOR_STRICT, &sign1, error);
    if (status == WALLET_OK) {
        status =
            wlt_sign1_append(sign1.protected_encoded, sign1.payload, sign1.signature, &bare, error);
    }

    if (status == WALLET_OK) {
        wlt_sha256(wallet_buffer_bytes(&bare), out);
    }

    return status;
}

enum wallet_status wlt_prepare_file(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    WLT_AUTO(verdict) struct wallet_verdict *verdict = NULL;
    const struct wallet_verifier *verifier = service->terms.verifier;
    const struct wallet_bytes file = one->call->file;

    enum wallet_status status = wallet_verdict_new(&verdict, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wallet_copy_recognise(file)
                 ? wallet_copy_verify(verifier, file, one->at_unix, verdict, NULL, error)
                 : wallet_verify(verifier, file, one->at_unix, verdict, error);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return status;
    }

    judge(one, verdict);
    if (one->file.identifier[0] &&
        wlt_signed_digest(verdict->licence, one->file.digest, NULL) != WALLET_OK) {
        find(one, WALLET_OUTCOME_NOT_GENUINE, "it is no licence that was issued here");
    }

    return WALLET_OK;
}
