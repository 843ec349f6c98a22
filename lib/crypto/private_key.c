/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/private_key.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "crypto/curve.h"
#include "crypto/digest.h"
#include "crypto/ed25519.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"
#include "crypto/secret.h"

#include <openssl/ec.h>
#include <openssl/x509.h>

#include <string.h>

WLT_DEFINE_AUTO(pkcs8, PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free)

void wlt_private_key_free(struct wlt_private_key *key)
{
    if (!key) {
        return;
    }

    wlt_public_key_free(key->public_key);
    wlt_secret_free(key->secret);
    EVP_PKEY_CTX_free(key->signing);
    EVP_MD_free(key->digest);
    wlt_free(key);
}

/** From the 32 secret bytes of RFC 8032 section 5.1.5. */
static enum wallet_status ed25519_from_seed(
    const uint8_t seed[WLT_ED25519_SEED_SIZE],
    struct wlt_private_key **out,
    struct wallet_error *error)
{
    uint8_t point[WLT_ED25519_POINT_SIZE];
    WLT_AUTO(private_key) struct wlt_private_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    key->secret = wlt_secret_alloc(WLT_ED25519_SECRET_SIZE);
    if (!key->secret) {
        return wlt_fail_memory(error);
    }

    wlt_ed25519_expand(seed, key->secret, point);
    const enum wallet_status status = wlt_public_key_from_ed25519(
        (struct wallet_bytes){ point, sizeof point }, &key->public_key, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(key);
    }

    return status;
}

static enum wallet_status generate_ed25519(struct wlt_private_key **out, struct wallet_error *error)
{
    uint8_t seed[WLT_ED25519_SEED_SIZE];

    wlt_random(seed, sizeof seed);
    const enum wallet_status status = ed25519_from_seed(seed, out, error);
    explicit_bzero(seed, sizeof seed);
    return status;
}

static enum wallet_status ed25519_from_pkey(
    const EVP_PKEY *pkey, struct wlt_private_key **out, struct wallet_error *error)
{
    uint8_t seed[WLT_ED25519_SEED_SIZE];
    size_t size = sizeof seed;
    if (EVP_PKEY_get_raw_private_key(pkey, seed, &size) != 1 || size != sizeof seed) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "an Ed25519 key without its secret");
    }

    const enum wallet_status status = ed25519_from_seed(seed, out, error);
    explicit_bzero(seed, sizeof seed);
    return status;
}

static enum wallet_status ec_from_pkey(
    EVP_PKEY *pkey, struct wlt_private_key **out, struct wallet_error *error)
{
    WLT_AUTO(private_key) struct wlt_private_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = wlt_public_key_from_pkey(pkey, &key->public_key, error);
    if (status != WALLET_OK) {
        return status;
    }

    key->digest = EVP_MD_fetch(NULL, wlt_curve_of(key->public_key->kind)->digest, NULL);
    key->signing = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
    if (!key->digest || !key->signing || EVP_PKEY_sign_init(key->signing) != 1) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL does not sign with the key");
    }

    *out = WLT_TAKE(key);
    return WALLET_OK;
}

/** From a key that was just made, or NULL if it was not. */
static enum wallet_status generate_ec(
    EVP_PKEY *made, struct wlt_private_key **out, struct wallet_error *error)
{
    WLT_AUTO(pkey) EVP_PKEY *pkey = made;
    if (!pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL makes no key");
    }

    return ec_from_pkey(pkey, out, error);
}

enum wallet_status wlt_private_key_generate(
    enum wallet_algorithm algorithm, struct wlt_private_key **out, struct wallet_error *error)
{
    /* Making a key of SM2 multiplies the generator as signing does, and leaks as much. */
    const enum wallet_status status = wallet_algorithm_check_signing(algorithm, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (algorithm == WALLET_ALGORITHM_ED25519) {
        return generate_ed25519(out, error);
    }

    if (algorithm == WALLET_ALGORITHM_SM2) {
        return generate_ec(EVP_PKEY_Q_keygen(NULL, NULL, "SM2"), out, error);
    }

    return generate_ec(
        EVP_EC_gen(algorithm == WALLET_ALGORITHM_ES256 ? "P-256" : "P-384"), out, error);
}

/** Whether the secret belongs to the point beside it: or what it signs would never verify. */
static bool is_consistent(EVP_PKEY *pkey)
{
    WLT_AUTO(pkey_ctx) EVP_PKEY_CTX *checking = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
    return checking && EVP_PKEY_check(checking) == 1;
}

static enum wallet_status from_pkey(
    EVP_PKEY *pkey, struct wlt_private_key **out, struct wallet_error *error)
{
    if (EVP_PKEY_is_a(pkey, "ED25519")) {
        return ed25519_from_pkey(pkey, out, error);
    }

    if (!EVP_PKEY_is_a(pkey, "EC") && !EVP_PKEY_is_a(pkey, "SM2")) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "a private key of another type than Ed25519, ECDSA and SM2");
    }

    if (!is_consistent(pkey)) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a private key whose halves do not match");
    }

    return ec_from_pkey(pkey, out, error);
}

enum wallet_status wlt_private_key_from_pkcs8(
    struct wallet_bytes der, struct wlt_private_key **out, struct wallet_error *error)
{
    if (der.size > WALLET_KEY_FILE_MAX) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_KEY_FILE_MAX, "a private key that is too large");
    }

    const uint8_t *at = der.data;
    WLT_AUTO(pkcs8) PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &at, (long)der.size);
    if (!info) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "expected an unencrypted PKCS #8 key");
    }

    if (at != der.data + der.size) {
        return wlt_fail(
            error, WALLET_ERR_KEY, (size_t)(at - der.data), "bytes behind the private key");
    }

    WLT_AUTO(pkey) EVP_PKEY *pkey = EVP_PKCS82PKEY(info);
    if (!pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a private key that OpenSSL cannot read");
    }

    return from_pkey(pkey, out, error);
}

/** NULL when OpenSSL fails; the caller owns the result. */
static EVP_PKEY *to_pkey(const struct wlt_private_key *key)
{
    if (key->secret) {
        /* libsodium's form begins with the seed. */
        return EVP_PKEY_new_raw_private_key(
            EVP_PKEY_ED25519, NULL, key->secret, WLT_ED25519_SEED_SIZE);
    }

    EVP_PKEY *pkey = EVP_PKEY_CTX_get0_pkey(key->signing);
    return EVP_PKEY_up_ref(pkey) == 1 ? pkey : NULL;
}

enum wallet_status wlt_private_key_write_pkcs8(
    const struct wlt_private_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    WLT_AUTO(pkey) EVP_PKEY *pkey = to_pkey(key);
    WLT_AUTO(pkcs8) PKCS8_PRIV_KEY_INFO *info = pkey ? EVP_PKEY2PKCS8(pkey) : NULL;

    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info, NULL) : -1;
    if (size <= 0) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the key");
    }

    if (!wlt_buffer_reserve(out, (size_t)size)) {
        return wlt_fail_memory(error);
    }

    uint8_t *at = out->data;
    if (i2d_PKCS8_PRIV_KEY_INFO(info, &at) != size) {
        wallet_buffer_clear(out);
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the key");
    }

    wlt_buffer_set_size(out, (size_t)size);
    return WALLET_OK;
}

const struct wlt_public_key *wlt_private_key_public(const struct wlt_private_key *key)
{
    return key->public_key;
}
