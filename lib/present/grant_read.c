/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "present/grant.h"
#include "present/line.h"

#include <string.h>

enum {
    TEXTS_MAX = WALLET_REQUEST_ITEM_MAX + WLT_PURPOSE_TEXTS + WLT_EVIDENCE_TEXTS,
};

WLT_DEFINE_AUTO(grant, struct wallet_grant, wallet_grant_free)

static int64_t read_time(struct wlt_reader *reader)
{
    const int64_t seconds = wlt_read_int(reader);

    if (wlt_reader_is_ok(reader) && seconds <= 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a time after 1970");
    }

    return seconds;
}

/** Reads a text that is checked later, into a room of fixed size. */
static void read_code(struct wlt_reader *reader, char *out, size_t size, const char *expected)
{
    const struct wallet_bytes text = wlt_read_text(reader);

    if (wlt_reader_is_ok(reader) &&
        (text.size == 0 || text.size >= size || memchr(text.data, '\0', text.size))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, expected);
    } else if (wlt_reader_is_ok(reader)) {
        memcpy(out, text.data, text.size);
    }
}

static void read_id(struct wlt_reader *reader, struct wallet_grant *grant)
{
    const struct wallet_bytes id = wlt_read_bytes(reader);

    if (wlt_reader_is_ok(reader) && id.size != sizeof grant->id) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a number of 16 bytes");
    } else if (wlt_reader_is_ok(reader)) {
        memcpy(grant->id, id.data, id.size);
        grant->has_id = true;
    }
}

static void read_nonce(struct wlt_reader *reader, struct wallet_grant *grant)
{
    const struct wallet_bytes nonce = wlt_read_bytes(reader);

    if (wlt_reader_is_ok(reader) &&
        (nonce.size < WALLET_GRANT_NONCE_MIN || nonce.size > WALLET_GRANT_NONCE_MAX)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a nonce of 8 to 64 bytes");
    } else if (wlt_reader_is_ok(reader)) {
        memcpy(grant->nonce, nonce.data, nonce.size);
        grant->nonce_size = nonce.size;
    }
}

static void read_matter(struct wlt_reader *reader, struct wallet_grant *grant)
{
    const bool has_category = wlt_purpose_read(reader, &grant->texts, &grant->matter);

    /* The short form has one way to say a thing: what goes without saying is not said. */
    if (wlt_reader_is_ok(reader) &&
        (wlt_purpose_is_empty(&grant->matter) ||
         has_category == (grant->matter.category == WALLET_CALL_MATTER))) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a matter in its short form");
    }
}

/** A type with its fields: [ type, [ + field ], ? { + field: [ + members' field ] } ]. */
static void read_narrow(
    struct wlt_reader *reader, struct wallet_grant *grant, struct wallet_request_item *item)
{
    const uint64_t parts = wlt_read_array_any(reader);

    if (wlt_reader_is_ok(reader) && parts != WLT_SCOPE_PARTS && parts != WLT_SCOPE_PARTS + 1) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a type and its fields");
        return;
    }

    item->type = wlt_field_list_read_type(reader, &grant->scope, &grant->texts);
    wlt_field_list_read_fields(reader, &grant->scope, item);
    if (parts > WLT_SCOPE_PARTS) {
        wlt_field_list_read_members(reader, &grant->scope, item);
    }
}

static void read_scope(struct wlt_reader *reader, struct wallet_grant *grant)
{
    struct wlt_field_list *scope = &grant->scope;
    const uint64_t count = wlt_field_list_open(reader);

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        struct wallet_request_item item = { .type = NULL };
        if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
            item.type = wlt_field_list_read_type(reader, scope, &grant->texts);
        } else {
            read_narrow(reader, grant, &item);
        }

        scope->items[scope->item_count++] = item;
    }
}

static enum wallet_grant_method read_method(struct wlt_reader *reader)
{
    const uint64_t method = wlt_read_unsigned(reader);

    if (wlt_reader_is_ok(reader) && (method < WALLET_GRANT_SHOW || method > WALLET_GRANT_DUTY)) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a method that is known");
        return (enum wallet_grant_method)0;
    }

    return (enum wallet_grant_method)method;
}

static void read_claim(struct wlt_reader *reader, int64_t label, struct wallet_grant *grant)
{
    switch (label) {
    case WLT_CLAIM_ISS:
        read_code(reader, grant->issuer, sizeof grant->issuer, "a unified social credit code");
        break;
    case WLT_CLAIM_SUB:
        read_code(reader, grant->holder, sizeof grant->holder, "a holder's number");
        break;
    case WLT_CLAIM_AUD:
        read_code(reader, grant->audience, sizeof grant->audience, "a counter or a division");
        break;
    case WLT_CLAIM_EXP: grant->until_unix = read_time(reader); break;
    case WLT_CLAIM_IAT: grant->issued_unix = read_time(reader); break;
    case WLT_CLAIM_CTI: read_id(reader, grant); break;
    case WLT_CLAIM_CNONCE: read_nonce(reader, grant); break;
    case WLT_CLAIM_MATTER: read_matter(reader, grant); break;
    case WLT_CLAIM_SCOPE: read_scope(reader, grant); break;
    case WLT_CLAIM_METHOD: grant->method = read_method(reader); break;
    case WLT_CLAIM_EVIDENCE: wlt_grant_read_evidence(reader, grant); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a claim that is known"); break;
    }
}

static enum wallet_status start(size_t size, struct wallet_grant **out, struct wallet_error *error)
{
    WLT_AUTO(grant) struct wallet_grant *grant = wlt_alloc(1, sizeof *grant);
    if (!grant || !wlt_buffer_reserve(&grant->texts, size + TEXTS_MAX)) {
        return wlt_fail_memory(error);
    }

    grant->matter = wlt_purpose_none();
    grant->evidence = (struct wallet_grant_evidence){
        .way = "", .model = "", .clerk = "", .account = "", .desk = ""
    };
    *out = WLT_TAKE(grant);
    return WALLET_OK;
}

enum wallet_status wlt_grant_read(
    struct wallet_bytes claims, struct wallet_grant **out, struct wallet_error *error)
{
    WLT_AUTO(grant) struct wallet_grant *grant = NULL;

    enum wallet_status status = wlt_cbor_check(claims, WLT_CBOR_STRICT, error);
    if (status == WALLET_OK) {
        status = start(claims.size, &grant, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_claim(&reader, wlt_read_int(&reader), grant);
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(grant);
    }

    return status;
}
