/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_ARGON2ID_H
#define WLT_CRYPTO_ARGON2ID_H

#include <wallet/bytes.h>

#include <stdbool.h>

enum {
    WLT_ARGON2ID_SALT_SIZE = 16,
    WLT_ARGON2ID_KEY_SIZE = 32,
    WLT_ARGON2ID_MEMORY_KIB_MIN = 8,
};

/**
 * Makes a key of a passphrase: Argon2id (RFC 9106), version 1.3, one lane.
 *
 * \param out  in secret memory
 *
 * \return false where the memory that it asks for is not to be had
 */
bool wlt_argon2id(
    struct wallet_bytes passphrase,
    const uint8_t salt[WLT_ARGON2ID_SALT_SIZE],
    unsigned passes,
    unsigned memory_kib,
    uint8_t out[WLT_ARGON2ID_KEY_SIZE]);

#endif
