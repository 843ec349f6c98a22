/* SPDX-License-Identifier: Apache-2.0 */
#include "present/grant.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "trust/envelope.h"

#include <string.h>

WLT_DEFINE_AUTO(grant, struct wallet_grant, wallet_grant_free)

void wallet_grant_free(struct wallet_grant *grant)
{
    if (!grant) {
        return;
    }

    wallet_buffer_clear(&grant->texts);
    wlt_free(grant->name_zh);
    wlt_free(grant->name_en);
    wlt_free(grant);
}

/** What is particular to a method. */
struct method {
    const char *name;
    unsigned seconds;
    unsigned seconds_max;
};

/* Lifetimes: as codes of Chinese systems have them.  A face is compared again after half an hour, and never counts
   for longer than three; an answer is good until the case is accepted, for a day at most. */
static const struct method methods[] = {
    [0] = { "none", 0, 0 },
    [WALLET_GRANT_SHOW] = { "show", WALLET_SHOWN_SECONDS, WALLET_SHOWN_SECONDS },
    [WALLET_GRANT_SCAN] = { "scan", 86400, 86400 },
    [WALLET_GRANT_FACE] = { "face", 1800, 10800 },
    [WALLET_GRANT_DUTY] = { "duty", 3600, 86400 },
};

static const struct method *find_method(enum wallet_grant_method method)
{
    const size_t index = (size_t)method;

    return index < sizeof methods / sizeof *methods ? &methods[index] : &methods[0];
}

const char *wallet_grant_method_name(enum wallet_grant_method method)
{
    return find_method(method)->name;
}

unsigned wallet_grant_seconds(enum wallet_grant_method method)
{
    return find_method(method)->seconds;
}

unsigned wallet_grant_seconds_max(enum wallet_grant_method method)
{
    return find_method(method)->seconds_max;
}

void wallet_grant_portrait_digest(
    struct wallet_bytes picture, uint8_t out[WALLET_GRANT_DIGEST_SIZE])
{
    wlt_sha256(picture, out);
}

bool wlt_grant_is_by_holder(enum wallet_grant_method method)
{
    return method == WALLET_GRANT_SHOW || method == WALLET_GRANT_SCAN;
}

enum wallet_status wlt_grant_open(
    struct wallet_bytes bytes, struct wlt_sign1 *out, struct wallet_error *error)
{
    if (bytes.size > WALLET_GRANT_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a grant has at most %d bytes",
            WALLET_GRANT_MAX);
    }

    const enum wallet_status status = wlt_sign1_read(bytes, WLT_CBOR_STRICT, out, error);
    return status == WALLET_OK ? wlt_envelope_check_type(out, WLT_GRANT_TYP, "a grant", error)
                               : status;
}

bool wallet_grant_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1 = { 0 };

    return wlt_grant_open(object, &sign1, NULL) == WALLET_OK;
}

enum wallet_status wlt_grant_take(
    struct wallet_bytes bytes,
    struct wlt_sign1 *out_sign1,
    struct wallet_grant **out,
    struct wallet_error *error)
{
    WLT_AUTO(grant) struct wallet_grant *grant = NULL;
    const struct wlt_cose_headers *headers = &out_sign1->protected_headers;

    enum wallet_status status = wlt_grant_open(bytes, out_sign1, error);
    if (status == WALLET_OK && headers->kid.size != WALLET_KEY_ID_SIZE) {
        status = wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected the identifier of a key");
    }

    status = status == WALLET_OK ? wlt_grant_read(out_sign1->payload, &grant, error) : status;
    status = status == WALLET_OK ? wlt_grant_check(grant, error) : status;
    if (status == WALLET_OK) {
        memcpy(grant->key_id, headers->kid.data, sizeof grant->key_id);
        wlt_sha256(bytes, grant->digest);
        *out = WLT_TAKE(grant);
    }

    return status;
}

enum wallet_status wallet_grant_parse(
    struct wallet_bytes bytes, struct wallet_grant **out, struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    if (!out || (!bytes.data && bytes.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    return wlt_grant_take(bytes, &sign1, out, error);
}

bool wallet_grant_is_verified(const struct wallet_grant *grant)
{
    return grant->is_verified;
}

enum wallet_grant_method wallet_grant_method(const struct wallet_grant *grant)
{
    return grant->method;
}

struct wallet_bytes wallet_grant_id(const struct wallet_grant *grant)
{
    return (struct wallet_bytes){ grant->id, sizeof grant->id };
}

struct wallet_bytes wallet_grant_key_id(const struct wallet_grant *grant)
{
    return (struct wallet_bytes){ grant->key_id, sizeof grant->key_id };
}

void wallet_grant_digest(const struct wallet_grant *grant, uint8_t out[WALLET_GRANT_DIGEST_SIZE])
{
    memcpy(out, grant->digest, sizeof grant->digest);
}

const char *wallet_grant_issuer(const struct wallet_grant *grant)
{
    return grant->issuer;
}

const char *wallet_grant_issuer_name(
    const struct wallet_grant *grant, enum wallet_language language)
{
    const char *name = language == WALLET_CHINESE ? grant->name_zh : grant->name_en;
    return name ? name : "";
}

const char *wallet_grant_audience(const struct wallet_grant *grant)
{
    return grant->audience;
}

const char *wallet_grant_holder(const struct wallet_grant *grant)
{
    return grant->holder;
}

struct wallet_bytes wallet_grant_nonce(const struct wallet_grant *grant)
{
    return (struct wallet_bytes){ grant->nonce, grant->nonce_size };
}

int64_t wallet_grant_issued(const struct wallet_grant *grant)
{
    return grant->issued_unix;
}

int64_t wallet_grant_until(const struct wallet_grant *grant)
{
    return grant->until_unix;
}

void wallet_grant_matter(const struct wallet_grant *grant, struct wallet_request_matter *out)
{
    *out = grant->matter;
}

bool wallet_grant_evidence(const struct wallet_grant *grant, struct wallet_grant_evidence *out)
{
    if (grant->has_evidence) {
        *out = grant->evidence;
    }

    return grant->has_evidence;
}

size_t wallet_grant_item_count(const struct wallet_grant *grant)
{
    return grant->scope.item_count;
}

void wallet_grant_item_at(
    const struct wallet_grant *grant, size_t index, struct wallet_request_item *out)
{
    *out = grant->scope.items[index];
}
