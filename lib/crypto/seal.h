/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_SEAL_H
#define WLT_CRYPTO_SEAL_H

#include <wallet/bytes.h>

#include <stdbool.h>

/*
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): its nonce is long enough to be drawn at random for
 * each message, so nobody has to count.
 */

enum {
    WLT_SEAL_KEY_SIZE = 32,
    WLT_SEAL_NONCE_SIZE = 24,
    WLT_SEAL_TAG_SIZE = 16,
};

/**
 * Encrypts and authenticates.
 *
 * \param bound_to  what must be the same when it is opened
 * \param out       room for the size of `plain` and WLT_SEAL_TAG_SIZE
 */
void wlt_seal(
    const uint8_t key[WLT_SEAL_KEY_SIZE],
    const uint8_t nonce[WLT_SEAL_NONCE_SIZE],
    struct wallet_bytes bound_to,
    struct wallet_bytes plain,
    uint8_t *out);

/**
 * Opens what wlt_seal() made.
 *
 * \param out  room for the size of `sealed` less WLT_SEAL_TAG_SIZE
 *
 * \return false, and nothing of the content, where any of it is not as it was
 */
bool wlt_unseal(
    const uint8_t key[WLT_SEAL_KEY_SIZE],
    const uint8_t nonce[WLT_SEAL_NONCE_SIZE],
    struct wallet_bytes bound_to,
    struct wallet_bytes sealed,
    uint8_t *out);

#endif
