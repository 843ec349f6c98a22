/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/issued.h"

#include "base/error.h"
#include "cbor/check.h"
#include "cose/sign1.h"

static enum wallet_status read_mso(
    const struct wlt_mdoc_document *document, struct wlt_mso *out, struct wallet_error *error)
{
    struct wlt_sign1 sign1 = { 0 };

    const enum wallet_status status =
        wlt_sign1_read(document->issuer_auth, WLT_CBOR_LENIENT, &sign1, error);
    return status == WALLET_OK ? wlt_mso_read(sign1.payload, out, error) : status;
}

enum wallet_status wlt_mdoc_issued_read(
    struct wallet_bytes encoded,
    struct wlt_mdoc_document *document,
    struct wlt_mso *mso,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_LENIENT, error);
    if (status == WALLET_OK) {
        status = wlt_mdoc_document_read(encoded, document, error);
    }

    if (status == WALLET_OK && document->is_shown) {
        status = wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "expected an IssuerSigned, not what was shown already");
    }

    return status == WALLET_OK ? read_mso(document, mso, error) : status;
}
