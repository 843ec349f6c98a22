/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/bundle.h"

#include <wallet/time.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "trust/envelope.h"
#include "trust/list.h"

#include <string.h>

enum {
    CLOCK_LEEWAY = 120, /* seconds that the authority's clock may be ahead of ours */
};

const struct wlt_bundle_kind wlt_bundle_offline = { "application/wallet-bundle+cwt", "a bundle" };

struct wallet_bundle {
    char issuer[WALLET_ISSUER_SIZE];
    int64_t issued_unix;
    size_t count;
    struct wallet_bundle_file *files;
    char *names; /* of all files, each with a NUL */
};

/** The claims of a bundle; borrows from the payload. */
struct claims {
    struct wallet_bytes iss;
    uint64_t iat;
    struct wallet_bytes files; /* encoded */
};

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static bool is_name_character(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

bool wlt_bundle_name_is_safe(struct wallet_bytes name)
{
    size_t slashes = 0;
    bool at_start = true;

    if (name.size > WALLET_BUNDLE_NAME_MAX) {
        return false;
    }

    for (size_t i = 0; i < name.size; i++) {
        const uint8_t c = name.data[i];
        if (c == '/') {
            slashes++;
        }
        if (c == '/' ? at_start : (!is_name_character(c) || (at_start && c == '.'))) {
            return false;
        }
        at_start = c == '/';
    }

    return !at_start && slashes <= 1;
}

void wallet_bundle_free(struct wallet_bundle *bundle)
{
    if (bundle) {
        wlt_free(bundle->names);
        wlt_free(bundle->files);
        wlt_free(bundle);
    }
}

static void read_claim(struct wlt_reader *reader, struct claims *out)
{
    switch (wlt_read_int(reader)) {
    case WLT_CLAIM_ISS: out->iss = wlt_read_text(reader); break;
    case WLT_CLAIM_IAT: out->iat = wlt_read_unsigned(reader); break;
    case WLT_CLAIM_BUNDLE_FILES: out->files = wlt_read_any(reader); break;
    default: (void)wlt_read_any(reader); break;
    }
}

static enum wallet_status read_claims(
    struct wallet_bytes payload, struct claims *out, struct wallet_error *error)
{
    /* Strict: a name that comes twice is refused here. */
    enum wallet_status status = wlt_cbor_check(payload, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(payload, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        read_claim(&reader, out);
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK &&
        (out->iss.size == 0 || out->iss.size >= WALLET_ISSUER_SIZE || out->iat == 0 ||
         out->files.size == 0 || out->iat > INT64_MAX - CLOCK_LEEWAY)) {
        status = wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "expected issuer, time of collection and files");
    }

    return status;
}

static enum wallet_status check_claims(
    const struct wallet_bundle *bundle,
    const struct wallet_key *root,
    int64_t at_unix,
    struct wallet_error *error)
{
    char when[WALLET_TIME_SIZE];

    if (strcmp(bundle->issuer, wallet_key_issuer(root)) != 0) {
        return refuse(error, "it names another authority than the root's");
    }

    if (bundle->issued_unix - CLOCK_LEEWAY > at_unix) {
        wallet_time_format(bundle->issued_unix, when);
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is of %s, in the future", when);
    }

    return WALLET_OK;
}

static enum wallet_status read_files(
    struct wallet_bundle *bundle, struct wlt_reader *reader, struct wallet_error *error)
{
    char *name = bundle->names;

    for (size_t i = 0; i < bundle->count; i++) {
        const struct wallet_bytes text = wlt_read_text(reader);
        const struct wallet_bytes content = wlt_read_bytes(reader);
        const enum wallet_status status = wlt_reader_status(reader, error);
        if (status != WALLET_OK) {
            return status;
        }

        if (!wlt_bundle_name_is_safe(text)) {
            return wlt_fail(
                error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a file has a name that may not be");
        }

        memcpy(name, text.data, text.size);
        name[text.size] = '\0';
        bundle->files[i] = (struct wallet_bundle_file){ name, content };
        name += text.size + 1;
    }

    return wlt_reader_finish(reader, error);
}

static enum wallet_status make(
    const struct claims *claims, struct wallet_bundle **out, struct wallet_error *error)
{
    WLT_AUTO(bundle) struct wallet_bundle *bundle = NULL;
    struct wlt_reader reader = wlt_reader_start_checked(claims->files, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);

    enum wallet_status status = wlt_reader_status(&reader, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (count == 0) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected files");
    }

    if (count > WALLET_BUNDLE_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d files in one bundle",
            WALLET_BUNDLE_FILE_MAX);
    }

    bundle = wlt_alloc(1, sizeof *bundle);
    if (!bundle) {
        return wlt_fail_memory(error);
    }

    memcpy(bundle->issuer, claims->iss.data, claims->iss.size);
    bundle->issued_unix = (int64_t)claims->iat;
    bundle->count = (size_t)count;
    bundle->files = wlt_alloc(bundle->count, sizeof *bundle->files);
    bundle->names = wlt_alloc(bundle->count, WALLET_BUNDLE_NAME_MAX + 1);
    status = bundle->files && bundle->names ? read_files(bundle, &reader, error)
                                            : wlt_fail_memory(error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(bundle);
    }

    return status;
}

static enum wallet_status check_size(struct wallet_bytes bundle, struct wallet_error *error)
{
    return bundle.size <= WALLET_BUNDLE_MAX
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", bundle.size);
}

enum wallet_status wlt_bundle_open(
    const struct wlt_bundle_kind *kind,
    struct wallet_bytes bundle,
    struct wlt_sign1 *out,
    struct wallet_error *error)
{
    enum wallet_status status = check_size(bundle, error);
    if (status == WALLET_OK) {
        status = wlt_sign1_read(bundle, WLT_CBOR_STRICT, out, error);
    }

    return status == WALLET_OK ? wlt_envelope_check_type(out, kind->typ, kind->name, error)
                               : status;
}

enum wallet_status wlt_bundle_read(
    const struct wlt_sign1 *sign1, struct wallet_bundle **out, struct wallet_error *error)
{
    struct claims claims = { .iat = 0 };
    const enum wallet_status status = read_claims(sign1->payload, &claims, error);

    return status == WALLET_OK ? make(&claims, out, error) : status;
}

const char *wlt_bundle_issuer(const struct wallet_bundle *bundle)
{
    return bundle->issuer;
}

enum wallet_status wallet_bundle_read(
    struct wallet_bytes bundle, struct wallet_bundle **out, struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    if (!out || (!bundle.data && bundle.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_bundle_open(&wlt_bundle_offline, bundle, &sign1, error);
    return status == WALLET_OK ? wlt_bundle_read(&sign1, out, error) : status;
}

enum wallet_status wallet_bundle_verify(
    struct wallet_bytes bundle,
    const struct wallet_key *root,
    int64_t at_unix,
    struct wallet_bundle **out,
    struct wallet_error *error)
{
    WLT_AUTO(bundle) struct wallet_bundle *read = NULL;
    struct wlt_sign1 sign1 = { 0 };

    if (!root || !out || (!bundle.data && bundle.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_bundle_open(&wlt_bundle_offline, bundle, &sign1, error);

    /* What is not the root's is not even read. */
    if (status == WALLET_OK) {
        status = wlt_envelope_check_root(&sign1, root, error);
    }
    if (status == WALLET_OK) {
        status = wlt_bundle_read(&sign1, &read, error);
    }
    if (status == WALLET_OK) {
        status = check_claims(read, root, at_unix, error);
    }
    if (status == WALLET_OK) {
        *out = WLT_TAKE(read);
    }

    return status;
}

int64_t wallet_bundle_issued(const struct wallet_bundle *bundle)
{
    return bundle->issued_unix;
}

size_t wallet_bundle_count(const struct wallet_bundle *bundle)
{
    return bundle->count;
}

void wallet_bundle_at(
    const struct wallet_bundle *bundle, size_t index, struct wallet_bundle_file *out)
{
    *out = bundle->files[index];
}
