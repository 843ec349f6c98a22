/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "present/address.h"
#include "present/line.h"
#include "present/request_items.h"

#include <string.h>

enum {
    TEXTS_MAX = WALLET_REQUEST_ITEM_MAX + WLT_PURPOSE_TEXTS + 1, /* types, matter, reply channel */
};

WLT_DEFINE_AUTO(request, struct wallet_request, wallet_request_free)

static int64_t read_time(struct wlt_reader *reader)
{
    const int64_t seconds = wlt_read_int(reader);

    if (wlt_reader_is_ok(reader) && seconds <= 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a time after 1970");
    }

    return seconds;
}

void wlt_request_read_counter(struct wlt_reader *reader, struct wallet_request *request)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    /* A wrong check character is let through: codes in real use have one (see wallet/codes.h). */
    const enum wallet_finding finding = wallet_uscc_check(text);
    if (text.size != WALLET_ISSUER_SIZE - 1 ||
        (finding != WALLET_FINDING_NONE && !wallet_finding_is_advisory(finding))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a counter's unified social credit code");
        return;
    }

    memcpy(request->counter, text.data, text.size);
}

static void read_nonce(struct wlt_reader *reader, struct wallet_request *request)
{
    const struct wallet_bytes nonce = wlt_read_bytes(reader);
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    if (nonce.size != sizeof request->nonce) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a nonce of 16 bytes");
        return;
    }

    memcpy(request->nonce, nonce.data, nonce.size);
    request->has_nonce = true;
}

static void read_matter(struct wlt_reader *reader, struct wallet_request *request)
{
    const bool has_category = wlt_purpose_read(reader, &request->texts, &request->matter);

    /* Nobody is asked for a licence without being told what for: PIPL articles 7 and 17. */
    if (wlt_reader_is_ok(reader) && (!has_category || !wlt_purpose_is_stated(&request->matter))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "the name of a matter, or a cause without one");
    }

    request->has_matter = true;
}

static void read_reply(struct wlt_reader *reader, struct wallet_request *request)
{
    const struct wallet_bytes url = wlt_read_text(reader);
    if (!wlt_reader_is_ok(reader)) {
        return;
    }

    if (!wlt_address_is_valid(url)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "an address that begins with https://");
        return;
    }

    request->reply_url = wlt_line_keep(&request->texts, url);
}

static enum wallet_relation read_relation(struct wlt_reader *reader)
{
    const uint64_t relation = wlt_read_unsigned(reader);

    /* Whatever it demands, it cannot be met by passing over it. */
    if (wlt_reader_is_ok(reader) &&
        (relation == WALLET_RELATION_NONE || relation > WALLET_RELATION_ONE_ENTERPRISE)) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a relation that is known");
        return WALLET_RELATION_NONE;
    }

    return (enum wallet_relation)relation;
}

static void read_claim(struct wlt_reader *reader, int64_t label, struct wallet_request *request)
{
    switch (label) {
    case WLT_CLAIM_ISS: wlt_request_read_counter(reader, request); break;
    case WLT_CLAIM_EXP: request->until_unix = read_time(reader); break;
    case WLT_CLAIM_IAT: request->issued_unix = read_time(reader); break;
    case WLT_CLAIM_CNONCE: read_nonce(reader, request); break;
    case WLT_CLAIM_MATTER: read_matter(reader, request); break;
    case WLT_CLAIM_REQUESTED_ITEMS: wlt_request_read_items(reader, request); break;
    case WLT_CLAIM_REPLY_CHANNEL: read_reply(reader, request); break;
    case WLT_CLAIM_RELATION: request->relation = read_relation(reader); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a claim that is known"); break;
    }
}

static enum wallet_status check_whole(
    const struct wallet_request *request, struct wallet_error *error)
{
    if (!request->counter[0] || request->until_unix == 0 || request->issued_unix == 0 ||
        !request->has_nonce || !request->has_matter || request->list.item_count == 0) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a claim of a request is missing");
    }

    if (request->until_unix <= request->issued_unix ||
        request->until_unix - request->issued_unix > WALLET_REQUEST_SECONDS_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "a request is good for 1 to %d seconds",
            WALLET_REQUEST_SECONDS_MAX);
    }

    return WALLET_OK;
}

enum wallet_status wlt_request_new(
    size_t size, struct wallet_request **out, struct wallet_error *error)
{
    WLT_AUTO(request) struct wallet_request *request = wlt_alloc(1, sizeof *request);
    if (!request || !wlt_buffer_reserve(&request->texts, size + TEXTS_MAX)) {
        return wlt_fail_memory(error);
    }

    request->matter = wlt_purpose_none();
    request->reply_url = "";
    *out = WLT_TAKE(request);
    return WALLET_OK;
}

enum wallet_status wlt_request_read(
    struct wallet_bytes claims, struct wallet_request **out, struct wallet_error *error)
{
    WLT_AUTO(request) struct wallet_request *request = NULL;

    enum wallet_status status = wlt_cbor_check(claims, WLT_CBOR_STRICT, error);
    if (status == WALLET_OK) {
        status = wlt_request_new(claims.size, &request, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_claim(&reader, wlt_read_int(&reader), request);
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        status = check_whole(request, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(request);
    }

    return status;
}
