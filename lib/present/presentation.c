/* SPDX-License-Identifier: Apache-2.0 */
#include "present/presentation.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "crypto/digest.h"

#include <stdio.h>

enum {
    NONCE_MIN = 8, /* fewer bytes may be guessed, or come again */
    NONCE_REMEMBERED_SECONDS = WALLET_REQUEST_SECONDS_MAX + WALLET_REQUEST_LEEWAY,
};

enum wallet_status wallet_presentation_new(
    struct wallet_presentation **out, struct wallet_error *error)
{
    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_presentation *presentation = wlt_alloc(1, sizeof *presentation);
    if (!presentation) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = wallet_verdict_new(&presentation->verdicts[0], error);
    if (status != WALLET_OK) {
        wallet_presentation_free(presentation);
        return status;
    }

    presentation->count = 1;
    *out = presentation;
    return WALLET_OK;
}

void wallet_presentation_free(struct wallet_presentation *presentation)
{
    if (!presentation) {
        return;
    }

    for (size_t i = 0; i < WALLET_SHOWN_MAX; i++) {
        wallet_verdict_free(presentation->verdicts[i]);
    }

    wallet_buffer_clear(&presentation->received);
    wlt_free(presentation);
}

static void reset(struct wallet_presentation *presentation, int64_t at_unix)
{
    presentation->count = 1;
    presentation->culprit = NULL;
    presentation->outcome =
        (struct wlt_outcome){ WALLET_RESULT_NOT_APPLICABLE, WALLET_REASON_NONE };
    presentation->detail[0] = '\0';
    presentation->gap_count = 0;
    for (size_t i = 0; i < WALLET_SHOWN_MAX; i++) {
        presentation->items[i] = WALLET_NO_ITEM;
    }

    wlt_verdict_reset(presentation->verdicts[0], at_unix);
}

void wlt_presentation_fail(
    struct wallet_presentation *presentation,
    enum wallet_result result,
    enum wallet_reason reason,
    const char *detail)
{
    if (presentation->outcome.reason == WALLET_REASON_NONE) {
        presentation->outcome = (struct wlt_outcome){ result, reason };
        (void)snprintf(
            presentation->detail, sizeof presentation->detail, "%.*s", WLT_DETAIL_SIZE - 1, detail);
        wlt_text_mend(presentation->detail);
    }
}

/** The licences in an array; 0 for a single one. */
static uint64_t count_of(struct wallet_bytes received)
{
    struct wlt_reader reader = wlt_reader_start(received, WLT_CBOR_STRICT);
    const bool is_several = wlt_receive_is_several(received);

    return is_several ? wlt_read_array_any(&reader) : 0;
}

/** Verifies each of several; a verdict that there never was is made. */
static enum wallet_status verify_several(
    const struct wallet_verifier *verifier,
    const struct wlt_expectation *expectation,
    uint64_t count,
    int64_t at_unix,
    struct wallet_presentation *presentation)
{
    const struct wallet_bytes all = wallet_buffer_bytes(&presentation->received);
    struct wlt_reader reader = wlt_reader_start_checked(all, WLT_CBOR_STRICT);
    enum wallet_status status = WALLET_OK;

    (void)wlt_read_array_any(&reader);
    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        const struct wallet_bytes one = wlt_read_any(&reader);
        if (!presentation->verdicts[i]) {
            status = wallet_verdict_new(&presentation->verdicts[i], NULL);
        }

        if (status == WALLET_OK) {
            wlt_verdict_reset(presentation->verdicts[i], at_unix);
            status = wlt_verify_bytes(
                verifier, one, expectation, WLT_RECEIVED_OURS, presentation->verdicts[i]);
        }
    }

    presentation->count = (size_t)count;
    return status == WALLET_OK ? WALLET_OK : WALLET_ERR_MEMORY;
}

/** Takes an array apart, which is of our own form or none. */
static enum wallet_status open_several(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_expectation *expectation,
    int64_t at_unix,
    struct wallet_presentation *presentation)
{
    struct wallet_error error = { .message = "" };
    const uint64_t count = count_of(received);

    wlt_buffer_set_size(&presentation->received, 0);
    if (!wlt_buffer_append(&presentation->received, received)) {
        return WALLET_ERR_MEMORY;
    }

    enum wallet_status status =
        wlt_cbor_check(wallet_buffer_bytes(&presentation->received), WLT_CBOR_STRICT, &error);
    if (status == WALLET_OK && (count == 0 || count > WALLET_SHOWN_MAX)) {
        status = wlt_fail(
            &error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "no more than %d licences are shown at once",
            WALLET_SHOWN_MAX);
    }

    if (status != WALLET_OK) {
        wlt_fail_form(presentation->verdicts[0], status, &error);
        return WALLET_OK;
    }

    return verify_several(verifier, expectation, count, at_unix, presentation);
}

static enum wallet_status verify_all(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wlt_expectation *expectation,
    int64_t at_unix,
    struct wallet_presentation *presentation)
{
    struct wallet_verdict *first = presentation->verdicts[0];
    enum wlt_received kind = WLT_RECEIVED_NOTHING;
    struct wallet_bytes received = { 0 };

    const enum wallet_status status = wlt_receive(first, input, &kind, &received);
    if (status != WALLET_OK || received.size == 0) {
        return status;
    }

    return wlt_receive_is_several(received)
               ? open_several(verifier, received, expectation, at_unix, presentation)
               : wlt_verify_bytes(verifier, received, expectation, kind, first);
}

/** Whether nothing is wrong so far, but that nobody was asked whether it was shown before. */
static bool holds(const struct wallet_presentation *presentation)
{
    bool all = presentation->outcome.reason == WALLET_REASON_NONE;

    for (size_t i = 0; i < presentation->count && all; i++) {
        all = wlt_verdict_holds(presentation->verdicts[i]);
    }

    return all;
}

/** A request is answered once, whatever the licences: its nonce is remembered as they are. */
static void remember_nonce(
    const struct wallet_verifier *verifier,
    struct wallet_bytes nonce,
    int64_t at_unix,
    struct wallet_presentation *presentation)
{
    uint8_t key[WALLET_REPLAY_KEY_SIZE];

    wlt_sha256(nonce, key); /* a structure that is signed is never so short */

    struct wallet_error error = { .message = "" };
    const enum wallet_status status =
        wlt_verifier_remember(verifier, key, at_unix, NONCE_REMEMBERED_SECONDS, &error);
    if (status == WALLET_ERR_REFUSED) {
        wlt_presentation_fail(
            presentation,
            WALLET_RESULT_FAILED,
            WALLET_REASON_REPLAYED,
            "the request was answered before");
    } else if (status != WALLET_OK) {
        wlt_presentation_fail(
            presentation, WALLET_RESULT_UNKNOWN, wlt_reason_of_memory(status), error.message);
    }
}

static void remember(
    const struct wallet_verifier *verifier,
    struct wallet_bytes nonce,
    int64_t at_unix,
    struct wallet_presentation *presentation)
{
    if (!holds(presentation)) {
        return;
    }

    /* Whoever loses the first leaves the others alone: of two that race for all, one gets all. */
    bool all = true;
    for (size_t i = 0; i < presentation->count && all; i++) {
        wlt_verify_remember(verifier, presentation->verdicts[i]);
        all = wallet_verdict_decision(presentation->verdicts[i]) == WALLET_ACCEPTED;
    }

    if (nonce.size > 0 && wallet_presentation_decision(presentation) == WALLET_ACCEPTED) {
        remember_nonce(verifier, nonce, at_unix, presentation);
    }
}

/** A request that is over is not answered any more, whatever the codes say of themselves. */
static void check_request(
    const struct wallet_request *request, int64_t at_unix, struct wallet_presentation *presentation)
{
    if (at_unix >= wallet_request_until(request)) {
        wlt_presentation_fail(
            presentation,
            WALLET_RESULT_FAILED,
            WALLET_REASON_CODE_EXPIRED,
            "the request that it answers has expired");
        return;
    }

    wlt_completeness_check(presentation, request);
    if (holds(presentation)) {
        wlt_relation_check(presentation, wallet_request_relation(request));
    }
}

static enum wallet_status verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_request *request,
    struct wallet_bytes nonce,
    int64_t at_unix,
    struct wallet_presentation *presentation,
    struct wallet_error *error)
{
    const struct wlt_expectation expectation = { .nonce = nonce };

    if (!verifier || !presentation || (!input.data && input.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    reset(presentation, at_unix);
    if (verify_all(verifier, input, &expectation, at_unix, presentation) != WALLET_OK) {
        reset(presentation, at_unix);
        return wlt_fail_memory(error);
    }

    if (request) {
        check_request(request, at_unix, presentation);
    }

    remember(verifier, nonce, at_unix, presentation);
    return wlt_presentation_conclude(presentation, request, error);
}

enum wallet_status wallet_presentation_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_request *request,
    int64_t at_unix,
    struct wallet_presentation *presentation,
    struct wallet_error *error)
{
    const struct wallet_bytes nothing = { 0 };
    const struct wallet_bytes nonce = request ? wallet_request_nonce(request) : nothing;

    return verify(verifier, input, request, nonce, at_unix, presentation, error);
}

enum wallet_status wallet_presentation_verify_nonce(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    struct wallet_bytes nonce,
    int64_t at_unix,
    struct wallet_presentation *presentation,
    struct wallet_error *error)
{
    if (nonce.size > 0 && (!nonce.data || nonce.size < NONCE_MIN)) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "a nonce has at least %d bytes",
            NONCE_MIN);
    }

    return verify(verifier, input, NULL, nonce, at_unix, presentation, error);
}

size_t wallet_presentation_count(const struct wallet_presentation *presentation)
{
    return presentation->count;
}

const struct wallet_verdict *wallet_presentation_verdict(
    const struct wallet_presentation *presentation, size_t index)
{
    return presentation->verdicts[index];
}

size_t wallet_presentation_item(const struct wallet_presentation *presentation, size_t index)
{
    return presentation->items[index];
}

size_t wallet_presentation_gap_count(const struct wallet_presentation *presentation)
{
    return presentation->gap_count;
}

void wallet_presentation_gap_at(
    const struct wallet_presentation *presentation, size_t index, struct wallet_gap *out)
{
    *out = presentation->gaps[index];
}
