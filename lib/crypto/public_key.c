/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/public_key.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "crypto/curve.h"
#include "crypto/ed25519.h"
#include "crypto/ed448.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

#include <openssl/x509.h>

#include <string.h>

_Static_assert((int)WLT_ED25519_POINT_SIZE <= (int)WLT_POINT_MAX, "a point of Ed25519 fits");

void wlt_public_key_free(struct wlt_public_key *key)
{
    if (key) {
        EVP_PKEY_free(key->pkey);
        wlt_free(key);
    }
}

enum wallet_status wlt_public_key_from_ed25519(
    struct wallet_bytes raw, struct wlt_public_key **out, struct wallet_error *error)
{
    if (!wlt_ed25519_start()) {
        return wlt_fail(error, WALLET_ERR_CRYPTO, WALLET_NO_OFFSET, "libsodium does not start");
    }

    if (!wlt_ed25519_is_point(raw)) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "an Ed25519 key that is no point of the prime-order group");
    }

    WLT_AUTO(public_key) struct wlt_public_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    key->kind = WLT_KEY_ED25519;
    key->x_size = raw.size;
    memcpy(key->x, raw.data, raw.size);
    key->pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw.data, raw.size);
    if (!key->pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL takes no Ed25519 key");
    }

    *out = WLT_TAKE(key);
    return WALLET_OK;
}

/** Ed25519 and Ed448, which have no other form. */
static enum wallet_status edwards_from_pkey(
    const EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error)
{
    uint8_t bytes[WLT_ED448_POINT_SIZE];
    struct wallet_bytes raw = { bytes, sizeof bytes };

    if (EVP_PKEY_get_raw_public_key(pkey, bytes, &raw.size) != 1) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a key without its public half");
    }

    return EVP_PKEY_is_a(pkey, "ED448") ? wlt_public_key_from_ed448(raw, out, error)
                                        : wlt_public_key_from_ed25519(raw, out, error);
}

enum wallet_status wlt_public_key_from_pkey(
    EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error)
{
    if (EVP_PKEY_is_a(pkey, "ED25519") || EVP_PKEY_is_a(pkey, "ED448")) {
        return edwards_from_pkey(pkey, out, error);
    }

    if (EVP_PKEY_is_a(pkey, "EC") || EVP_PKEY_is_a(pkey, "SM2")) {
        return wlt_point_from_pkey(pkey, out, error);
    }

    if (EVP_PKEY_is_a(pkey, "RSA") || EVP_PKEY_is_a(pkey, "RSA-PSS")) {
        return wlt_rsa_from_pkey(pkey, out, error);
    }

    return wlt_fail(
        error,
        WALLET_ERR_KEY,
        WALLET_NO_OFFSET,
        "a key of another type than Ed25519, Ed448, ECDSA, SM2 and RSA");
}

enum wallet_status wlt_public_key_from_spki(
    struct wallet_bytes der, struct wlt_public_key **out, struct wallet_error *error)
{
    if (der.size > WALLET_KEY_FILE_MAX) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_KEY_FILE_MAX, "a public key that is too large");
    }

    const uint8_t *at = der.data;
    WLT_AUTO(pkey) EVP_PKEY *pkey = d2i_PUBKEY(NULL, &at, (long)der.size);
    if (!pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "expected a public key in DER");
    }

    if (at != der.data + der.size) {
        return wlt_fail(
            error, WALLET_ERR_KEY, (size_t)(at - der.data), "bytes behind the public key");
    }

    return wlt_public_key_from_pkey(pkey, out, error);
}

enum wallet_status wlt_public_key_write_spki(
    const struct wlt_public_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    const int size = i2d_PUBKEY(key->pkey, NULL);
    if (size <= 0) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the key");
    }

    if (!wlt_buffer_reserve(out, (size_t)size)) {
        return wlt_fail_memory(error);
    }

    uint8_t *at = out->data;
    if (i2d_PUBKEY(key->pkey, &at) != size) {
        wlt_buffer_set_size(out, 0);
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the key");
    }

    wlt_buffer_set_size(out, (size_t)size);
    return WALLET_OK;
}

enum wlt_key_kind wlt_public_key_kind(const struct wlt_public_key *key)
{
    return key->kind;
}

static enum wallet_algorithm algorithm_of(enum wlt_key_kind kind)
{
    const struct wlt_curve *curve = wlt_curve_of(kind);

    if (curve) {
        return curve->algorithm;
    }

    if (kind == WLT_KEY_RSA) {
        return WALLET_ALGORITHM_PS256;
    }

    return kind == WLT_KEY_ED448 ? WALLET_ALGORITHM_ED448 : WALLET_ALGORITHM_ED25519;
}

enum wallet_algorithm wlt_public_key_algorithm(const struct wlt_public_key *key)
{
    return algorithm_of(key->kind);
}

bool wlt_algorithm_serves(enum wallet_algorithm algorithm, enum wlt_key_kind kind)
{
    const bool leaves_curve_open = algorithm == WALLET_ALGORITHM_ES256 ||
                                   algorithm == WALLET_ALGORITHM_ES384 ||
                                   algorithm == WALLET_ALGORITHM_ES512;

    return algorithm_of(kind) == algorithm ||
           (leaves_curve_open && wlt_curve_of(kind) && kind != WLT_KEY_SM2);
}

struct wallet_bytes wlt_public_key_x(const struct wlt_public_key *key)
{
    return (struct wallet_bytes){ key->x, key->x_size };
}

struct wallet_bytes wlt_public_key_y(const struct wlt_public_key *key)
{
    return (struct wallet_bytes){ key->y, key->y_size };
}
