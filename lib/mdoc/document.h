/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_DOCUMENT_H
#define WLT_MDOC_DOCUMENT_H

#include "mdoc/embedded.h"

/** The parts of one document; borrows from the bytes it was read from.  What is absent is empty. */
struct wlt_mdoc_document {
    bool is_shown;                   /* by a device; else an IssuerSigned alone, as it was issued */
    struct wallet_bytes doc_type;    /* as the device says; empty if it is not shown */
    struct wallet_bytes name_spaces; /* encoded map; absent where nothing is disclosed */
    struct wallet_bytes issuer_auth; /* encoded COSE_Sign1 */
    struct wlt_embedded device_name_spaces; /* DeviceNameSpacesBytes */
    struct wallet_bytes device_signature;   /* encoded COSE_Sign1 */
    struct wallet_bytes device_mac;         /* encoded COSE_Mac0 */
};

/**
 * Reads a Document (ISO/IEC 18013-5 8.3.2.1.2.2) or an IssuerSigned alone, whichever it is.  Members that
 * are not known are stepped over; whether a device proves anything is asked later.
 *
 * \param encoded  has passed wlt_cbor_check() leniently
 *
 * \retval WALLET_ERR_STRUCTURE  a part is missing, or of another kind; so is MALFORMED and TRUNCATED
 */
enum wallet_status wlt_mdoc_document_read(
    struct wallet_bytes encoded, struct wlt_mdoc_document *out, struct wallet_error *error);

#endif
