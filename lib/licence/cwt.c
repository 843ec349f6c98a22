/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/cwt.h"

#include <wallet/claims.h>

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "licence/labels.h"

#include <math.h>

/** Below this a double still counts single seconds. */
static const double time_max = 4503599627370496.0;

/** RFC 8392 section 2: NumericDate is a number; elsewhere it comes with a fraction (RFC 8949 3.4.2). */
static struct wlt_claim_time read_time(struct wlt_reader *reader)
{
    if (wlt_next_is(reader, WLT_CBOR_UNSIGNED) || wlt_next_is(reader, WLT_CBOR_NEGATIVE)) {
        const int64_t seconds = wlt_read_int(reader);
        return (struct wlt_claim_time){ wlt_reader_is_ok(reader), seconds };
    }

    struct wlt_reader before = *reader;
    struct wallet_claims claims = { wlt_read_any(reader) };
    struct wallet_item item = { 0 };
    if (wlt_reader_is_ok(reader) && wallet_claims_next(&claims, &item) &&
        item.kind == WALLET_ITEM_FLOAT && fabs(item.real) < time_max) {
        return (struct wlt_claim_time){ true, (int64_t)floor(item.real) };
    }

    wlt_reader_fail(&before, WALLET_ERR_STRUCTURE, "a time in seconds");
    *reader = before;
    return (struct wlt_claim_time){ 0 };
}

/** Whatever stands for it, it is there: what is not understood is told by an empty URI. */
static struct wlt_status_ref read_status_ref(struct wlt_reader *reader, bool is_list)
{
    const struct wallet_bytes encoded = wlt_read_any(reader);
    struct wlt_reader inner = wlt_reader_start_checked(encoded, reader->mode);
    struct wlt_status_ref ref = { .is_there = true };
    bool has_place = false;

    for (uint64_t left = wlt_read_map(&inner); left > 0 && wlt_reader_is_ok(&inner); left--) {
        const struct wallet_bytes name = wlt_read_text_key(&inner);
        if (wlt_bytes_are(name, "uri")) {
            ref.uri = wlt_read_text(&inner);
        } else if (wlt_bytes_are(name, "certificate")) {
            ref.certificate = wlt_read_bytes(&inner);
        } else if (is_list && wlt_bytes_are(name, "idx")) {
            has_place = true;
            ref.index = wlt_read_unsigned(&inner);
        } else if (!is_list && wlt_bytes_are(name, "id")) {
            has_place = true;
            ref.identifier = wlt_read_bytes(&inner);
        } else {
            (void)wlt_read_any(&inner);
        }
    }

    return has_place && wlt_reader_is_ok(&inner) ? ref
                                                 : (struct wlt_status_ref){ .is_there = true };
}

/*
 * { ? "status_list": { "idx", "uri", ? "certificate" }, ? "identifier_list": { "id", "uri", ? "certificate" } }.
 * There are other kinds of status, and they are not malformed.
 */
struct wlt_status_refs wlt_status_refs_read(struct wallet_bytes encoded, enum wlt_cbor_mode mode)
{
    struct wlt_reader reader = wlt_reader_start_checked(encoded, mode);
    struct wlt_status_refs refs = { .list = { 0 } };

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const struct wallet_bytes name = wlt_read_text_key(&reader);
        if (wlt_bytes_are(name, "status_list")) {
            refs.list = read_status_ref(&reader, true);
        } else if (wlt_bytes_are(name, "identifier_list")) {
            refs.identifiers = read_status_ref(&reader, false);
        } else {
            (void)wlt_read_any(&reader);
        }
    }

    return wlt_reader_is_ok(&reader) ? refs : (struct wlt_status_refs){ .list = { 0 } };
}

/** draft-ietf-spice-sd-cwt section 12: a text, or a number of a registry that has none of ours. */
static void read_vct(struct wlt_reader *reader, struct wlt_cwt *out)
{
    if (wlt_next_is(reader, WLT_CBOR_UNSIGNED)) {
        (void)wlt_read_unsigned(reader);
    } else {
        out->vct = wlt_read_text(reader);
    }
}

static void read_claim(struct wlt_reader *reader, int64_t label, struct wlt_cwt *out)
{
    switch (label) {
    case WLT_CLAIM_ISS:
        out->has_iss = true;
        out->iss = wlt_read_text(reader);
        break;
    case WLT_CLAIM_SUB:
        out->has_sub = true;
        out->sub = wlt_read_text(reader);
        break;
    case WLT_CLAIM_EXP: out->exp = read_time(reader); break;
    case WLT_CLAIM_NBF: out->nbf = read_time(reader); break;
    case WLT_CLAIM_IAT: out->iat = read_time(reader); break;
    case WLT_CLAIM_CTI: out->cti = wlt_read_bytes(reader); break;
    case WLT_CLAIM_VCT: read_vct(reader, out); break;
    case WLT_CLAIM_FIELDS: out->fields = wlt_read_any(reader); break;
    case WLT_CLAIM_IDENTITY: out->identity = wlt_read_any(reader); break;
    case WLT_CLAIM_HCERT: out->hcert = wlt_read_any(reader); break;
    case WLT_CLAIM_AUD:
        out->has_aud = true;
        out->aud = wlt_read_any(reader);
        break;
    case WLT_CLAIM_CNF:
        out->has_cnf = true;
        out->cnf = wlt_read_any(reader);
        break;
    case WLT_CLAIM_CNONCE: out->cnonce = wlt_read_any(reader); break;
    case WLT_CLAIM_STATUS:
        out->has_status = true;
        out->status = wlt_status_refs_read(wlt_read_any(reader), reader->mode);
        break;
    default: (void)wlt_read_any(reader); break;
    }
}

static bool next_is_int(const struct wlt_reader *reader)
{
    return wlt_next_is(reader, WLT_CBOR_UNSIGNED) || wlt_next_is(reader, WLT_CBOR_NEGATIVE);
}

enum wallet_status wlt_cwt_read(
    struct wallet_bytes payload,
    enum wlt_cbor_mode mode,
    struct wlt_cwt *out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_cbor_check(payload, mode, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(payload, mode);
    struct wlt_cwt cwt = { .all = payload };
    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        if (next_is_int(&reader)) {
            read_claim(&reader, wlt_read_int(&reader), &cwt);
        } else {
            (void)wlt_read_any(&reader);
            (void)wlt_read_any(&reader);
        }
    }

    const enum wallet_status end = wlt_reader_finish(&reader, error);
    if (end == WALLET_OK) {
        *out = cwt;
    }

    return end;
}

struct wallet_bytes wlt_cwt_holder_key(const struct wlt_cwt *cwt, enum wlt_cbor_mode mode)
{
    struct wlt_reader reader = wlt_reader_start_checked(cwt->cnf, mode);
    struct wallet_bytes key = { 0 };

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const bool is_key = next_is_int(&reader) && wlt_read_int(&reader) == WLT_CNF_COSE_KEY;
        const struct wallet_bytes value = wlt_read_any(&reader);
        key = is_key ? value : key;
    }

    return wlt_reader_is_ok(&reader) ? key : (struct wallet_bytes){ 0 };
}

static bool is_serial_character(uint8_t character)
{
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
}

bool wlt_cwt_has_serial(const struct wlt_cwt *cwt)
{
    const size_t behind_serial = 1 + WLT_VERSION_SIZE;
    const uint8_t *cti = cwt->cti.data;
    if (cwt->cti.size <= behind_serial || cwt->cti.size > WALLET_SERIAL_MAX + behind_serial) {
        return false;
    }

    const size_t serial_size = cwt->cti.size - behind_serial;
    bool holds = cti[serial_size] == '.';
    for (size_t i = 0; i < serial_size; i++) {
        holds = holds && is_serial_character(cti[i]);
    }

    for (size_t i = serial_size + 1; i < cwt->cti.size; i++) {
        holds = holds && cti[i] >= '0' && cti[i] <= '9';
    }

    return holds;
}

bool wlt_cwt_identifier(const struct wlt_cwt *cwt, char out[WALLET_IDENTIFIER_SIZE])
{
    if (!wlt_cwt_has_serial(cwt)) {
        return false;
    }

    const size_t serial_size = cwt->cti.size - WLT_VERSION_SIZE - 1;
    const struct wallet_identifier parts = {
        .type = cwt->vct,
        .issuer = cwt->iss,
        .serial = { cwt->cti.data, serial_size },
        .version = { cwt->cti.data + serial_size + 1, WLT_VERSION_SIZE },
    };
    return wallet_identifier_format(&parts, out) == WALLET_FINDING_NONE;
}
