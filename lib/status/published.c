/* SPDX-License-Identifier: Apache-2.0 */
#include "status/published.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "status/list.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_BYTES = 16, /* of a digest: as many as nobody finds twice */
};

static const char *const typs[] = {
    [WLT_LIST_STATUS] = WLT_TYP_STATUS_LIST,
    [WLT_LIST_IDENTIFIERS] = WLT_TYP_IDENTIFIER_LIST,
};

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)
WLT_DEFINE_AUTO(published, struct wlt_published, wlt_published_free)

void wlt_published_free(struct wlt_published *published)
{
    if (!published) {
        return;
    }

    wlt_free(published->uri);
    wallet_status_list_free(published->entries);
    wlt_identifiers_free(published->identifiers);
    wlt_free(published);
}

bool wlt_published_kind(struct wallet_bytes token, enum wlt_list_kind *out)
{
    struct wlt_sign1 sign1;

    if (wlt_sign1_read(token, WLT_CBOR_LENIENT, &sign1, NULL) != WALLET_OK) {
        return false;
    }

    for (size_t i = 0; i < sizeof typs / sizeof typs[0]; i++) {
        const struct wlt_cose_type *typ = &sign1.protected_headers.typ;
        if (typ->is_present && !typ->is_number && wlt_bytes_are(typ->text, typs[i])) {
            *out = (enum wlt_list_kind)i;
            return true;
        }
    }

    return false;
}

bool wallet_status_is_list(struct wallet_bytes token)
{
    enum wlt_list_kind kind;
    return wlt_published_kind(token, &kind);
}

static enum wallet_status take_uri(
    struct wallet_bytes sub, struct wlt_published *out, struct wallet_error *error)
{
    if (sub.size > WALLET_STATUS_URI_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "a URI of %zu bytes", sub.size);
    }

    if (!wlt_text_is_printable(sub)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a URI that cannot be shown");
    }

    out->uri = wlt_text_copy(sub);
    return out->uri ? WALLET_OK : wlt_fail_memory(error);
}

static enum wallet_status fill(
    struct wlt_published *out,
    const struct wlt_publication *publication,
    const struct wallet_trust *trust,
    struct wallet_error *error)
{
    struct wlt_list_claims claims = { .list = { 0 } };

    enum wallet_status status =
        wlt_list_claims_read(publication->payload, out->kind, &claims, error);
    out->period = claims.period;
    status = status == WALLET_OK ? take_uri(claims.sub, out, error) : status;
    if (status == WALLET_OK) {
        status = wlt_publication_check(
            publication, trust, claims.period.issued_unix, &out->publisher, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    return out->kind == WLT_LIST_IDENTIFIERS
               ? wlt_identifiers_read(claims.list, claims.open, &out->identifiers, error)
               : wlt_status_list_read(claims.list, WALLET_STATUS_ENTRIES_MAX, &out->entries, error);
}

static enum wallet_status open_in(
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_published *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wlt_publication_clear))) struct wlt_publication publication = { 0 };

    const enum wallet_status status =
        wlt_publication_open(token, typs[out->kind], trust, context, &publication, error);
    return status == WALLET_OK ? fill(out, &publication, trust, error) : status;
}

enum wallet_status wlt_published_open(
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    struct wlt_published **out,
    struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    enum wlt_list_kind kind;

    if (token.size > WALLET_STATUS_TOKEN_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", token.size);
    }

    if (!wlt_published_kind(token, &kind)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "its type is that of no such list");
    }

    WLT_AUTO(published) struct wlt_published *published = wlt_alloc(1, sizeof *published);
    if (!published) {
        return wlt_fail_memory(error);
    }

    published->kind = kind;
    enum wallet_status status = wlt_check_context_new(&context, error);
    status = status == WALLET_OK ? open_in(token, trust, context, published, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(published);
    }

    return status;
}

/** The same for what takes its place later: of kind, publisher and URI. */
static void name(const struct wlt_published *published, char out[WALLET_STATUS_NAME_SIZE])
{
    uint8_t parts[1 + 2 * WLT_SHA256_SIZE] = { (uint8_t)published->kind };
    uint8_t digest[WLT_SHA256_SIZE];
    const struct wallet_bytes publisher = { (const uint8_t *)&published->publisher,
                                            sizeof published->publisher };

    wlt_sha256(publisher, parts + 1);
    wlt_sha256(wlt_bytes_of(published->uri), parts + 1 + WLT_SHA256_SIZE);
    wlt_sha256((struct wallet_bytes){ parts, sizeof parts }, digest);
    for (size_t i = 0; i < NAME_BYTES; i++) {
        (void)snprintf(out + 2 * i, 3, "%02x", digest[i]);
    }

    (void)snprintf(out + 2 * (size_t)NAME_BYTES, sizeof ".cwt", ".cwt");
}

void wlt_published_describe(
    const struct wlt_published *published, struct wallet_status_list_facts *out)
{
    *out = (struct wallet_status_list_facts){
        .is_of_identifiers = published->kind == WLT_LIST_IDENTIFIERS,
        .issued_unix = published->period.issued_unix,
        .count = published->identifiers ? wlt_identifiers_count(published->identifiers)
                                        : wallet_status_list_count(published->entries),
    };
    (void)snprintf(out->uri, sizeof out->uri, "%s", published->uri);
    name(published, out->name);
}
