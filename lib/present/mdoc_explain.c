/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_explain.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "cbor/check.h"
#include "mdoc/explanation.h"
#include "mdoc/response.h"
#include "mdoc/transcript.h"
#include "trust/key.h"

WLT_DEFINE_AUTO(explanation, struct wallet_mdoc_explanation, wallet_mdoc_explanation_free)
WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

void wallet_mdoc_explanation_free(struct wallet_mdoc_explanation *explanation)
{
    if (!explanation) {
        return;
    }

    wallet_buffer_clear(&explanation->bytes);
    wlt_free(explanation);
}

size_t wallet_mdoc_explanation_count(const struct wallet_mdoc_explanation *explanation)
{
    return explanation->count;
}

void wallet_mdoc_explanation_at(
    const struct wallet_mdoc_explanation *explanation,
    size_t index,
    struct wallet_mdoc_explained *out)
{
    const struct wlt_explained *place = &explanation->fields[index];

    *out = place->field;
    out->bytes = (struct wallet_bytes){ explanation->bytes.data + place->offset, place->size };
}

/** Tells apart which of the two it is about. */
static enum wallet_status fail_of(
    const char *what,
    enum wallet_status status,
    const struct wallet_error *story,
    struct wallet_error *error)
{
    return wlt_fail(error, status, story->offset, "%s: %s", what, story->message);
}

static enum wallet_status check_size(struct wallet_bytes given, struct wallet_error *error)
{
    return given.size <= WALLET_INPUT_MAX
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", given.size);
}

static enum wallet_status read_session(
    struct wallet_bytes transcript,
    const struct wallet_key *reader,
    struct wlt_explained_session *out,
    struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };

    enum wallet_status status = check_size(transcript, &story);
    if (status == WALLET_OK) {
        status = wlt_transcript_find(transcript, &out->transcript, &story);
    }

    if (status != WALLET_OK) {
        return fail_of("the transcript", status, &story, error);
    }

    out->is_tagged = out->transcript.size != transcript.size;
    out->given = reader ? wlt_key_public(reader) : NULL;
    out->session.transcript = out->transcript;
    out->session.reader_key = reader ? wlt_key_private(reader) : NULL;
    return WALLET_OK;
}

static enum wallet_status read_response(
    struct wallet_bytes given, struct wlt_mdoc_response *out, struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };

    enum wallet_status status = check_size(given, &story);
    if (status == WALLET_OK) {
        status = wlt_cbor_check(given, WLT_CBOR_LENIENT, &story);
    }

    if (status == WALLET_OK) {
        status = wlt_mdoc_response_read(given, out, &story);
    }

    return status == WALLET_OK ? status : fail_of("the response", status, &story, error);
}

static enum wallet_status explain(
    const struct wlt_explained_session *session,
    const struct wlt_mdoc_response *response,
    struct wallet_mdoc_explanation **out,
    struct wallet_error *error)
{
    WLT_AUTO(explanation)
    struct wallet_mdoc_explanation *explanation = wlt_alloc(1, sizeof *explanation);
    if (!explanation) {
        return wlt_fail_memory(error);
    }

    wlt_explain_session(explanation, session);
    for (size_t i = 0; i < response->count; i++) {
        explanation->document = i + 1;
        wlt_explain_document(explanation, session, response->documents[i]);
    }

    if (explanation->is_out_of_memory) {
        return wlt_fail_memory(error);
    }

    *out = WLT_TAKE(explanation);
    return WALLET_OK;
}

static bool is_bad(struct wallet_bytes bytes)
{
    return !bytes.data && bytes.size > 0;
}

enum wallet_status wallet_mdoc_explain(
    struct wallet_bytes transcript,
    struct wallet_bytes response,
    const struct wallet_key *reader,
    struct wallet_mdoc_explanation **out,
    struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    struct wlt_explained_session session = { .is_tagged = false };
    struct wlt_mdoc_response taken = { .count = 0 };

    if (!out || is_bad(transcript) || is_bad(response)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = read_session(transcript, reader, &session, error);
    if (status == WALLET_OK && response.size > 0) {
        status = read_response(response, &taken, error);
    }

    if (status == WALLET_OK) {
        status = wlt_check_context_new(&context, error);
    }

    session.context = context;
    return status == WALLET_OK ? explain(&session, &taken, out, error) : status;
}
