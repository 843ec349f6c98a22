/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_OPEN_MOBILE_H
#define WALLET_TEST_OPEN_MOBILE_H

#include "cose/sign1.h"
#include "make_mobile.h"
#include "mdoc/document.h"
#include "mdoc/mso.h"

/** An IssuerSigned taken apart. */
struct opened {
    struct wlt_mdoc_document document;
    struct wlt_sign1 sign1;
    struct wlt_mso mso;
};

UNUSED static struct opened open_document(const struct mobile *mobile)
{
    struct opened opened = { .mso = { .hash = WLT_HASH_SHA256 } };
    const struct wallet_bytes bytes = wallet_buffer_bytes(&mobile->document);

    CHECK_EQUAL(wlt_mdoc_document_read(bytes, &opened.document, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_sign1_read(opened.document.issuer_auth, WLT_CBOR_LENIENT, &opened.sign1, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_mso_read(opened.sign1.payload, &opened.mso, NULL), WALLET_OK);
    return opened;
}

#endif
