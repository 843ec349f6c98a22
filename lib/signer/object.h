/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_OBJECT_H
#define WLT_SIGNER_OBJECT_H

#include "crypto/public_key.h"
#include "signer/session.h"

/**
 * Finds the one private key in the token that the URI's object and id fit.
 *
 * \retval WALLET_ERR_VALUE   they fit several
 * \retval WALLET_ERR_KEY     they fit none, or one that asks for the PIN at each signature
 * \retval WALLET_ERR_CRYPTO  the token fails
 */
enum wallet_status wlt_object_find(
    const struct wlt_session *session,
    const struct wlt_uri *uri,
    CK_OBJECT_HANDLE *out,
    struct wallet_error *error);

/**
 * Reads the public half of a private key: from itself, or from the public key with the same id.
 *
 * \retval WALLET_ERR_KEY     neither Ed25519 nor P-256, no public half, or a point not to be used
 * \retval WALLET_ERR_CRYPTO  the token fails
 */
enum wallet_status wlt_object_read_public(
    const struct wlt_session *session,
    CK_OBJECT_HANDLE private_key,
    struct wlt_public_key **out,
    struct wallet_error *error);

#endif
