/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "crypto/ecdsa.h"
#include "crypto/ed25519.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

_Static_assert(2 * (int)WLT_POINT_MAX <= WALLET_SIGNATURE_MAX, "the largest signature fits");

/** The DER of a signature; false with OpenSSL's errors queued. */
static bool sign_digest(
    const struct wlt_private_key *key, struct wallet_bytes message, uint8_t *der, size_t *size)
{
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned digest_size = 0;
    EVP_MD_CTX *digesting = EVP_MD_CTX_new();
    const bool is_digested =
        digesting &&
        wlt_digest_message(digesting, key->digest, key->public_key, message, digest, &digest_size);
    EVP_MD_CTX_free(digesting);
    if (!is_digested) {
        return false;
    }

    /* A copy for each signature lets threads share the key; it costs less than preparing anew. */
    WLT_AUTO(pkey_ctx) EVP_PKEY_CTX *signing = EVP_PKEY_CTX_dup(key->signing);
    return signing && EVP_PKEY_sign(signing, der, size, digest, digest_size) == 1;
}

/** ECDSA and SM2, whose signatures are two numbers each. */
static enum wallet_status sign_numbers(
    const struct wlt_private_key *key,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const size_t order_size = wlt_public_key_order_size(key->public_key);
    uint8_t der[WLT_ECDSA_DER_MAX];
    size_t der_size = sizeof der;

    if (!sign_digest(key, message, der, &der_size) ||
        !wlt_ecdsa_from_der((struct wallet_bytes){ der, der_size }, order_size, out)) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL does not sign");
    }

    *size = 2 * order_size;
    return WALLET_OK;
}

enum wallet_status wlt_private_key_sign(
    const struct wlt_private_key *key,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    if (key->secret) {
        wlt_ed25519_sign(key->secret, message, out);
        *size = WLT_ED25519_SIGNATURE_SIZE;
        return WALLET_OK;
    }

    const enum wallet_status status =
        key->public_key->kind == WLT_KEY_SM2 ? wlt_sm2_check_build(error) : WALLET_OK;
    return status == WALLET_OK ? sign_numbers(key, message, out, size, error) : status;
}
