/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_MAKE_KEY_H
#define TEST_MAKE_KEY_H

/*
 * Keys for the tests of this layer, made on the spot by OpenSSL and not by the code under test.
 */
#include "test.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <string.h>

#define UNUSED __attribute__((unused))

UNUSED static struct wallet_bytes keep(uint8_t *der, int size)
{
    CHECK(size > 0);
    uint8_t *copy = test_memory((size_t)size);
    memcpy(copy, der, (size_t)size);
    OPENSSL_free(der);
    return (struct wallet_bytes){ copy, (size_t)size };
}

UNUSED static struct wallet_bytes spki_of(const EVP_PKEY *pkey)
{
    uint8_t *der = NULL;
    const int size = i2d_PUBKEY(pkey, &der);
    return keep(der, size);
}

UNUSED static struct wallet_bytes pkcs8_of(const EVP_PKEY *pkey)
{
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
    uint8_t *der = NULL;
    const int size = i2d_PKCS8_PRIV_KEY_INFO(info, &der);
    PKCS8_PRIV_KEY_INFO_free(info);
    return keep(der, size);
}

UNUSED static EVP_PKEY *make_ec(const char *curve)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve);
    CHECK(pkey != NULL);
    return pkey;
}

UNUSED static EVP_PKEY *make_sm2(void)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
    CHECK(pkey != NULL);
    return pkey;
}

/** A key whose curve is spelt out instead of named. */
UNUSED static EVP_PKEY *make_explicit_ec(void)
{
    EVP_PKEY *pkey = NULL;
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    CHECK_EQUAL(EVP_PKEY_keygen_init(making), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_ec_paramgen_curve_nid(making, NID_X9_62_prime256v1), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_ec_param_enc(making, OPENSSL_EC_EXPLICIT_CURVE), 1);
    CHECK_EQUAL(EVP_PKEY_generate(making, &pkey), 1);
    EVP_PKEY_CTX_free(making);
    return pkey;
}

UNUSED static EVP_PKEY *make_rsa(size_t bits)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
    CHECK(pkey != NULL);
    return pkey;
}

/** Nobody's key: a modulus of so many bits and an exponent of so many. */
UNUSED static EVP_PKEY *make_rsa_public(int modulus_bits, int exponent_bits, int is_odd)
{
    BIGNUM *n = BN_new();
    BIGNUM *e = BN_new();
    CHECK_EQUAL(BN_rand(n, modulus_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD), 1);
    CHECK_EQUAL(BN_rand(e, exponent_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD), 1);
    if (!is_odd) {
        CHECK_EQUAL(BN_clear_bit(e, 0), 1);
    }

    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    CHECK_EQUAL(OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n), 1);
    CHECK_EQUAL(OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e), 1);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);

    EVP_PKEY *pkey = NULL;
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    CHECK_EQUAL(EVP_PKEY_fromdata_init(making), 1);
    CHECK_EQUAL(EVP_PKEY_fromdata(making, &pkey, EVP_PKEY_PUBLIC_KEY, parameters), 1);

    EVP_PKEY_CTX_free(making);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    BN_free(e);
    return pkey;
}

/** A key that may sign by RSASSA-PSS with this hash only. */
UNUSED static EVP_PKEY *make_rsa_pss(const EVP_MD *hash, int salt_size)
{
    EVP_PKEY *pkey = NULL;
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, "RSA-PSS", NULL);
    CHECK_EQUAL(EVP_PKEY_keygen_init(making), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_keygen_bits(making, 2048), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_pss_keygen_md(making, hash), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_pss_keygen_mgf1_md(making, hash), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_pss_keygen_saltlen(making, salt_size), 1);
    CHECK_EQUAL(EVP_PKEY_generate(making, &pkey), 1);
    EVP_PKEY_CTX_free(making);
    return pkey;
}

#endif
