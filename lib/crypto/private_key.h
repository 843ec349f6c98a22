/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_PRIVATE_KEY_H
#define WLT_CRYPTO_PRIVATE_KEY_H

#include "crypto/public_key.h"

/**
 * A key that signs.  Its secret stays in locked memory (Ed25519) or in OpenSSL's own (EC, SM2) and is
 * wiped when released.  Immutable: any number of threads may sign with one.
 */
struct wlt_private_key;

/**
 * Makes a new key from the system's randomness.
 *
 * \retval WALLET_ERR_ARGUMENT     PS256 or none
 * \retval WALLET_ERR_UNSUPPORTED  SM2 with an OpenSSL that would leak it, see crypto/sm2.h
 */
enum wallet_status wlt_private_key_generate(
    enum wallet_algorithm algorithm, struct wlt_private_key **out, struct wallet_error *error);

/**
 * From PKCS #8 in DER: Ed25519, or on a curve of curve.h.
 *
 * \retval WALLET_ERR_KEY  anything else, encrypted ones too
 */
enum wallet_status wlt_private_key_from_pkcs8(
    struct wallet_bytes der, struct wlt_private_key **out, struct wallet_error *error);

void wlt_private_key_free(struct wlt_private_key *key);

/** PKCS #8 in DER; replaces the content of `out`, which then holds the secret. */
enum wallet_status wlt_private_key_write_pkcs8(
    const struct wlt_private_key *key, struct wallet_buffer *out, struct wallet_error *error);

/** Its public half; lives as long as `key`. */
const struct wlt_public_key *wlt_private_key_public(const struct wlt_private_key *key);

/**
 * Signs `message` itself.
 *
 * \param out   room for WALLET_SIGNATURE_MAX; ECDSA and SM2 as r and s of fixed size
 * \param size  on success the size of the signature
 *
 * \retval WALLET_ERR_UNSUPPORTED  SM2 with an OpenSSL that would leak the key, see crypto/sm2.h
 */
enum wallet_status wlt_private_key_sign(
    const struct wlt_private_key *key,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error);

#endif
