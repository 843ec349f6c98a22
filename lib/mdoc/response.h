/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_RESPONSE_H
#define WLT_MDOC_RESPONSE_H

#include <wallet/mdoc.h>

#include "cbor/reader.h"

/** A DeviceResponse taken apart, or an IssuerSigned alone; borrows from the input. */
struct wlt_mdoc_response {
    uint64_t status;                                         /* 0: all is well */
    struct wallet_bytes documents[WALLET_MDOC_DOCUMENT_MAX]; /* each encoded */
    size_t count;
};

/**
 * Reads a DeviceResponse (ISO/IEC 18013-5 8.3.2.1.2.2), or takes an IssuerSigned alone as its one
 * document.
 *
 * \param input  has passed wlt_cbor_check() leniently
 *
 * \retval WALLET_ERR_UNSUPPORTED  another version than 1.0
 * \retval WALLET_ERR_TOO_LARGE    over WALLET_MDOC_DOCUMENT_MAX documents
 * \retval WALLET_ERR_STRUCTURE    something else
 */
enum wallet_status wlt_mdoc_response_read(
    struct wallet_bytes input, struct wlt_mdoc_response *out, struct wallet_error *error);

/** Whether input begins as one of the two does: a map whose first key is one of theirs. */
bool wlt_mdoc_begins_so(struct wallet_bytes input);

#endif
