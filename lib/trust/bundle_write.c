/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "trust/bundle.h"
#include "trust/envelope.h"

#include <stdlib.h>
#include <string.h>

enum {
    CLAIM_COUNT = 3, /* iss, iat, files */
};

/** The parts of the object under way; clear with parts_clear(). */
struct parts {
    struct wallet_bundle_file *files; /* in the order of their names */
    size_t count;
    struct wallet_buffer claims;
    struct wallet_buffer object;
};

static void parts_clear(struct parts *parts)
{
    wlt_free(parts->files);
    wallet_buffer_clear(&parts->claims);
    wallet_buffer_clear(&parts->object);
}

/** RFC 8949 section 4.2.1: as the encoded names compare, the shorter one first. */
static int compare(const void *left, const void *right)
{
    const struct wallet_bundle_file *a = left;
    const struct wallet_bundle_file *b = right;
    const size_t a_size = strlen(a->name);
    const size_t b_size = strlen(b->name);

    return a_size != b_size ? (a_size > b_size) - (a_size < b_size) : strcmp(a->name, b->name);
}

static enum wallet_status check_files(
    const struct wallet_bundle_file *files, size_t count, struct wallet_error *error)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++) {
        if (!files[i].name || (!files[i].content.data && files[i].content.size > 0)) {
            return wlt_fail(
                error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
        }

        if (!wlt_bundle_name_is_safe(wlt_bytes_of(files[i].name))) {
            return wlt_fail(
                error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a file has a name that may not be");
        }

        if (files[i].content.size > WALLET_BUNDLE_MAX - total) {
            return wlt_fail(
                error,
                WALLET_ERR_TOO_LARGE,
                WALLET_NO_OFFSET,
                "the bundle would have over %d bytes",
                WALLET_BUNDLE_MAX);
        }

        total += files[i].content.size;
    }

    return WALLET_OK;
}

static enum wallet_status sort_files(
    const struct wallet_bundle_file *files,
    size_t count,
    struct parts *parts,
    struct wallet_error *error)
{
    parts->files = wlt_alloc(count, sizeof *parts->files);
    if (!parts->files) {
        return wlt_fail_memory(error);
    }

    memcpy(parts->files, files, count * sizeof *files);
    parts->count = count;
    qsort(parts->files, count, sizeof *parts->files, compare);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(parts->files[i - 1].name, parts->files[i].name) == 0) {
            return wlt_fail(
                error,
                WALLET_ERR_VALUE,
                WALLET_NO_OFFSET,
                "'%s' comes twice",
                parts->files[i].name);
        }
    }

    return WALLET_OK;
}

/** In the order of RFC 8949 section 4.2.1. */
static enum wallet_status write_claims(
    struct parts *parts,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(&parts->claims);

    wlt_write_map(&writer, CLAIM_COUNT);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(signer->issuer));
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, issued_unix);
    wlt_write_int(&writer, WLT_CLAIM_BUNDLE_FILES);
    wlt_write_map(&writer, parts->count);
    for (size_t i = 0; i < parts->count; i++) {
        wlt_write_text(&writer, wlt_bytes_of(parts->files[i].name));
        wlt_write_bytes(&writer, parts->files[i].content);
    }

    return wlt_writer_status(&writer, error);
}

static enum wallet_status sign_parts(
    const struct wlt_bundle_kind *kind,
    const struct wallet_signer *signer,
    struct parts *parts,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_envelope_sign(
        signer, kind->typ, wallet_buffer_bytes(&parts->claims), &parts->object, error);

    if (status == WALLET_OK && parts->object.size > WALLET_BUNDLE_MAX) {
        status = wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the bundle would have over %d bytes",
            WALLET_BUNDLE_MAX);
    }

    return status;
}

enum wallet_status wlt_bundle_write(
    const struct wlt_bundle_kind *kind,
    const struct wallet_bundle_file *files,
    size_t count,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(parts_clear))) struct parts parts = { .files = NULL };

    if (!files || count == 0 || !signer || !out || issued_unix <= 0) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected files, a signer and a time");
    }

    if (count > WALLET_BUNDLE_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d files in one bundle",
            WALLET_BUNDLE_FILE_MAX);
    }

    enum wallet_status status = check_files(files, count, error);
    if (status == WALLET_OK) {
        status = sort_files(files, count, &parts, error);
    }

    if (status == WALLET_OK) {
        status = write_claims(&parts, signer, issued_unix, error);
    }

    if (status == WALLET_OK) {
        status = sign_parts(kind, signer, &parts, error);
    }

    if (status == WALLET_OK) {
        wallet_buffer_clear(out);
        *out = parts.object;
        parts.object = (struct wallet_buffer){ 0 };
    }

    return status;
}

enum wallet_status wallet_bundle_write(
    const struct wallet_bundle_file *files,
    size_t count,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    return wlt_bundle_write(&wlt_bundle_offline, files, count, signer, issued_unix, out, error);
}
