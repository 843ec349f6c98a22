/* SPDX-License-Identifier: Apache-2.0 */
#include "status/claims.h"

#include "base/error.h"
#include "cbor/check.h"
#include "cbor/reader.h"
#include "cose/labels.h"

/** As they stand there. */
struct claims {
    struct wlt_list_claims common;
    struct wallet_bytes identifiers; /* encoded */
    bool has_iat;
    bool has_exp;
    bool has_ttl;
    uint64_t ttl;
};

static void read_claim(struct wlt_reader *reader, int64_t label, struct claims *out)
{
    switch (label) {
    case WLT_CLAIM_SUB: out->common.sub = wlt_read_text(reader); break;
    case WLT_CLAIM_EXP:
        out->has_exp = true;
        out->common.period.until_unix = wlt_read_int(reader);
        break;
    case WLT_CLAIM_IAT:
        out->has_iat = true;
        out->common.period.issued_unix = wlt_read_int(reader);
        break;
    case WLT_CLAIM_TTL:
        out->has_ttl = true;
        out->ttl = wlt_read_unsigned(reader);
        break;
    case WLT_CLAIM_STATUS_LIST: out->common.list = wlt_read_any(reader); break;
    case WLT_CLAIM_IDENTIFIER_LIST: out->identifiers = wlt_read_any(reader); break;
    default: (void)wlt_read_any(reader); break;
    }
}

static void read_pair(struct wlt_reader *reader, struct claims *out)
{
    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        (void)wlt_read_any(reader);
        (void)wlt_read_any(reader);
    } else {
        read_claim(reader, wlt_read_int(reader), out);
    }
}

static enum wallet_status fail_claims(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "%s", why);
}

/** ISO/IEC 18013-5, second edition: exp "shall be present" (12.3.6.3), a StatusList shall not (12.3.6.4). */
static enum wallet_status check_identifiers(struct claims *claims, struct wallet_error *error)
{
    if (claims->common.list.size > 0) {
        return fail_claims(error, "a status list stands beside the identifiers");
    }

    if (!claims->has_exp) {
        return fail_claims(error, "it does not say when it expires");
    }

    claims->common.list = claims->identifiers;
    return WALLET_OK;
}

static enum wallet_status check_claims(
    struct claims *claims, enum wlt_list_kind kind, struct wallet_error *error)
{
    const enum wallet_status status =
        kind == WLT_LIST_IDENTIFIERS ? check_identifiers(claims, error) : WALLET_OK;
    if (status != WALLET_OK) {
        return status;
    }

    if (claims->common.sub.size == 0 || !claims->has_iat || claims->common.list.size == 0) {
        return fail_claims(error, "a claim that every such list has is missing");
    }

    /* The draft, section 5.2: ttl "MUST be a positive number". */
    if (claims->has_ttl && (claims->ttl == 0 || claims->ttl > INT64_MAX)) {
        return fail_claims(error, "its time to live is none");
    }

    claims->common.period.fresh_seconds = claims->has_ttl ? (int64_t)claims->ttl : INT64_MAX;
    return WALLET_OK;
}

enum wallet_status wlt_list_claims_read(
    struct wallet_bytes payload,
    enum wlt_list_kind kind,
    struct wlt_list_claims *out,
    struct wallet_error *error)
{
    struct claims claims = { .common = { .period = { .until_unix = INT64_MAX } } };

    enum wallet_status status =
        wlt_cbor_check_but_one(payload, WLT_CBOR_LENIENT, &claims.common.open, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(payload, WLT_CBOR_LENIENT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_pair(&reader, &claims);
    }

    status = wlt_reader_finish(&reader, error);
    status = status == WALLET_OK ? check_claims(&claims, kind, error) : status;
    if (status == WALLET_OK && kind == WLT_LIST_STATUS && claims.common.open.size > 0) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "expected fewer keys, or keys in order");
    }

    if (status == WALLET_OK) {
        *out = claims.common;
    }

    return status;
}
