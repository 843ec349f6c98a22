/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_DISCLOSE_H
#define WLT_MDOC_DISCLOSE_H

#include "crypto/public_key.h"
#include "mdoc/document.h"
#include "mdoc/mso.h"

/**
 * Checks each element that a document discloses against the digests that its issuer signed, and writes
 * them down: one map, {namespace: {element: value}}, in the order in which they came.  The digests are
 * over the bytes as received.
 *
 * \param document  one with namespaces, out of input that wlt_cbor_check() let pass
 * \param context   the caller's thread's
 * \param out       what was in it stays; after a failure it holds anything behind
 *
 * \retval WALLET_ERR_REFUSED    an element that is not among the signed ones, or is not what was signed, or
 *                               is there twice
 * \retval WALLET_ERR_STRUCTURE  it is no element; so is MALFORMED and TRUNCATED
 * \retval WALLET_ERR_TOO_LARGE  over WALLET_MDOC_ELEMENT_MAX in one namespace
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_mdoc_disclose(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    struct wlt_check_context *context,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
