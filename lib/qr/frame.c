/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/frame.h"

#include <wallet/qr.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/deflate.h"
#include "qr/base45.h"

#include <string.h>

enum {
    PREFIX_SIZE = 4,
    FITS_AS_IT_IS = 753, /* bytes that version 22 at level M holds in Base45 behind the prefix */
    ZLIB = 0x78,         /* RFC 1950, section 2.2: deflate with a window of 32 KiB */
    COSE_SIGN1 = 0xd2,   /* RFC 9052, section 2: tag 18 */
    ARRAY = 0x80,        /* RFC 8949, section 3.1: an empty one */
    ARRAY_OF_4 = 0x84,
    ARRAY_OF_15 = 0x8f,
};

static const char identifier[] = "]Q1";

static struct wallet_bytes skip(struct wallet_bytes bytes, size_t count)
{
    return (struct wallet_bytes){ bytes.data + count, bytes.size - count };
}

static bool ends_a_line(uint8_t byte)
{
    return byte == '\r' || byte == '\n' || byte == '\t';
}

struct wallet_bytes wlt_frame_strip(struct wallet_bytes text)
{
    if (wlt_bytes_start_with(text, identifier)) {
        text = skip(text, strlen(identifier));
    }

    while (text.size > 0 && ends_a_line(text.data[text.size - 1])) {
        text.size--;
    }

    return text;
}

bool wlt_frame_is_object(struct wallet_bytes bytes)
{
    const bool is_array = bytes.size > 0 && bytes.data[0] > ARRAY && bytes.data[0] <= ARRAY_OF_15;
    const struct wallet_bytes first = is_array ? skip(bytes, 1) : bytes;

    return first.size >= 2 && first.data[0] == COSE_SIGN1 && first.data[1] == ARRAY_OF_4;
}

bool wlt_frame_find(struct wallet_bytes text, enum wlt_frame *out, struct wallet_bytes *out_rest)
{
    const struct wallet_bytes stripped = wlt_frame_strip(text);
    const bool is_ours = wlt_bytes_start_with(stripped, "EL1:");

    if (!is_ours && !wlt_bytes_start_with(stripped, "HC1:")) {
        *out = WLT_FRAME_BARE;
        *out_rest = stripped;
        return wallet_code_kind(stripped) == WALLET_CODE_CLAIM169;
    }

    *out = is_ours ? WLT_FRAME_EL1 : WLT_FRAME_HC1;
    *out_rest = skip(stripped, PREFIX_SIZE);
    return true;
}

/** Inflates the stream at the front of `out` into the room behind it. */
static enum wallet_status inflate_behind(
    struct wallet_buffer *out, struct wallet_bytes *out_bytes, struct wallet_error *error)
{
    const size_t start = out->size;

    /* All that it may become, and the byte that tells too much: the stream must not move while it
       is read.  wlt_inflate() never asks for more than that. */
    if (!wlt_buffer_reserve(out, start + WALLET_QR_INFLATED_MAX + 1)) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status =
        wlt_inflate(wallet_buffer_bytes(out), WALLET_QR_INFLATED_MAX, out, error);
    if (status == WALLET_OK) {
        *out_bytes = skip(wallet_buffer_bytes(out), start);
    }

    return status;
}

/** Tells by the first byte whether `out` holds the bytes or a stream of them. */
static enum wallet_status unpack(
    enum wlt_frame frame,
    struct wallet_buffer *out,
    struct wallet_bytes *out_bytes,
    struct wallet_error *error)
{
    if (out->size == 0) {
        return wlt_fail(error, WALLET_ERR_MALFORMED, 0, "nothing behind the prefix");
    }

    if (out->data[0] == ZLIB) {
        return inflate_behind(out, out_bytes, error);
    }

    /* Without a prefix the first bytes are what it was found by. */
    if (frame == WLT_FRAME_BARE ||
        (frame == WLT_FRAME_EL1 &&
         (out->data[0] == COSE_SIGN1 || wlt_frame_is_object(wallet_buffer_bytes(out))))) {
        *out_bytes = wallet_buffer_bytes(out);
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        0,
        "expected %s behind the prefix, not byte 0x%02x",
        frame == WLT_FRAME_EL1 ? "a COSE_Sign1 or a zlib stream" : "a zlib stream",
        out->data[0]);
}

enum wallet_status wlt_frame_open(
    enum wlt_frame frame,
    struct wallet_bytes text,
    struct wallet_buffer *out,
    struct wallet_bytes *out_bytes,
    struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);
    if (wlt_base45_decoded_size(text.size) > WALLET_QR_INFLATED_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, 0, "a text of %zu characters is too long", text.size);
    }

    const enum wallet_status status = wlt_base45_decode(text, out, error);
    return status == WALLET_OK ? unpack(frame, out, out_bytes, error) : status;
}

/** Moves the bytes, which stand somewhere in `out`, to its front. */
static void keep_only(struct wallet_buffer *out, struct wallet_bytes bytes)
{
    memmove(out->data, bytes.data, bytes.size);
    wlt_buffer_set_size(out, bytes.size);
}

enum wallet_status wallet_qr_read_text(
    struct wallet_bytes text, struct wallet_buffer *out, struct wallet_error *error)
{
    enum wlt_frame frame = WLT_FRAME_EL1;
    struct wallet_bytes rest = { 0 };
    struct wallet_bytes bytes = { 0 };

    if (!wlt_frame_find(text, &frame, &rest)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            0,
            "the text begins with neither 'EL1:' nor 'HC1:', and is no identity code");
    }

    const enum wallet_status status = wlt_frame_open(frame, rest, out, &bytes, error);
    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
        return status;
    }

    keep_only(out, bytes);
    return WALLET_OK;
}

/** A stream can be written in more than one way, so it is used only where it buys a smaller symbol. */
enum wallet_status wlt_frame_pack(
    struct wallet_bytes object, struct wallet_buffer *out, struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);
    if (object.size > FITS_AS_IT_IS) {
        const enum wallet_status status = wlt_deflate(object, out, error);
        if (status != WALLET_OK || out->size * 10 <= object.size * 9) {
            return status;
        }

        wlt_buffer_set_size(out, 0);
    }

    return wlt_buffer_append(out, object) ? WALLET_OK : wlt_fail_memory(error);
}

static enum wallet_status write_frame(
    struct wallet_bytes bytes, struct wallet_buffer *out, struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);
    if (!wlt_buffer_append_text(out, "EL1:")) {
        return wlt_fail_memory(error);
    }

    return wlt_base45_encode(bytes, out, error);
}

static bool is_one_sign1(struct wallet_bytes bytes)
{
    return bytes.size >= 2 && bytes.data[0] == COSE_SIGN1 && bytes.data[1] == ARRAY_OF_4;
}

static enum wallet_status write_packed(
    struct wallet_bytes licence, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wallet_buffer packed = { 0 };
    enum wallet_status status = wlt_frame_pack(licence, &packed, error);
    if (status == WALLET_OK) {
        status = write_frame(wallet_buffer_bytes(&packed), out, error);
    }

    wallet_buffer_clear(&packed);
    return status;
}

enum wallet_status wallet_qr_write_text(
    struct wallet_bytes licence, struct wallet_buffer *out, struct wallet_error *error)
{
    if (licence.size > WALLET_QR_INFLATED_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, 0, "a licence of %zu bytes is too large", licence.size);
    }

    if (!is_one_sign1(licence)) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "expected a tagged COSE_Sign1");
    }

    const enum wallet_status status = write_packed(licence, out, error);
    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
    }

    return status;
}

static enum wallet_status write_bare(
    struct wallet_bytes object, struct wallet_buffer *out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer packed = { 0 };

    wlt_buffer_set_size(out, 0);
    const enum wallet_status status = wlt_deflate(object, &packed, error);
    return status == WALLET_OK ? wlt_base45_encode(wallet_buffer_bytes(&packed), out, error)
                               : status;
}

enum wallet_status wallet_qr_write_claim169(
    struct wallet_bytes object, struct wallet_buffer *out, struct wallet_error *error)
{
    if (object.size > WALLET_QR_INFLATED_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, 0, "an identity of %zu bytes is too large", object.size);
    }

    if (!is_one_sign1(object)) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "expected a tagged COSE_Sign1");
    }

    const enum wallet_status status = write_bare(object, out, error);
    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
    }

    return status;
}
