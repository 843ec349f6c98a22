/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/answer.h"

#include <wallet/time.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "present/voucher.h"
#include "repository/call.h"
#include "trust/envelope.h"

enum {
    ANSWER_SECONDS = 300, /* for how long an answer is of this minute: it is read when it comes */
};

static const struct wlt_voucher repository = { WALLET_ROLE_REPOSITORY, "repository", "answer" };

WLT_DEFINE_AUTO(answer, struct wallet_answer, wallet_answer_free)
WLT_DEFINE_AUTO(call, struct wallet_call, wlt_call_free)

void wallet_answer_free(struct wallet_answer *answer)
{
    if (!answer) {
        return;
    }

    wallet_buffer_clear(&answer->received);
    wallet_buffer_clear(&answer->texts);
    wlt_free(answer);
}

enum wallet_status wlt_answer_open(
    struct wallet_bytes answer, struct wlt_sign1 *out, struct wallet_error *error)
{
    if (answer.size > WALLET_ANSWER_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "an answer has at most %d bytes",
            WALLET_ANSWER_MAX);
    }

    const enum wallet_status status = wlt_sign1_read(answer, WLT_CBOR_STRICT, out, error);
    return status == WALLET_OK
               ? wlt_envelope_check_type(out, WALLET_ANSWER_TYPE, "a repository's answer", error)
               : status;
}

bool wallet_answer_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1 = { 0 };

    return wlt_answer_open(object, &sign1, NULL) == WALLET_OK;
}

static enum wallet_status start(
    struct wallet_bytes received, struct wallet_answer **out, struct wallet_error *error)
{
    WLT_AUTO(answer) struct wallet_answer *answer = wlt_alloc(1, sizeof *answer);
    if (!answer || !wlt_buffer_append(&answer->received, received)) {
        return wlt_fail_memory(error);
    }

    answer->detail = "";
    answer->receipt = "";
    *out = WLT_TAKE(answer);
    return WALLET_OK;
}

/** Which repository was called, as the caller's own call says. */
static enum wallet_status read_call(
    struct wallet_bytes bytes, struct wallet_call **out, struct wallet_error *error)
{
    WLT_AUTO(call) struct wallet_call *call = NULL;
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_call_new(bytes, &call, error);
    if (status == WALLET_OK) {
        status = wlt_call_open(wallet_buffer_bytes(&call->received), &sign1, error);
    }

    if (status == WALLET_OK) {
        status = wlt_call_read(sign1.payload, call, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(call);
    }

    return status;
}

static enum wallet_status check_binding(
    const struct wallet_answer *answer, struct wallet_bytes bytes, struct wallet_error *error)
{
    WLT_AUTO(call) struct wallet_call *call = NULL;

    const enum wallet_status status = read_call(bytes, &call, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes got = { answer->call, sizeof answer->call };
    const struct wallet_bytes wanted = { call->digest, sizeof call->digest };
    if (!wlt_bytes_equal(got, wanted)) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is the answer to another call");
    }

    return wlt_bytes_are(wlt_bytes_of(answer->repository), call->repository)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_REFUSED,
                     WALLET_NO_OFFSET,
                     "another repository answered than the one that was called");
}

static enum wallet_status check_time(
    const struct wallet_answer *answer, int64_t at_unix, struct wallet_error *error)
{
    char when[WALLET_TIME_SIZE];

    wallet_time_format(answer->at_unix, when);
    if (answer->at_unix - WALLET_CALL_LEEWAY > at_unix) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is from the future: %s", when);
    }

    return answer->at_unix + ANSWER_SECONDS > at_unix - WALLET_CALL_LEEWAY
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is old: %s", when);
}

static enum wallet_status believe(
    const struct wallet_answer *answer,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_voucher_check(
        &repository, signatory, trust, answer->repository, answer->at_unix, NULL, error);
    return status == WALLET_OK ? check_time(answer, at_unix, error) : status;
}

enum wallet_status wallet_answer_verify(
    struct wallet_bytes answer,
    struct wallet_bytes call,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_answer **out,
    struct wallet_error *error)
{
    WLT_AUTO(answer) struct wallet_answer *read = NULL;
    const struct wlt_signatory *signatory = NULL;
    struct wlt_sign1 sign1 = { 0 };

    if (!trust || !out || (!answer.data && answer.size > 0) || (!call.data && call.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = start(answer, &read, error);
    if (status == WALLET_OK) {
        status = wlt_answer_open(wallet_buffer_bytes(&read->received), &sign1, error);
    }

    if (status == WALLET_OK) {
        status = wlt_voucher_find(&repository, &sign1, trust, &signatory, NULL, error);
    }

    if (status == WALLET_OK) {
        status = wlt_answer_read(sign1.payload, read, error);
    }

    if (status == WALLET_OK) {
        status = believe(read, signatory, trust, at_unix, error);
    }

    if (status == WALLET_OK) {
        status = check_binding(read, call, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(read);
    }

    return status;
}

enum wallet_outcome wallet_answer_outcome(const struct wallet_answer *answer)
{
    return answer->outcome;
}

const char *wallet_answer_detail(const struct wallet_answer *answer)
{
    return answer->detail;
}

int64_t wallet_answer_at(const struct wallet_answer *answer)
{
    return answer->at_unix;
}

const char *wallet_answer_receipt(const struct wallet_answer *answer)
{
    return answer->receipt;
}

size_t wallet_answer_licence_count(const struct wallet_answer *answer)
{
    return answer->entry_count;
}

void wallet_answer_licence_at(
    const struct wallet_answer *answer, size_t index, struct wallet_answer_licence *out)
{
    *out = answer->entries[index].licence;
}

void wallet_answer_comparison_at(
    const struct wallet_answer *answer,
    size_t licence,
    size_t index,
    struct wallet_answer_comparison *out)
{
    *out = answer->entries[licence].comparisons[index];
}
