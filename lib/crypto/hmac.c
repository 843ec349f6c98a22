/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/hmac.h"

#include <sodium.h>

#include <string.h>

_Static_assert((int)WLT_SHA256_SIZE == (int)crypto_auth_hmacsha256_BYTES, "one size, two names");

void wlt_hmac_sha256(
    struct wallet_bytes key, struct wallet_bytes message, uint8_t out[WLT_SHA256_SIZE])
{
    crypto_auth_hmacsha256_state state;

    (void)crypto_auth_hmacsha256_init(&state, key.data, key.size);
    (void)crypto_auth_hmacsha256_update(&state, message.data, message.size);
    (void)crypto_auth_hmacsha256_final(&state, out);
    explicit_bzero(&state, sizeof state);
}

bool wlt_hmac_sha256_fits(
    struct wallet_bytes key, struct wallet_bytes message, struct wallet_bytes code)
{
    uint8_t wanted[WLT_SHA256_SIZE];

    wlt_hmac_sha256(key, message, wanted);
    const bool fits =
        code.size == sizeof wanted && sodium_memcmp(code.data, wanted, sizeof wanted) == 0;
    explicit_bzero(wanted, sizeof wanted);
    return fits;
}

void wlt_hkdf_sha256(
    struct wallet_bytes secret,
    struct wallet_bytes salt,
    struct wallet_bytes info,
    uint8_t out[WLT_SHA256_SIZE])
{
    static const uint8_t first_block = 1;
    uint8_t key[WLT_SHA256_SIZE];
    crypto_auth_hmacsha256_state state;

    /* RFC 5869 sections 2.2 and 2.3: extract, then the first block of what is expanded. */
    wlt_hmac_sha256(salt, secret, key);
    (void)crypto_auth_hmacsha256_init(&state, key, sizeof key);
    (void)crypto_auth_hmacsha256_update(&state, info.data, info.size);
    (void)crypto_auth_hmacsha256_update(&state, &first_block, sizeof first_block);
    (void)crypto_auth_hmacsha256_final(&state, out);
    explicit_bzero(&state, sizeof state);
    explicit_bzero(key, sizeof key);
}
