/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_PLAIN_H
#define WLT_LICENCE_PLAIN_H

#include <wallet/bytes.h>

#include <stdbool.h>

/**
 * Whether nothing in an item has to do with redaction, and each key in it is one that a claim may
 * have: what the draft calls a safe value (draft-ietf-spice-sd-cwt section 5.3).  Headers consist of
 * such, and the claims of a key-binding token.
 *
 * \param encoded  an item which wlt_cbor_check() let pass, of definite lengths; nothing at all is plain
 */
bool wlt_is_plain(struct wallet_bytes encoded);

/** Whether an encoded item is simple(59), the key of a map's redacted keys. */
bool wlt_is_simple_59(struct wallet_bytes encoded);

#endif
