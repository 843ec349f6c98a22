/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ed25519.h"

#include <sodium.h>

_Static_assert((int)WLT_ED25519_POINT_SIZE == (int)crypto_sign_PUBLICKEYBYTES, "RFC 8032");
_Static_assert((int)WLT_ED25519_SEED_SIZE == (int)crypto_sign_SEEDBYTES, "RFC 8032");
_Static_assert((int)WLT_ED25519_SECRET_SIZE == (int)crypto_sign_SECRETKEYBYTES, "libsodium");
_Static_assert((int)WLT_ED25519_SIGNATURE_SIZE == (int)crypto_sign_BYTES, "RFC 8032");

bool wlt_ed25519_start(void)
{
    return sodium_init() >= 0;
}

bool wlt_ed25519_is_point(struct wallet_bytes raw)
{
    return raw.size == WLT_ED25519_POINT_SIZE && crypto_core_ed25519_is_valid_point(raw.data) == 1;
}

void wlt_ed25519_expand(
    const uint8_t seed[WLT_ED25519_SEED_SIZE],
    uint8_t out_secret[WLT_ED25519_SECRET_SIZE],
    uint8_t out_point[WLT_ED25519_POINT_SIZE])
{
    (void)crypto_sign_seed_keypair(out_point, out_secret, seed);
}

bool wlt_ed25519_check(
    const uint8_t point[WLT_ED25519_POINT_SIZE],
    struct wallet_bytes message,
    struct wallet_bytes signature)
{
    return signature.size == WLT_ED25519_SIGNATURE_SIZE &&
           crypto_sign_verify_detached(signature.data, message.data, message.size, point) == 0;
}

void wlt_ed25519_sign(
    const uint8_t secret[WLT_ED25519_SECRET_SIZE],
    struct wallet_bytes message,
    uint8_t out[WLT_ED25519_SIGNATURE_SIZE])
{
    (void)crypto_sign_detached(out, NULL, message.data, message.size, secret);
}
