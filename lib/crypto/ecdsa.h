/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_ECDSA_H
#define WLT_CRYPTO_ECDSA_H

#include "crypto/public_key.h"

/*
 * COSE carries an ECDSA signature, and here an SM2 signature, as r and s side by side (RFC 9053 section
 * 2.1), OpenSSL takes and gives the DER of RFC 3279 section 2.2.3.  By hand, for OpenSSL's own detour
 * costs 50 times as much.
 */

enum {
    WLT_ECDSA_DER_MAX = 3 + 2 * (2 + 1 + WLT_POINT_MAX),
};

/**
 * \param raw  r and s of equal size, each of 1 to WLT_POINT_MAX bytes
 * \param out  room, somewhere in which the result lies
 */
struct wallet_bytes wlt_ecdsa_to_der(struct wallet_bytes raw, uint8_t out[WLT_ECDSA_DER_MAX]);

/**
 * \param out  room for twice `number_size`
 * \return false if `der` is no signature with numbers of that size
 */
bool wlt_ecdsa_from_der(struct wallet_bytes der, size_t number_size, uint8_t *out);

#endif
