/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/transcript.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "crypto/digest.h"
#include "mdoc/embedded.h"

enum {
    PARTS = 3, /* [DeviceEngagementBytes, EReaderKeyBytes, Handover] */
};

static const uint8_t cbor_null[] = { 0xf6 };

static void write_null(struct wlt_writer *writer)
{
    wlt_write_encoded(writer, (struct wallet_bytes){ cbor_null, sizeof cbor_null });
}

static void write_bytes_or_null(struct wlt_writer *writer, struct wallet_bytes bytes)
{
    if (bytes.size > 0) {
        wlt_write_bytes(writer, bytes);
    } else {
        write_null(writer);
    }
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static bool is_bad(struct wallet_bytes bytes)
{
    return !bytes.data && bytes.size > 0;
}

static enum wallet_status check_map(
    struct wallet_bytes encoded, const char *what, struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };
    const struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);

    const enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_LENIENT, &story);
    if (status != WALLET_OK) {
        return wlt_fail(error, status, story.offset, "%s: %s", what, story.message);
    }

    return wlt_next_is(&reader, WLT_CBOR_MAP)
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "%s: expected a map", what);
}

/** What was written, or nothing. */
static enum wallet_status finish(const struct wlt_writer *writer, struct wallet_error *error)
{
    const enum wallet_status status = wlt_writer_status(writer, error);
    if (status != WALLET_OK) {
        wallet_buffer_clear(writer->out);
    }

    return status;
}

/** Of a session over the air, all but the handover, which is one item. */
static enum wallet_status start_near(
    struct wlt_writer *writer,
    struct wallet_bytes engagement,
    struct wallet_bytes reader_key,
    struct wallet_error *error)
{
    wlt_buffer_set_size(writer->out, 0);
    enum wallet_status status = check_map(engagement, "the device's engagement", error);
    status = status == WALLET_OK ? check_map(reader_key, "the reader's key", error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_array(writer, PARTS);
    wlt_write_embedded(writer, engagement);
    wlt_write_embedded(writer, reader_key);
    return WALLET_OK;
}

enum wallet_status wallet_transcript_qr(
    struct wallet_bytes engagement,
    struct wallet_bytes reader_key,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!out || is_bad(engagement) || is_bad(reader_key)) {
        return fail_null(error);
    }

    struct wlt_writer writer = wlt_writer_start(out);
    const enum wallet_status status = start_near(&writer, engagement, reader_key, error);
    if (status != WALLET_OK) {
        return status;
    }

    write_null(&writer);
    return finish(&writer, error);
}

enum wallet_status wallet_transcript_nfc(
    struct wallet_bytes engagement,
    struct wallet_bytes reader_key,
    struct wallet_bytes select,
    struct wallet_bytes request,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!out || is_bad(engagement) || is_bad(reader_key) || !select.data || is_bad(request)) {
        return fail_null(error);
    }

    struct wlt_writer writer = wlt_writer_start(out);
    const enum wallet_status status = start_near(&writer, engagement, reader_key, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_array(&writer, 2);
    wlt_write_bytes(&writer, select);
    write_bytes_or_null(&writer, request);
    return finish(&writer, error);
}

/** [null, null, [name, SHA-256(info)]]: what is in `out` is the info, and is replaced. */
static enum wallet_status wrap_info(
    const char *name, struct wlt_writer *writer, struct wallet_error *error)
{
    struct wallet_buffer *out = writer->out;
    uint8_t digest[WLT_SHA256_SIZE];
    enum wallet_status status = finish(writer, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_sha256(wallet_buffer_bytes(out), digest);
    wlt_buffer_set_size(out, 0);
    wlt_write_array(writer, PARTS);
    write_null(writer);
    write_null(writer);
    wlt_write_array(writer, 2);
    wlt_write_text(writer, wlt_bytes_of(name));
    wlt_write_bytes(writer, (struct wallet_bytes){ digest, sizeof digest });
    return finish(writer, error);
}

/** Makes room for the info, if the thumbprint in it is one. */
static enum wallet_status start_info(
    struct wallet_bytes thumbprint, struct wallet_buffer *out, struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);
    return thumbprint.size == 0 || (thumbprint.data && thumbprint.size == WLT_SHA256_SIZE)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_ARGUMENT,
                     WALLET_NO_OFFSET,
                     "expected a thumbprint of %d bytes",
                     WLT_SHA256_SIZE);
}

enum wallet_status wallet_transcript_redirect(
    const char *client_id,
    const char *nonce,
    struct wallet_bytes thumbprint,
    const char *response_uri,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!client_id || !nonce || !response_uri || !out) {
        return fail_null(error);
    }

    const enum wallet_status status = start_info(thumbprint, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_writer writer = wlt_writer_start(out);
    wlt_write_array(&writer, 4);
    wlt_write_text(&writer, wlt_bytes_of(client_id));
    wlt_write_text(&writer, wlt_bytes_of(nonce));
    write_bytes_or_null(&writer, thumbprint);
    wlt_write_text(&writer, wlt_bytes_of(response_uri));
    return wrap_info("OpenID4VPHandover", &writer, error);
}

enum wallet_status wallet_transcript_dc_api(
    const char *origin,
    const char *nonce,
    struct wallet_bytes thumbprint,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!origin || !nonce || !out) {
        return fail_null(error);
    }

    const enum wallet_status status = start_info(thumbprint, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_writer writer = wlt_writer_start(out);
    wlt_write_array(&writer, 3);
    wlt_write_text(&writer, wlt_bytes_of(origin));
    wlt_write_text(&writer, wlt_bytes_of(nonce));
    write_bytes_or_null(&writer, thumbprint);
    return wrap_info("OpenID4VPDCAPIHandover", &writer, error);
}

enum wallet_status wlt_transcript_find(
    struct wallet_bytes given, struct wallet_bytes *out, struct wallet_error *error)
{
    struct wallet_bytes transcript = given;

    enum wallet_status status = wlt_cbor_check(given, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader outer = wlt_reader_start_checked(given, WLT_CBOR_LENIENT);
    if (wlt_next_is(&outer, WLT_CBOR_TAG)) {
        transcript = wlt_read_embedded(&outer).content;
        status = wlt_reader_finish(&outer, error);
        status = status == WALLET_OK ? wlt_cbor_check(transcript, WLT_CBOR_LENIENT, error) : status;
    }

    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(transcript, WLT_CBOR_LENIENT);
    wlt_read_array(&reader, PARTS);
    status = wlt_reader_status(&reader, error);
    if (status == WALLET_OK) {
        *out = transcript;
    }

    return status;
}
