/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_ISSUED_H
#define WLT_MDOC_ISSUED_H

#include "mdoc/document.h"
#include "mdoc/mso.h"

/**
 * Reads an IssuerSigned, as its issuer handed it over, and what was signed of it; whether it was is not
 * asked.  Borrows from the input.
 *
 * \retval WALLET_ERR_UNSUPPORTED  an edition that is not known
 * \retval WALLET_ERR_STRUCTURE    no IssuerSigned, or one that a device shows; else as wlt_cbor_check()
 */
enum wallet_status wlt_mdoc_issued_read(
    struct wallet_bytes encoded,
    struct wlt_mdoc_document *document,
    struct wlt_mso *mso,
    struct wallet_error *error);

#endif
