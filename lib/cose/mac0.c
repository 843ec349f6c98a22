/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/mac0.h"

#include "base/error.h"
#include "crypto/hmac.h"

/** What stands behind the tag, if it is there. */
static struct wallet_bytes behind_tag(struct wallet_bytes encoded)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);

    if (!wlt_read_optional_tag(&reader, WLT_TAG_COSE_MAC0)) {
        return encoded;
    }

    return (struct wallet_bytes){ encoded.data + reader.offset, encoded.size - reader.offset };
}

enum wallet_status wlt_mac0_read(
    struct wallet_bytes encoded, struct wlt_sign1 *out, struct wallet_error *error)
{
    struct wlt_sign1 mac0 = { 0 };

    const enum wallet_status status =
        wlt_sign1_read(behind_tag(encoded), WLT_CBOR_LENIENT, &mac0, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (mac0.is_tagged) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "expected a COSE_Mac0, not a signature");
    }

    *out = mac0;
    return WALLET_OK;
}

enum wallet_status wlt_mac0_check(
    const struct wlt_sign1 *mac0,
    struct wallet_bytes key,
    struct wallet_bytes payload,
    struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &mac0->protected_headers;
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };

    if (!headers->has_alg || headers->alg != WLT_COSE_HMAC_256) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "its protected header does not name HMAC 256/256");
    }

    const enum wallet_status status = wlt_cose_append_structure(
        "MAC0", mac0->protected_encoded, (struct wallet_bytes){ 0 }, payload, &message, error);
    if (status != WALLET_OK) {
        return status;
    }

    return wlt_hmac_sha256_fits(key, wallet_buffer_bytes(&message), mac0->signature)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_REFUSED,
                     WALLET_NO_OFFSET,
                     "the authentication code does not fit");
}
