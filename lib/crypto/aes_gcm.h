/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_AES_GCM_H
#define WLT_CRYPTO_AES_GCM_H

#include <wallet/bytes.h>
#include <wallet/error.h>

/* AES in Galois/Counter Mode (NIST SP 800-38D), as COSE uses it (RFC 9053 section 4.1): only opened here. */

enum {
    WLT_AES_GCM_IV_SIZE = 12,
    WLT_AES_GCM_TAG_SIZE = 16,
    WLT_AES_GCM_KEY_SIZE_MAX = 32,
};

/**
 * Opens what somebody sealed.
 *
 * \param key       16, 24 or 32 bytes
 * \param bound_to  what must be the same as when it was sealed
 * \param sealed    with the tag at its end
 * \param out       room for the size of `sealed`; its content counts on success only
 *
 * \retval WALLET_ERR_REFUSED  any of it is not as it was, or it was sealed with another key
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_aes_gcm_open(
    struct wallet_bytes key,
    const uint8_t iv[WLT_AES_GCM_IV_SIZE],
    struct wallet_bytes bound_to,
    struct wallet_bytes sealed,
    uint8_t *out);

#endif
