/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>

#include "base/error.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "present/audience.h"
#include "present/copy.h"
#include "present/line.h"

#include <string.h>

static int64_t read_time(struct wlt_reader *reader)
{
    const int64_t seconds = wlt_read_int(reader);

    if (wlt_reader_is_ok(reader) && seconds <= 0) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a time after 1970");
    }

    return seconds;
}

static void read_code(struct wlt_reader *reader, char out[WALLET_ISSUER_SIZE])
{
    const struct wallet_bytes text = wlt_read_text(reader);

    if (wlt_reader_is_ok(reader) && text.size == WALLET_ISSUER_SIZE - 1) {
        memcpy(out, text.data, text.size);
    }

    if (wlt_reader_is_ok(reader) && !wlt_audience_is_counter(out)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a unified social credit code");
    }
}

/** A byte string of one size only. */
static struct wallet_bytes read_exactly(
    struct wlt_reader *reader, size_t size, const char *expected)
{
    const struct wallet_bytes bytes = wlt_read_bytes(reader);

    if (wlt_reader_is_ok(reader) && bytes.size != size) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, expected);
    }

    return bytes;
}

static void read_matter(struct wlt_reader *reader, struct wallet_copy *copy)
{
    const bool has_category = wlt_purpose_read(reader, &copy->texts, &copy->matter);

    if (wlt_reader_is_ok(reader) && (!has_category || !wlt_purpose_is_stated(&copy->matter))) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "the name of a matter, or a cause without one");
    }

    copy->has_matter = true;
}

static void read_maker(struct wlt_reader *reader, struct wallet_copy *copy)
{
    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        switch (wlt_read_int(reader)) {
        case WLT_MAKER_ID: read_code(reader, copy->maker); break;
        case WLT_MAKER_CLERK: copy->clerk = wlt_line_read(reader, &copy->texts); break;
        default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a known part of a maker"); break;
        }
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

/** What it is inside is found out by whoever verifies it; that it is a COSE_Sign1 is of the form. */
static struct wallet_bytes read_licence(struct wlt_reader *reader)
{
    const struct wallet_bytes licence = wlt_read_bytes(reader);
    struct wlt_sign1 sign1 = { 0 };

    if (wlt_reader_is_ok(reader) && licence.size > WALLET_LICENCE_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "a licence of at most 64 KiB");
    } else if (
        wlt_reader_is_ok(reader) &&
        wlt_sign1_read(licence, WLT_CBOR_STRICT, &sign1, NULL) != WALLET_OK) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a licence");
    }

    return licence;
}

static void read_claim(struct wlt_reader *reader, int64_t label, struct wallet_copy *copy)
{
    switch (label) {
    case WLT_CLAIM_ISS: read_code(reader, copy->repository); break;
    case WLT_CLAIM_AUD: read_code(reader, copy->audience); break;
    case WLT_CLAIM_EXP: copy->until_unix = read_time(reader); break;
    case WLT_CLAIM_IAT: copy->issued_unix = read_time(reader); break;
    case WLT_CLAIM_CTI:
        copy->id = read_exactly(reader, WALLET_COPY_ID_SIZE, "a number of 16 bytes");
        break;
    case WLT_CLAIM_MATTER: read_matter(reader, copy); break;
    case WLT_CLAIM_METHOD: copy->method = read_method(reader); break;
    case WLT_CLAIM_MAKER: read_maker(reader, copy); break;
    case WLT_CLAIM_GRANT:
        copy->grant = read_exactly(reader, WALLET_GRANT_DIGEST_SIZE, "the SHA-256 of a grant");
        break;
    case WLT_CLAIM_LICENCE: copy->licence = read_licence(reader); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a claim that is known"); break;
    }
}

static enum wallet_status check_whole(const struct wallet_copy *copy, struct wallet_error *error)
{
    if (!copy->repository[0] || !copy->audience[0] || !copy->maker[0] || copy->id.size == 0 ||
        copy->grant.size == 0 || copy->licence.size == 0 || copy->issued_unix == 0 ||
        copy->until_unix == 0 || !copy->has_matter || copy->method == 0) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a claim of a copy is missing");
    }

    if (copy->until_unix <= copy->issued_unix ||
        copy->until_unix - copy->issued_unix > WALLET_COPY_SECONDS_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "a copy is good for 1 to %d seconds",
            WALLET_COPY_SECONDS_MAX);
    }

    return WALLET_OK;
}

enum wallet_status wlt_copy_read(
    struct wallet_bytes claims, struct wallet_copy *copy, struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(claims, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_claim(&reader, wlt_read_int(&reader), copy);
    }

    status = wlt_reader_finish(&reader, error);
    return status == WALLET_OK ? check_whole(copy, error) : status;
}
