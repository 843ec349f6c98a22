/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/sign1.h"

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/writer.h"

enum {
    CBOR_NULL = 0xf6,
};

/** RFC 9052 section 4.2: bstr / nil. */
static void read_payload(struct wlt_reader *reader, struct wlt_sign1 *out)
{
    if (!wlt_next_is(reader, WLT_CBOR_SIMPLE) || reader->mode == WLT_CBOR_STRICT) {
        out->payload = wlt_read_bytes(reader);
        return;
    }

    const struct wallet_bytes simple = wlt_read_any(reader);
    out->is_detached = simple.size == 1 && simple.data[0] == CBOR_NULL;
    if (!out->is_detached) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a payload or null");
    }
}

static void read_tags(struct wlt_reader *reader, struct wlt_sign1 *out)
{
    if (reader->mode == WLT_CBOR_STRICT) {
        wlt_read_tag(reader, WLT_TAG_COSE_SIGN1);
        out->is_tagged = true;
        return;
    }

    /* RFC 8392 section 6: the tag of a CWT stands before that of COSE, never alone. */
    if (wlt_read_optional_tag(reader, WLT_TAG_CWT)) {
        wlt_read_tag(reader, WLT_TAG_COSE_SIGN1);
        out->is_tagged = true;
        return;
    }

    out->is_tagged = wlt_read_optional_tag(reader, WLT_TAG_COSE_SIGN1);
}

/** COSE_Sign1 = [ protected, unprotected, payload, signature ] */
static enum wallet_status read_parts(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_sign1 *out,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(encoded, mode);

    read_tags(&reader, out);
    wlt_read_array(&reader, 4);
    out->protected_encoded = wlt_read_bytes(&reader);
    wlt_cose_headers_read(&reader, &out->unprotected_headers);
    read_payload(&reader, out);
    out->signature = wlt_read_bytes(&reader);
    return wlt_reader_finish(&reader, error);
}

static enum wallet_status check_headers(
    const struct wlt_sign1 *sign1, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    const struct wlt_cose_headers *protected_headers = &sign1->protected_headers;
    const struct wlt_cose_headers *unprotected_headers = &sign1->unprotected_headers;

    if (!wlt_cose_headers_are_disjoint(protected_headers, unprotected_headers, mode)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a header that is in both buckets");
    }

    /* RFC 9052 section 3.1: "crit" MUST be in the protected bucket. */
    if (unprotected_headers->crit.size > 0) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "critical headers that are not protected");
    }

    if (!wlt_cose_crit_is_understood(protected_headers)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "critical headers that are not understood");
    }

    return WALLET_OK;
}

enum wallet_status wlt_sign1_read(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_sign1 *out,
    struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_cbor_check(encoded, mode, error);
    if (status == WALLET_OK) {
        status = read_parts(encoded, mode, &sign1, error);
    }

    if (status == WALLET_OK) {
        status =
            wlt_cose_protected_read(sign1.protected_encoded, mode, &sign1.protected_headers, error);
        if (status != WALLET_OK && error) {
            /* It was counted from the beginning of the bucket. */
            error->offset += (size_t)(sign1.protected_encoded.data - encoded.data);
        }
    }

    if (status == WALLET_OK) {
        status = check_headers(&sign1, mode, error);
    }

    if (status == WALLET_OK) {
        *out = sign1;
    }

    return status;
}

/** Whether a bucket says nothing: no bytes, or a map of no pairs in whatever form. */
static bool is_empty(struct wallet_bytes protected_encoded)
{
    if (protected_encoded.size == 0) {
        return true;
    }

    struct wlt_reader reader = wlt_reader_start(protected_encoded, WLT_CBOR_LENIENT);
    return wlt_read_map(&reader) == 0 && wlt_reader_finish(&reader, NULL) == WALLET_OK;
}

enum wallet_status wlt_cose_append_structure(
    const char *context,
    struct wallet_bytes protected_encoded,
    struct wallet_bytes external_aad,
    struct wallet_bytes payload,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_bytes nothing = { 0 };
    struct wlt_writer writer = wlt_writer_start(out);

    /* RFC 9052 sections 4.4 and 6.3: no protected headers count as a byte string of zero length. */
    wlt_write_array(&writer, 4);
    wlt_write_text(&writer, wlt_bytes_of(context));
    wlt_write_bytes(&writer, is_empty(protected_encoded) ? nothing : protected_encoded);
    wlt_write_bytes(&writer, external_aad);
    wlt_write_bytes(&writer, payload);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_sign1_append_signed(
    struct wallet_bytes protected_encoded,
    struct wallet_bytes external_aad,
    struct wallet_bytes payload,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    return wlt_cose_append_structure(
        "Signature1", protected_encoded, external_aad, payload, out, error);
}

enum wallet_status wlt_cose_append_algorithm(
    int64_t alg, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, alg);
    return wlt_writer_status(&writer, error);
}

void wlt_sign1_write(
    struct wlt_writer *writer,
    struct wallet_bytes protected_encoded,
    struct wallet_bytes unprotected_encoded,
    struct wallet_bytes payload,
    struct wallet_bytes signature)
{
    wlt_write_array(writer, 4);
    wlt_write_bytes(writer, protected_encoded);
    wlt_write_encoded(writer, unprotected_encoded);
    wlt_write_bytes(writer, payload);
    wlt_write_bytes(writer, signature);
}

enum wallet_status wlt_sign1_append_with(
    struct wallet_bytes protected_encoded,
    struct wallet_bytes unprotected_encoded,
    struct wallet_bytes payload,
    struct wallet_bytes signature,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_tag(&writer, WLT_TAG_COSE_SIGN1);
    wlt_sign1_write(&writer, protected_encoded, unprotected_encoded, payload, signature);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_sign1_append(
    struct wallet_bytes protected_encoded,
    struct wallet_bytes payload,
    struct wallet_bytes signature,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    static const uint8_t empty_map[] = { 0xa0 };

    return wlt_sign1_append_with(
        protected_encoded,
        (struct wallet_bytes){ empty_map, sizeof empty_map },
        payload,
        signature,
        out,
        error);
}
