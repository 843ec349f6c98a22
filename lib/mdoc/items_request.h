/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_ITEMS_REQUEST_H
#define WLT_MDOC_ITEMS_REQUEST_H

#include <wallet/mdoc_ask.h>

/**
 * Appends ItemsRequestBytes (ISO/IEC 18013-5 8.3.2.1.2.1): what is asked of one document, in deterministic
 * CBOR.
 *
 * \param wanted  with 1 to WALLET_MDOC_REQUEST_ELEMENT_MAX elements
 *
 * \retval WALLET_ERR_VALUE  a name that is empty or no UTF-8, or an element twice
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_items_request_append(
    const struct wallet_mdoc_wanted *wanted, struct wallet_buffer *out, struct wallet_error *error);

#endif
