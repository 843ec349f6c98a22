/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_CHOOSE_H
#define WLT_MDOC_CHOOSE_H

#include <wallet/mdoc_present.h>

#include "mdoc/document.h"

/**
 * Appends the IssuerSigned of a document with the chosen elements alone, each as it was received, in the
 * order of the document.
 *
 * \param choices  at most WALLET_MDOC_ELEMENT_MAX
 *
 * \retval WALLET_ERR_MISSING    one that the document has not
 * \retval WALLET_ERR_STRUCTURE  what is no element of a document; so is MALFORMED and TRUNCATED
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_mdoc_choose(
    const struct wlt_mdoc_document *document,
    const struct wallet_mdoc_choice *choices,
    size_t count,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
