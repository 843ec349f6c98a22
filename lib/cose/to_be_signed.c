/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/to_be_signed.h"

#include "base/error.h"
#include "cose/header.h"

enum {
    PARTS = 4, /* of a Sig_structure: context, protected header, external data, payload */
};

static enum wallet_algorithm read_algorithm(struct wallet_bytes protected_encoded)
{
    struct wlt_reader reader = wlt_reader_start(protected_encoded, WLT_CBOR_STRICT);
    struct wlt_cose_headers headers;

    wlt_cose_headers_read(&reader, &headers);
    return wlt_reader_finish(&reader, NULL) == WALLET_OK && headers.has_alg
               ? wlt_cose_algorithm(headers.alg)
               : WALLET_ALGORITHM_NONE;
}

static enum wallet_status check_size(
    enum wallet_algorithm algorithm, size_t size, struct wallet_error *error)
{
    return size == wlt_cose_signature_size(algorithm)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "an %s signature does not have %zu bytes",
                     wallet_algorithm_name(algorithm),
                     size);
}

enum wallet_status wlt_to_be_signed_read(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wlt_to_be_signed *out,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(to_be_signed, WLT_CBOR_STRICT);

    wlt_read_array(&reader, PARTS);
    (void)wlt_read_text(&reader);
    out->protected_encoded = wlt_read_bytes(&reader);
    (void)wlt_read_bytes(&reader);
    out->payload = wlt_read_bytes(&reader);
    const enum wallet_algorithm algorithm = read_algorithm(out->protected_encoded);
    if (wlt_reader_finish(&reader, NULL) != WALLET_OK || algorithm == WALLET_ALGORITHM_NONE) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "these are no bytes to be signed");
    }

    return check_size(algorithm, signature.size, error);
}
