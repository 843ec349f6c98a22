/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "base/buffer.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/sign1.h"
#include "qr/base45.h"
#include "qr/frame.h"

#include <string.h>

/* A text that ends early still has at its beginning what tells its length: RFC 9052 section 4.2 puts
   protected headers, unprotected headers and payload one behind the other, each with its own, and the
   signature's size follows from the algorithm. */

static const char prefix[] = "EL1:";

/** Appends what the groups of three at the beginning say, up to the first that says nothing. */
static void decode_beginning(struct wallet_bytes text, struct wallet_buffer *out)
{
    struct wallet_error error;

    text.size = text.size / 3 * 3;
    if (wlt_base45_decode(text, out, &error) == WALLET_ERR_MALFORMED) {
        text.size = error.offset / 3 * 3;
        (void)wlt_base45_decode(text, out, NULL);
    }
}

static enum wallet_algorithm algorithm_of(struct wallet_bytes protected_encoded)
{
    struct wlt_cose_headers headers;
    struct wlt_reader reader = wlt_reader_start(protected_encoded, WLT_CBOR_STRICT);

    if (wlt_cbor_check(protected_encoded, WLT_CBOR_STRICT, NULL) != WALLET_OK) {
        return WALLET_ALGORITHM_NONE;
    }

    wlt_cose_headers_read(&reader, &headers);
    return wlt_reader_finish(&reader, NULL) == WALLET_OK && headers.has_alg
               ? wlt_cose_algorithm(headers.alg)
               : WALLET_ALGORITHM_NONE;
}

/** How long the byte string is, head and all, whose head is the next item; 0 if it is not there. */
static uint64_t announced_size(const struct wlt_reader *reader)
{
    struct wlt_cbor_head head;
    const struct wallet_bytes rest = { reader->input.data + reader->offset,
                                       reader->input.size - reader->offset };

    if (!wlt_reader_is_ok(reader) || wlt_cbor_head_read(rest, &head) != WALLET_OK ||
        head.major != WLT_CBOR_BYTES || head.argument > WALLET_QR_INFLATED_MAX) {
        return 0;
    }

    return head.size + head.argument;
}

/** The size of the COSE_Sign1 at the beginning of `bytes`, be it all there or not; 0: not told. */
static size_t sign1_size(struct wallet_bytes bytes)
{
    struct wlt_reader reader = wlt_reader_start(bytes, WLT_CBOR_STRICT);

    wlt_read_tag(&reader, WLT_TAG_COSE_SIGN1);
    wlt_read_array(&reader, 4);
    const enum wallet_algorithm algorithm = algorithm_of(wlt_read_bytes(&reader));
    (void)wlt_read_any(&reader);
    const uint64_t payload_size = announced_size(&reader);
    const size_t signature_size = wlt_cose_signature_size(algorithm);
    const size_t signature_head = 2; /* of 24 to 255 bytes */

    return payload_size > 0 && signature_size > 0
               ? reader.offset + (size_t)payload_size + signature_head + signature_size
               : 0;
}

/** The size of one COSE_Sign1 or an array of them; 0: not told. */
static size_t object_size(struct wallet_bytes bytes)
{
    if (!wlt_frame_is_object(bytes)) {
        return 0;
    }

    struct wlt_reader reader = wlt_reader_start(bytes, WLT_CBOR_STRICT);
    uint64_t left = wlt_next_is(&reader, WLT_CBOR_ARRAY) ? wlt_read_array_any(&reader) : 1;
    size_t size = reader.offset;
    for (; left > 0; left--) {
        const size_t one =
            size < bytes.size
                ? sign1_size((struct wallet_bytes){ bytes.data + size, bytes.size - size })
                : 0;
        if (one == 0) {
            return 0;
        }
        size += one;
    }

    return size;
}

size_t wallet_code_expected_size(struct wallet_bytes text)
{
    struct wallet_buffer bytes = { 0 };
    struct wallet_bytes rest;
    enum wlt_frame frame;

    if (!wlt_frame_find(text, &frame, &rest) || frame != WLT_FRAME_EL1) {
        return 0;
    }

    decode_beginning(rest, &bytes);
    const size_t size = object_size(wallet_buffer_bytes(&bytes));
    wallet_buffer_clear(&bytes);
    return size > 0 && size <= WALLET_QR_INFLATED_MAX ? strlen(prefix) + size / 2 * 3 + size % 2 * 2
                                                      : 0;
}
