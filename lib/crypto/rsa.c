/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>

enum {
    MODULUS_BITS_MIN = 2048,
    MODULUS_BITS_MAX = 4096,
    EXPONENT_BITS_MIN = 2,
    EXPONENT_BITS_MAX = 64, /* a larger one would cost the verifier and protect nobody */
};

static bool has_fair_exponent(const EVP_PKEY *pkey)
{
    BIGNUM *exponent = NULL;
    if (EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_E, &exponent) != 1) {
        return false;
    }

    const int bits = BN_num_bits(exponent);
    const bool is_odd = BN_is_odd(exponent);
    BN_free(exponent);
    return is_odd && bits >= EXPONENT_BITS_MIN && bits <= EXPONENT_BITS_MAX;
}

/** A key of type RSASSA-PSS may forbid the parameters of PS256: better known now than later. */
static bool may_serve_ps256(EVP_PKEY *pkey)
{
    WLT_AUTO(pkey_ctx) EVP_PKEY_CTX *checking = wlt_check_prepare(pkey);
    return checking != NULL;
}

enum wallet_status wlt_rsa_from_pkey(
    EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error)
{
    const int bits = EVP_PKEY_get_bits(pkey);
    if (bits < MODULUS_BITS_MIN || bits > MODULUS_BITS_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "an RSA key of %d bits, outside %d to %d",
            bits,
            MODULUS_BITS_MIN,
            MODULUS_BITS_MAX);
    }

    if (!has_fair_exponent(pkey) || !may_serve_ps256(pkey)) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "an RSA key that cannot serve PS256");
    }

    WLT_AUTO(public_key) struct wlt_public_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    if (EVP_PKEY_up_ref(pkey) != 1) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL does not share the key");
    }

    key->kind = WLT_KEY_RSA;
    key->pkey = pkey;
    *out = WLT_TAKE(key);
    return WALLET_OK;
}
