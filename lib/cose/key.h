/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_KEY_H
#define WLT_COSE_KEY_H

#include "crypto/digest.h"
#include "crypto/public_key.h"

/** Appends the COSE_Key (RFC 9053 section 7) with the required members only, deterministic. */
enum wallet_status wlt_cose_key_append(
    const struct wlt_public_key *key, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Reads a COSE_Key, OKP or EC2, with both coordinates; members that do not matter are skipped.
 *
 * \retval WALLET_ERR_UNSUPPORTED  another key type or curve, or a compressed point
 * \retval WALLET_ERR_KEY          a point that must not be used
 */
enum wallet_status wlt_cose_key_read(
    struct wallet_bytes encoded, struct wlt_public_key **out, struct wallet_error *error);

/**
 * Checks a signature by a COSE_Key that another signature vouches for, as a licence does for its
 * holder's.  An Ed25519 key is not asked whether it is in the prime-order group, which takes as long as
 * the check itself: libsodium refuses points of small order, and the issuer asked.
 *
 * \param context  the caller's thread's
 * \param alg      the number that the header names; 0, which is reserved, if none
 *
 * \retval WALLET_ERR_REFUSED      the signature does not fit
 * \retval WALLET_ERR_VALUE        a number that does not go with the key
 * \retval WALLET_ERR_UNSUPPORTED  another key type or curve, or a compressed point
 * \retval WALLET_ERR_KEY          a point that must not be used
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_cose_key_check_signature(
    struct wlt_check_context *context,
    struct wallet_bytes encoded,
    int64_t alg,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error);

/** The thumbprint of RFC 9679: SHA-256 over what wlt_cose_key_append() writes. */
enum wallet_status wlt_cose_key_thumbprint(
    const struct wlt_public_key *key, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error);

#endif
