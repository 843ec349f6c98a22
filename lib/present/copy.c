/* SPDX-License-Identifier: Apache-2.0 */
#include "present/copy.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "trust/envelope.h"

enum {
    TEXTS_MAX = WLT_PURPOSE_TEXTS + 1, /* and the clerk */
};

WLT_DEFINE_AUTO(copy, struct wallet_copy, wallet_copy_free)

void wallet_copy_free(struct wallet_copy *copy)
{
    if (!copy) {
        return;
    }

    wallet_buffer_clear(&copy->bytes);
    wallet_buffer_clear(&copy->texts);
    wlt_free(copy->name_zh);
    wlt_free(copy->name_en);
    wlt_free(copy);
}

enum wallet_status wlt_copy_new(size_t size, struct wallet_copy **out, struct wallet_error *error)
{
    WLT_AUTO(copy) struct wallet_copy *copy = wlt_alloc(1, sizeof *copy);
    if (!copy || !wlt_buffer_reserve(&copy->texts, size + TEXTS_MAX)) {
        return wlt_fail_memory(error);
    }

    copy->matter = wlt_purpose_none();
    copy->clerk = "";
    *out = WLT_TAKE(copy);
    return WALLET_OK;
}

enum wallet_status wlt_copy_open(
    struct wallet_bytes bytes, struct wlt_sign1 *out, struct wallet_error *error)
{
    if (bytes.size > WALLET_COPY_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a copy has at most %d bytes",
            WALLET_COPY_MAX);
    }

    const enum wallet_status status = wlt_sign1_read(bytes, WLT_CBOR_STRICT, out, error);
    return status == WALLET_OK ? wlt_envelope_check_type(out, WLT_COPY_TYP, "a copy", error)
                               : status;
}

bool wallet_copy_recognise(struct wallet_bytes object)
{
    struct wlt_sign1 sign1 = { 0 };

    return wlt_copy_open(object, &sign1, NULL) == WALLET_OK;
}

enum wallet_status wlt_copy_take(
    struct wallet_bytes bytes,
    struct wlt_sign1 *out_sign1,
    struct wallet_copy **out,
    struct wallet_error *error)
{
    WLT_AUTO(copy) struct wallet_copy *copy = NULL;

    enum wallet_status status = wlt_copy_open(bytes, out_sign1, error); /* before it is copied */
    status = status == WALLET_OK ? wlt_copy_new(out_sign1->payload.size, &copy, error) : status;
    if (status == WALLET_OK && !wlt_buffer_append(&copy->bytes, bytes)) {
        status = wlt_fail_memory(error);
    }

    if (status == WALLET_OK) {
        status = wlt_copy_open(wallet_buffer_bytes(&copy->bytes), out_sign1, error);
    }

    status = status == WALLET_OK ? wlt_copy_read(out_sign1->payload, copy, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(copy);
    }

    return status;
}

enum wallet_status wallet_copy_parse(
    struct wallet_bytes bytes, struct wallet_copy **out, struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    if (!out || (!bytes.data && bytes.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    return wlt_copy_take(bytes, &sign1, out, error);
}

bool wallet_copy_is_verified(const struct wallet_copy *copy)
{
    return copy->is_verified;
}

struct wallet_bytes wallet_copy_id(const struct wallet_copy *copy)
{
    return copy->id;
}

const char *wallet_copy_repository(const struct wallet_copy *copy)
{
    return copy->repository;
}

const char *wallet_copy_repository_name(
    const struct wallet_copy *copy, enum wallet_language language)
{
    const char *name = language == WALLET_CHINESE ? copy->name_zh : copy->name_en;
    return name ? name : "";
}

const char *wallet_copy_audience(const struct wallet_copy *copy)
{
    return copy->audience;
}

const char *wallet_copy_maker(const struct wallet_copy *copy)
{
    return copy->maker;
}

const char *wallet_copy_clerk(const struct wallet_copy *copy)
{
    return copy->clerk;
}

enum wallet_grant_method wallet_copy_method(const struct wallet_copy *copy)
{
    return copy->method;
}

struct wallet_bytes wallet_copy_grant(const struct wallet_copy *copy)
{
    return copy->grant;
}

int64_t wallet_copy_issued(const struct wallet_copy *copy)
{
    return copy->issued_unix;
}

int64_t wallet_copy_until(const struct wallet_copy *copy)
{
    return copy->until_unix;
}

void wallet_copy_matter(const struct wallet_copy *copy, struct wallet_request_matter *out)
{
    *out = copy->matter;
}

struct wallet_bytes wallet_copy_licence(const struct wallet_copy *copy)
{
    return copy->licence;
}
