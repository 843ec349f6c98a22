/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/mdoc.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "licence/format.h"
#include "licence/receive.h"
#include "mdoc/response.h"
#include "mdoc/transcript.h"
#include "trust/key.h"

struct wallet_mdoc {
    struct wallet_verdict *verdicts[WALLET_MDOC_DOCUMENT_MAX]; /* NULL until they are needed */
    size_t count;
};

/*
 * A document is in a format of its own, which is no CWT: only its name is ever asked for here, and that
 * its parts are disclosed one by one.
 */
const struct wlt_format wlt_format_mdoc = {
    .name = "mdoc",
    .mode = WLT_CBOR_LENIENT,
    .discloses = true,
};

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wallet_mdoc_new(struct wallet_mdoc **out, struct wallet_error *error)
{
    if (!out) {
        return fail_null(error);
    }

    struct wallet_mdoc *mdoc = wlt_alloc(1, sizeof *mdoc);
    if (!mdoc) {
        return wlt_fail_memory(error);
    }

    *out = mdoc;
    return WALLET_OK;
}

void wallet_mdoc_free(struct wallet_mdoc *mdoc)
{
    if (!mdoc) {
        return;
    }

    for (size_t i = 0; i < WALLET_MDOC_DOCUMENT_MAX; i++) {
        wallet_verdict_free(mdoc->verdicts[i]);
    }

    wlt_free(mdoc);
}

bool wallet_mdoc_recognise(struct wallet_bytes input)
{
    return input.data && wlt_mdoc_begins_so(input);
}

size_t wallet_mdoc_count(const struct wallet_mdoc *mdoc)
{
    return mdoc->count;
}

const struct wallet_verdict *wallet_mdoc_at(const struct wallet_mdoc *mdoc, size_t index)
{
    return mdoc->verdicts[index];
}

/** One more verdict, as new; NULL when out of memory. */
static struct wallet_verdict *add_verdict(struct wallet_mdoc *mdoc, int64_t at_unix)
{
    struct wallet_verdict **place = &mdoc->verdicts[mdoc->count];

    if (!*place && wallet_verdict_new(place, NULL) != WALLET_OK) {
        return NULL;
    }

    mdoc->count++;
    wlt_verdict_reset(*place, at_unix);
    (*place)->format = &wlt_format_mdoc;
    return *place;
}

/** A response without documents. */
static void refuse_empty(struct wallet_verdict *verdict, uint64_t response_status)
{
    wlt_verdict_pass(verdict, WALLET_CHECK_FORM);
    wlt_verdict_fail(
        verdict,
        WALLET_CHECK_COMPLETENESS,
        WALLET_REASON_INCOMPLETE,
        "the device shows no document; its status is %llu",
        (unsigned long long)response_status);
}

static enum wallet_status read_response(
    struct wallet_bytes input, struct wlt_mdoc_response *out, struct wallet_error *error)
{
    if (input.size > WALLET_INPUT_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", input.size);
    }

    const enum wallet_status status = wlt_cbor_check(input, WLT_CBOR_LENIENT, error);
    return status == WALLET_OK ? wlt_mdoc_response_read(input, out, error) : status;
}

/** What is no response with documents has one verdict, which says why. */
static void refuse_whole(
    struct wallet_verdict *verdict,
    const struct wlt_mdoc_response *response,
    enum wallet_status status,
    const struct wallet_error *story)
{
    if (status != WALLET_OK) {
        wlt_fail_form(verdict, status, story);
    } else {
        refuse_empty(verdict, response->status);
    }
}

static enum wallet_status check_each(
    const struct wallet_verifier *verifier,
    const struct wlt_mdoc_response *response,
    struct wlt_mdoc_expectation *expectation,
    int64_t at_unix,
    struct wallet_mdoc *mdoc)
{
    enum wallet_status status = WALLET_OK;

    expectation->response_status = response->status;
    for (size_t i = 0; i < response->count && status == WALLET_OK; i++) {
        struct wallet_verdict *verdict = add_verdict(mdoc, at_unix);
        status = verdict ? wlt_mdoc_check(verifier, response->documents[i], expectation, verdict)
                         : WALLET_ERR_MEMORY;
    }

    return status;
}

static enum wallet_status check_all(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    struct wlt_mdoc_expectation *expectation,
    int64_t at_unix,
    struct wallet_mdoc *mdoc)
{
    struct wlt_mdoc_response response = { .count = 0 };
    struct wallet_error story = { .message = "" };

    const enum wallet_status status = read_response(input, &response, &story);
    if (response.count > 0) {
        return check_each(verifier, &response, expectation, at_unix, mdoc);
    }

    struct wallet_verdict *verdict = add_verdict(mdoc, at_unix);
    if (!verdict) {
        return WALLET_ERR_MEMORY;
    }

    refuse_whole(verdict, &response, status, &story);
    return WALLET_OK;
}

enum wallet_status wlt_mdoc_check_alone(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    struct wallet_verdict *verdict)
{
    struct wlt_mdoc_response response = { .count = 0 };
    struct wallet_error story = { .message = "" };

    const enum wallet_status status = read_response(received, &response, &story);
    if (response.count == 0) {
        refuse_whole(verdict, &response, status, &story);
        return WALLET_OK;
    }

    if (response.count > 1) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            "several mobile documents are shown at once");
        return WALLET_OK;
    }

    const struct wlt_mdoc_expectation expectation = { .response_status = response.status };
    return wlt_mdoc_check(verifier, response.documents[0], &expectation, verdict);
}

/** What the caller knows of the session; the caller's mistakes are told apart from the device's. */
static enum wallet_status read_session(
    const struct wallet_mdoc_session *given,
    struct wlt_mdoc_expectation *out,
    struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };

    if (given->transcript.size > 0 &&
        wlt_transcript_find(given->transcript, &out->session.transcript, &story) != WALLET_OK) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            story.offset,
            "the session's transcript: %s",
            story.message);
    }

    if (given->reader_key && !wlt_key_private(given->reader_key)) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "the reader's key has no secret");
    }

    out->session.reader_key = given->reader_key ? wlt_key_private(given->reader_key) : NULL;
    out->doc_type = given->doc_type ? wlt_bytes_of(given->doc_type) : (struct wallet_bytes){ 0 };
    out->device_key = given->device_key;
    return WALLET_OK;
}

/** Of the first that is refused, or else of the first that is not accepted. */
static enum wallet_status conclude(const struct wallet_mdoc *mdoc, struct wallet_error *error)
{
    const struct wallet_verdict *worst = mdoc->verdicts[0];

    for (size_t i = 1; i < mdoc->count; i++) {
        const enum wallet_decision decision = wallet_verdict_decision(mdoc->verdicts[i]);
        const enum wallet_decision so_far = wallet_verdict_decision(worst);
        if ((decision == WALLET_REFUSED && so_far != WALLET_REFUSED) ||
            (decision == WALLET_UNKNOWN && so_far == WALLET_ACCEPTED)) {
            worst = mdoc->verdicts[i];
        }
    }

    return wlt_verdict_conclude(worst, error);
}

enum wallet_status wallet_mdoc_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_mdoc_session *session,
    int64_t at_unix,
    struct wallet_mdoc *mdoc,
    struct wallet_error *error)
{
    struct wlt_mdoc_expectation expectation = { .response_status = 0 };

    if (!verifier || !mdoc || (!input.data && input.size > 0)) {
        return fail_null(error);
    }

    mdoc->count = 0;
    const enum wallet_status status =
        session ? read_session(session, &expectation, error) : WALLET_OK;
    if (status != WALLET_OK) {
        return status;
    }

    if (check_all(verifier, input, &expectation, at_unix, mdoc) != WALLET_OK) {
        mdoc->count = 0;
        return wlt_fail_memory(error);
    }

    return conclude(mdoc, error);
}
