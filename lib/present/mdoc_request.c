/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_request.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "crypto/policy.h"
#include "mdoc/request.h"
#include "mdoc/transcript.h"
#include "trust/certificates.h"
#include "trust/x5chain.h"

/** Who asks for a document. */
struct asker {
    enum wallet_result result;
    enum wallet_reason reason;
    char *name; /* NULL unless passed, as is the authority's */
    char *authority;
};

struct wallet_mdoc_request {
    struct wallet_buffer received;
    struct wlt_device_request parts; /* borrow from `received` */
    struct asker askers[WALLET_MDOC_REQUEST_DOC_MAX];
};

/** What a reader's signature is checked against. */
struct question {
    struct wallet_bytes transcript; /* empty: not known */
    const struct wallet_certificates *readers;
    int64_t at_unix;
};

WLT_DEFINE_AUTO(request, struct wallet_mdoc_request, wallet_mdoc_request_free)

void wallet_mdoc_request_free(struct wallet_mdoc_request *request)
{
    if (!request) {
        return;
    }

    for (size_t i = 0; i < request->parts.count; i++) {
        wlt_free(request->askers[i].name);
        wlt_free(request->askers[i].authority);
    }

    wallet_buffer_clear(&request->received);
    wlt_free(request);
}

size_t wallet_mdoc_request_count(const struct wallet_mdoc_request *request)
{
    return request->parts.count;
}

void wallet_mdoc_request_at(
    const struct wallet_mdoc_request *request, size_t index, struct wallet_mdoc_asked *out)
{
    const struct wlt_doc_request *part = &request->parts.documents[index];
    const struct asker *asker = &request->askers[index];

    *out = (struct wallet_mdoc_asked){
        .doc_type = part->doc_type,
        .reader = asker->result,
        .reason = asker->reason,
        .reader_name = asker->name ? asker->name : "",
        .authority_name = asker->authority ? asker->authority : "",
        .element_count = part->element_count,
    };
}

void wallet_mdoc_request_element(
    const struct wallet_mdoc_request *request,
    size_t index,
    size_t element,
    struct wallet_mdoc_asked_element *out)
{
    wlt_doc_request_element(&request->parts.documents[index], element, out);
}

static enum wallet_status settle(
    struct asker *asker, enum wallet_result result, enum wallet_reason reason)
{
    asker->result = result;
    asker->reason = reason;
    return WALLET_OK;
}

static enum wallet_status refuse(struct asker *asker, enum wallet_reason reason)
{
    return settle(asker, WALLET_RESULT_FAILED, reason);
}

/** Whether the reader's certificates lead to one of so many authorities, from the one at `first` on. */
static enum wallet_status check_path(
    const struct question *question, const struct wlt_x5chain *chain, size_t first, size_t count)
{
    const struct wlt_certificate *const *items = wlt_x5chain_items(chain);
    const struct wallet_certificates *readers = question->readers;

    return wlt_certificate_check_path(
        items[0],
        items + 1,
        chain->count - 1,
        readers ? (const struct wlt_certificate *const *)readers->items + first : NULL,
        count,
        question->at_unix,
        NULL);
}

/** Where the reader's certificates lead, what they are for, and the profile of foreign ones. */
static enum wallet_status check_chain(
    const struct question *question, const struct wlt_x5chain *chain)
{
    const struct wlt_certificate *const *items = wlt_x5chain_items(chain);
    const struct wallet_certificates *readers = question->readers;

    const enum wallet_status status = check_path(question, chain, 0, readers ? readers->count : 0);
    if (status != WALLET_OK) {
        return status;
    }

    return wlt_certificate_is_readers(items[0])
               ? wlt_policy_check(items, chain->count, 0, NULL, NULL)
               : WALLET_ERR_REFUSED;
}

/** What it signs is not sent: the device knows it.  Sent all the same, it must be that. */
static enum wallet_status check_signature(
    const struct question *question,
    const struct wlt_doc_request *part,
    const struct wlt_sign1 *sign1,
    const struct wlt_x5chain *chain)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer payload = { 0 };

    const enum wallet_status status =
        wlt_doc_request_append_signed(part, question->transcript, &payload, NULL);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes signed_bytes = wallet_buffer_bytes(&payload);
    return sign1->is_detached || wlt_bytes_equal(sign1->payload, signed_bytes)
               ? wlt_x5chain_check_signature(chain, sign1, signed_bytes, NULL)
               : WALLET_ERR_REFUSED;
}

static char *copy_name(const struct wlt_certificate *certificate)
{
    return wlt_text_copy(wlt_bytes_of(wlt_certificate_name(certificate)));
}

/** Takes the names of a reader whose signature and certificates held, and of the authority above it. */
static enum wallet_status pass(
    const struct question *question, const struct wlt_x5chain *chain, struct asker *asker)
{
    size_t authority = 0;

    /* To one of them the certificates lead. */
    while (check_path(question, chain, authority, 1) != WALLET_OK) {
        if (++authority == question->readers->count) {
            return WALLET_ERR_MEMORY;
        }
    }

    asker->name = copy_name(chain->certificates[0]);
    asker->authority = copy_name(question->readers->items[authority]);
    return asker->name && asker->authority ? settle(asker, WALLET_RESULT_PASSED, WALLET_REASON_NONE)
                                           : WALLET_ERR_MEMORY;
}

/** Whose certificates these are, once the leaf's key is known to have signed. */
static enum wallet_status find_owner(
    const struct question *question, const struct wlt_x5chain *chain, struct asker *asker)
{
    const enum wallet_status status = check_chain(question, chain);

    if (status == WALLET_OK) {
        return pass(question, chain, asker);
    }

    if (status == WALLET_ERR_UNDETERMINED) {
        return settle(asker, WALLET_RESULT_UNKNOWN, WALLET_REASON_ISSUER_UNKNOWN);
    }

    return status == WALLET_ERR_MEMORY ? status : refuse(asker, WALLET_REASON_CERTIFICATE);
}

static enum wallet_status check_signed(
    const struct question *question,
    const struct wlt_doc_request *part,
    const struct wlt_sign1 *sign1,
    const struct wlt_x5chain *chain,
    struct asker *asker)
{
    if (wlt_x5chain_algorithm(chain, sign1) == WALLET_ALGORITHM_NONE) {
        return refuse(asker, WALLET_REASON_ALGORITHM);
    }

    const enum wallet_status status = check_signature(question, part, sign1, chain);
    if (status == WALLET_OK) {
        return find_owner(question, chain, asker);
    }

    return status == WALLET_ERR_MEMORY ? status : refuse(asker, WALLET_REASON_SIGNATURE);
}

/** WALLET_ERR_MEMORY, or the asker is found out. */
static enum wallet_status find_asker(
    const struct question *question, const struct wlt_doc_request *part, struct asker *asker)
{
    __attribute__((cleanup(wlt_x5chain_clear))) struct wlt_x5chain chain = { 0 };
    struct wlt_sign1 sign1 = { 0 };

    if (part->reader_auth.size == 0) {
        return settle(asker, WALLET_RESULT_NOT_APPLICABLE, WALLET_REASON_NONE);
    }

    if (question->transcript.size == 0) {
        return settle(asker, WALLET_RESULT_UNKNOWN, WALLET_REASON_NONCE);
    }

    enum wallet_status status = wlt_sign1_read(part->reader_auth, WLT_CBOR_LENIENT, &sign1, NULL);
    if (status != WALLET_OK) {
        return refuse(asker, WALLET_REASON_MALFORMED);
    }

    status = wlt_x5chain_read(wlt_x5chain_find(&sign1), &chain, NULL);
    if (status != WALLET_OK) {
        return status == WALLET_ERR_MEMORY ? status : refuse(asker, WALLET_REASON_CERTIFICATE);
    }

    return check_signed(question, part, &sign1, &chain, asker);
}

static enum wallet_status read_parts(
    struct wallet_bytes input, struct wallet_mdoc_request *out, struct wallet_error *error)
{
    if (input.size > WALLET_MDOC_REQUEST_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", input.size);
    }

    const enum wallet_status status = wlt_cbor_check(input, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!wlt_buffer_append(&out->received, input)) {
        return wlt_fail_memory(error);
    }

    return wlt_device_request_read(wallet_buffer_bytes(&out->received), &out->parts, error);
}

static enum wallet_status read_transcript(
    struct wallet_bytes given, struct wallet_bytes *out, struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };

    if (given.size == 0 || wlt_transcript_find(given, out, &story) == WALLET_OK) {
        return WALLET_OK;
    }

    return wlt_fail(
        error, WALLET_ERR_ARGUMENT, story.offset, "the session's transcript: %s", story.message);
}

enum wallet_status wallet_mdoc_request_read(
    struct wallet_bytes input,
    struct wallet_bytes transcript,
    const struct wallet_certificates *readers,
    int64_t at_unix,
    struct wallet_mdoc_request **out,
    struct wallet_error *error)
{
    struct question question = { .readers = readers, .at_unix = at_unix };

    if (!out || (!input.data && input.size > 0) || (!transcript.data && transcript.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    WLT_AUTO(request) struct wallet_mdoc_request *request = wlt_alloc(1, sizeof *request);
    if (!request) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = read_transcript(transcript, &question.transcript, error);
    if (status == WALLET_OK) {
        status = read_parts(input, request, error);
    }

    for (size_t i = 0; status == WALLET_OK && i < request->parts.count; i++) {
        if (find_asker(&question, &request->parts.documents[i], &request->askers[i]) != WALLET_OK) {
            status = wlt_fail_memory(error);
        }
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(request);
    }

    return status;
}
