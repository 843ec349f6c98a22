/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_ED25519_H
#define WLT_CRYPTO_ED25519_H

#include <wallet/bytes.h>

#include <stdbool.h>

/*
 * Ed25519 (RFC 8032) by libsodium and by nothing else: OpenSSL 3.0 takes points of small order for
 * keys, and then one signature fits every message.
 */

enum {
    WLT_ED25519_POINT_SIZE = 32,
    WLT_ED25519_SEED_SIZE = 32,
    WLT_ED25519_SECRET_SIZE = 64, /* libsodium's form: the seed, then the point */
    WLT_ED25519_SIGNATURE_SIZE = 64,
};

/** Makes libsodium ready, any number of times from any thread; false if it cannot be. */
bool wlt_ed25519_start(void);

/** Whether these are the bytes of a point of the prime-order group. */
bool wlt_ed25519_is_point(struct wallet_bytes raw);

/** The public key and the secret in the form for signing. */
void wlt_ed25519_expand(
    const uint8_t seed[WLT_ED25519_SEED_SIZE],
    uint8_t out_secret[WLT_ED25519_SECRET_SIZE],
    uint8_t out_point[WLT_ED25519_POINT_SIZE]);

bool wlt_ed25519_check(
    const uint8_t point[WLT_ED25519_POINT_SIZE],
    struct wallet_bytes message,
    struct wallet_bytes signature);

void wlt_ed25519_sign(
    const uint8_t secret[WLT_ED25519_SECRET_SIZE],
    struct wallet_bytes message,
    uint8_t out[WLT_ED25519_SIGNATURE_SIZE]);

#endif
