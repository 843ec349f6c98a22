/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/labels.h"
#include "trust/entry_wire.h"
#include "trust/envelope.h"
#include "trust/list.h"

#include <string.h>

enum {
    CLOCK_LEEWAY = 120, /* seconds that the authority's clock may be ahead of ours */
};

WLT_DEFINE_AUTO(list, struct wallet_trust_list, wallet_trust_list_free)
WLT_DEFINE_AUTO(entry, struct wlt_entry, wlt_entry_free)

/** The claims of a list; borrows from the payload. */
struct claims {
    struct wallet_bytes iss;
    bool has_iat;
    bool has_version;
    uint64_t iat;
    uint64_t exp; /* 0: none */
    uint64_t version;
    struct wallet_bytes entries; /* encoded */
};

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static void read_claim(struct wlt_reader *reader, struct claims *out)
{
    switch (wlt_read_int(reader)) {
    case WLT_CLAIM_ISS: out->iss = wlt_read_text(reader); break;
    case WLT_CLAIM_EXP: out->exp = wlt_read_unsigned(reader); break;
    case WLT_CLAIM_IAT:
        out->has_iat = true;
        out->iat = wlt_read_unsigned(reader);
        break;
    case WLT_CLAIM_VERSION:
        out->has_version = true;
        out->version = wlt_read_unsigned(reader);
        break;
    case WLT_CLAIM_TRUST_ENTRIES: out->entries = wlt_read_any(reader); break;
    default: (void)wlt_read_any(reader); break;
    }
}

static enum wallet_status read_claims(
    struct wallet_bytes payload, struct claims *out, struct wallet_error *error)
{
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
        (out->iss.size == 0 || !out->has_iat || !out->has_version || out->entries.size == 0 ||
         out->iat > INT64_MAX - CLOCK_LEEWAY || out->exp > INT64_MAX)) {
        status = wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "expected issuer, time of issue, version and entries");
    }

    return status;
}

static enum wallet_status check_claims(
    const struct claims *claims,
    const struct wallet_key *root,
    uint64_t least_version,
    int64_t at_unix,
    struct wallet_error *error)
{
    char when[WALLET_TIME_SIZE];

    if (!wlt_bytes_are(claims->iss, wallet_key_issuer(root))) {
        return refuse(error, "it names another authority than the root's");
    }

    if (claims->version < least_version) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "version %llu is older than version %llu, which was seen before",
            (unsigned long long)claims->version,
            (unsigned long long)least_version);
    }

    if (at_unix == WALLET_TRUST_ANY_TIME) {
        return WALLET_OK;
    }

    if ((int64_t)claims->iat - CLOCK_LEEWAY > at_unix) {
        wallet_time_format((int64_t)claims->iat, when);
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is of %s, in the future", when);
    }

    if (claims->exp > 0 && at_unix >= (int64_t)claims->exp) {
        wallet_time_format((int64_t)claims->exp, when);
        return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it expired at %s", when);
    }

    return WALLET_OK;
}

static enum wallet_status add_entry(
    struct wallet_trust_list *list, struct wallet_bytes map, struct wallet_error *error)
{
    WLT_AUTO(entry) struct wlt_entry *entry = NULL;

    enum wallet_status status = wlt_entry_read(map, &entry, error);
    if (status == WALLET_OK) {
        status = wlt_trust_list_add(list, entry, false, error);
    }

    if (status == WALLET_OK) {
        (void)WLT_TAKE(entry);
    }

    return status;
}

static enum wallet_status read_entries(
    struct wallet_trust_list *list, struct wallet_bytes entries, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(entries, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_array_any(&reader);
    enum wallet_status status = wlt_reader_status(&reader, error);

    for (uint64_t i = 0; i < count && status == WALLET_OK; i++) {
        status = add_entry(list, wlt_read_any(&reader), error);
    }

    return status;
}

static enum wallet_status make(
    const struct claims *claims, struct wallet_trust_list **out, struct wallet_error *error)
{
    WLT_AUTO(list) struct wallet_trust_list *list = NULL;

    enum wallet_status status = wallet_trust_list_new(&list, error);
    if (status != WALLET_OK) {
        return status;
    }

    list->version = claims->version;
    list->issued_unix = (int64_t)claims->iat;
    list->until_unix = (int64_t)claims->exp;
    if (claims->iss.size < sizeof list->issuer) {
        memcpy(list->issuer, claims->iss.data, claims->iss.size);
    }

    status = read_entries(list, claims->entries, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(list);
    }

    return status;
}

enum wallet_status wallet_trust_list_verify(
    struct wallet_bytes signed_list,
    const struct wallet_key *root,
    uint64_t least_version,
    int64_t at_unix,
    struct wallet_trust_list **out,
    struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };
    struct claims claims = { .iat = 0 };

    if (!root || !out || (!signed_list.data && signed_list.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (signed_list.size > WALLET_TRUST_LIST_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", signed_list.size);
    }

    enum wallet_status status = wlt_sign1_read(signed_list, WLT_CBOR_STRICT, &sign1, error);
    if (status == WALLET_OK) {
        status = wlt_envelope_check_type(&sign1, WLT_TRUST_LIST_TYP, "a trust list", error);
    }

    /* What is not the root's is not even read. */
    if (status == WALLET_OK) {
        status = wlt_envelope_check_root(&sign1, root, error);
    }

    if (status == WALLET_OK) {
        status = read_claims(sign1.payload, &claims, error);
    }

    if (status == WALLET_OK) {
        status = check_claims(&claims, root, least_version, at_unix, error);
    }

    return status == WALLET_OK ? make(&claims, out, error) : status;
}
