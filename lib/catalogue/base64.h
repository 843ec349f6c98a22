/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_BASE64_H
#define WLT_CATALOGUE_BASE64_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** Base64 with padding, RFC 4648 section 4: how portraits stand in JSON. */

/** Appends `bytes` as base64; false when out of memory. */
bool wlt_base64_append(struct wallet_buffer *out, struct wallet_bytes bytes);

/** How many bytes `text` stands for at the most. */
size_t wlt_base64_size(struct wallet_bytes text);

/**
 * Decodes `text`, which must be canonical: padded, without blanks, no bits set behind the content.
 *
 * \param out   room for wlt_base64_size()
 * \return      false if it is not; `out` holds anything then
 */
bool wlt_base64_decode(struct wallet_bytes text, uint8_t *out, size_t *out_size);

#endif
