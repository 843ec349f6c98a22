/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_AGREEMENT_H
#define WLT_CRYPTO_AGREEMENT_H

#include "crypto/private_key.h"

/**
 * What two keys have in common: elliptic-curve Diffie-Hellman with cofactor (SP 800-56A section 5.7.1.2)
 * on a curve of NIST or Brainpool, the x-coordinate of the shared point.
 *
 * \param out   room for WLT_POINT_MAX; to be wiped by the caller
 * \param size  on success the size of the secret
 *
 * \retval WALLET_ERR_UNSUPPORTED  keys of other kinds, or on different curves
 * \retval WALLET_ERR_MEMORY
 * \retval WALLET_ERR_CRYPTO       OpenSSL fails
 */
enum wallet_status wlt_agree(
    const struct wlt_private_key *ours,
    const struct wlt_public_key *theirs,
    uint8_t out[WLT_POINT_MAX],
    size_t *size,
    struct wallet_error *error);

#endif
