/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_HMAC_H
#define WLT_CRYPTO_HMAC_H

#include "crypto/digest.h"

#include <stdbool.h>

/*
 * HMAC with SHA-256 (RFC 2104), and the keys that HKDF (RFC 5869) derives by it.  Nothing here can fail.
 */

/** The authentication code of a message under a key of any size. */
void wlt_hmac_sha256(
    struct wallet_bytes key, struct wallet_bytes message, uint8_t out[WLT_SHA256_SIZE]);

/** Whether `code` is, in full, that of the message; takes as long whatever it is. */
bool wlt_hmac_sha256_fits(
    struct wallet_bytes key, struct wallet_bytes message, struct wallet_bytes code);

/** HKDF with SHA-256: one key of 32 bytes out of a shared secret, for what `info` names. */
void wlt_hkdf_sha256(
    struct wallet_bytes secret,
    struct wallet_bytes salt,
    struct wallet_bytes info,
    uint8_t out[WLT_SHA256_SIZE]);

#endif
