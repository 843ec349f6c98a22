/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/header.h"

#include "base/text.h"
#include "cbor/check.h"

static bool next_is_integer(const struct wlt_reader *reader)
{
    return wlt_next_is(reader, WLT_CBOR_UNSIGNED) || wlt_next_is(reader, WLT_CBOR_NEGATIVE);
}

/** RFC 9052 section 3.1: alg is an int or a text. */
static void read_alg(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    out->has_alg = true;
    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        (void)wlt_read_text(reader);
    } else {
        out->alg = wlt_read_int(reader);
    }
}

/** RFC 9596 section 2: typ is an unsigned number or a text. */
static void read_typ(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    out->typ.is_present = true;
    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        out->typ.text = wlt_read_text(reader);
    } else {
        out->typ.is_number = true;
        out->typ.number = wlt_read_unsigned(reader);
    }
}

/** RFC 9360 section 2: one certificate as a byte string, more of them as an array. */
static void read_x5chain(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    if (!wlt_next_is(reader, WLT_CBOR_BYTES) && !wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "certificates");
    }

    out->x5chain = wlt_read_any(reader);
}

static void read_crit(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    if (!wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "an array of labels");
    }

    out->crit = wlt_read_any(reader);
}

/**
 * RFC 9052 section 3.1: kid is a byte string, and a hint.  Some write "undefined" where an issuer's key has
 * no name (@auth0/mdl does): of others that is no hint.
 */
static void read_kid(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    if (reader->mode == WLT_CBOR_LENIENT && wlt_next_is(reader, WLT_CBOR_SIMPLE)) {
        (void)wlt_read_any(reader);
        return;
    }

    out->has_kid = true;
    out->kid = wlt_read_bytes(reader);
}

static struct wallet_bytes read_array(struct wlt_reader *reader)
{
    if (!wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "an array of disclosures");
    }

    return wlt_read_any(reader);
}

static void read_sd_alg(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    out->has_sd_alg = true;
    if (next_is_integer(reader)) {
        out->sd_alg = wlt_read_int(reader);
    } else {
        (void)wlt_read_any(reader);
    }
}

static void read_value(struct wlt_reader *reader, int64_t label, struct wlt_cose_headers *out)
{
    switch (label) {
    case WLT_COSE_ALG: read_alg(reader, out); break;
    case WLT_COSE_CRIT: read_crit(reader, out); break;
    case WLT_COSE_KID: read_kid(reader, out); break;
    case WLT_COSE_IV: out->iv = wlt_read_bytes(reader); break;
    case WLT_COSE_TYP: read_typ(reader, out); break;
    case WLT_COSE_X5CHAIN: read_x5chain(reader, out); break;
    case WLT_COSE_KCWT: out->kcwt = wlt_read_any(reader); break;
    case WLT_COSE_SD_CLAIMS: out->sd_claims = read_array(reader); break;
    case WLT_COSE_SD_ALG: read_sd_alg(reader, out); break;
    case WLT_COSE_SD_ENCRYPTED_CLAIMS: out->sd_encrypted_claims = read_array(reader); break;
    case WLT_COSE_CWT_CLAIMS:
        out->has_cwt_claims = true;
        (void)wlt_read_any(reader);
        break;
    default: (void)wlt_read_any(reader);
    }
}

/** The label as a number; 0, which is reserved, for a text. */
static int64_t read_label(struct wlt_reader *reader, struct wallet_bytes *encoded)
{
    struct wlt_reader ahead = *reader;
    *encoded = wlt_read_any(&ahead);

    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        (void)wlt_read_text(reader);
        return 0;
    }

    return wlt_read_int(reader);
}

void wlt_cose_headers_read(struct wlt_reader *reader, struct wlt_cose_headers *out)
{
    *out = (struct wlt_cose_headers){ 0 };

    const uint64_t count = wlt_read_map(reader);
    if (count > WLT_COSE_HEADER_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "fewer headers");
    }

    while (wlt_reader_is_ok(reader) && out->count < count) {
        const int64_t label = read_label(reader, &out->labels[out->count]);
        read_value(reader, label, out);
        out->count++;
    }
}

enum wallet_status wlt_cose_protected_read(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_cose_headers *out,
    struct wallet_error *error)
{
    if (encoded.size == 0) {
        return WALLET_OK;
    }

    const enum wallet_status status = wlt_cbor_check(encoded, mode, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(encoded, mode);
    wlt_cose_headers_read(&reader, out);
    return wlt_reader_finish(&reader, error);
}

static bool is_there(const struct wlt_cose_headers *headers, struct wallet_bytes label)
{
    for (size_t i = 0; i < headers->count; i++) {
        if (wlt_bytes_equal(headers->labels[i], label)) {
            return true;
        }
    }

    return false;
}

/** Labels up to 23 are one byte, and that is what they are. */
static bool may_be_doubled(struct wallet_bytes label)
{
    return label.size == 1 && (label.data[0] == WLT_COSE_ALG || label.data[0] == WLT_COSE_KID);
}

bool wlt_cose_headers_are_disjoint(
    const struct wlt_cose_headers *protected_headers,
    const struct wlt_cose_headers *unprotected_headers,
    enum wlt_cbor_mode mode)
{
    for (size_t i = 0; i < unprotected_headers->count; i++) {
        const struct wallet_bytes label = unprotected_headers->labels[i];
        const bool is_exempt = mode == WLT_CBOR_LENIENT && may_be_doubled(label);
        if (is_there(protected_headers, label) && !is_exempt) {
            return false;
        }
    }

    return true;
}

static bool is_understood(int64_t label)
{
    return label == WLT_COSE_ALG || label == WLT_COSE_CRIT || label == WLT_COSE_CONTENT_TYPE ||
           label == WLT_COSE_KID || label == WLT_COSE_TYP || label == WLT_COSE_X5CHAIN;
}

/** By value, for in lenient mode the number in `crit` need not be written in its shortest form. */
static bool has_label(const struct wlt_cose_headers *headers, int64_t label)
{
    for (size_t i = 0; i < headers->count; i++) {
        struct wlt_reader reader = wlt_reader_start(headers->labels[i], WLT_CBOR_LENIENT);
        const int64_t other = next_is_integer(&reader) ? wlt_read_int(&reader) : 0;
        if (wlt_reader_is_ok(&reader) && other == label) {
            return true;
        }
    }

    return false;
}

bool wlt_cose_crit_is_understood(const struct wlt_cose_headers *protected_headers)
{
    if (protected_headers->crit.size == 0) {
        return true;
    }

    struct wlt_reader reader = wlt_reader_start(protected_headers->crit, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_array_any(&reader);
    if (count > protected_headers->count) {
        return false; /* a label that is not there, or one twice */
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        const int64_t label = wlt_read_int(&reader);
        if (!is_understood(label) || !has_label(protected_headers, label)) {
            return false;
        }
    }

    return count > 0 && wlt_reader_finish(&reader, NULL) == WALLET_OK;
}
