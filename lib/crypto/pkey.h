/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_PKEY_H
#define WLT_CRYPTO_PKEY_H

#include "base/cleanup.h"
#include "crypto/private_key.h"
#include "crypto/public_key.h"
#include "crypto/sm2.h"

#include <openssl/evp.h>

/* The inside of keys, for the files of this layer that make and use them. */

WLT_DEFINE_AUTO(pkey, EVP_PKEY, EVP_PKEY_free)
WLT_DEFINE_AUTO(pkey_ctx, EVP_PKEY_CTX, EVP_PKEY_CTX_free)
WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)
WLT_DEFINE_AUTO(private_key, struct wlt_private_key, wlt_private_key_free)

struct wlt_public_key {
    enum wlt_key_kind kind;
    size_t x_size; /* 0 for RSA */
    size_t y_size; /* 0 but for EC */
    uint8_t x[WLT_POINT_MAX];
    uint8_t y[WLT_POINT_MAX];
    uint8_t identity[WLT_SM3_SIZE]; /* SM2: what stands before each message */
    EVP_PKEY *pkey;                 /* of Ed25519 too, but for writing only */
};

struct wlt_private_key {
    struct wlt_public_key *public_key;
    uint8_t *secret;       /* Ed25519, in the form libsodium signs with; in secret memory */
    EVP_PKEY_CTX *signing; /* EC, SM2: holds the secret; prepared, and copied for each signature */
    EVP_MD *digest;        /* EC, SM2 */
};

/** From any key of OpenSSL's; copies or shares it.  WALLET_ERR_KEY if we have no use for it. */
enum wallet_status wlt_public_key_from_pkey(
    EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error);

/** The same for EC and SM2 keys (point.c) and RSA keys (rsa.c). */
enum wallet_status wlt_point_from_pkey(
    const EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error);
enum wallet_status wlt_rsa_from_pkey(
    EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error);

/** Whether a curve of this name in OpenSSL is one of ours; NULL is none. */
bool wlt_point_has_curve(const char *name);

/**
 * Puts another point of the same curve into a key that nobody else uses; as wlt_public_key_from_point(),
 * but without making a key.  After a failure the key holds no point that may be used.
 */
enum wallet_status wlt_point_replace(
    struct wlt_public_key *key,
    struct wallet_bytes x,
    struct wallet_bytes y,
    struct wallet_error *error);

/** Prepared for checking signatures over digests, or NULL. */
EVP_PKEY_CTX *wlt_check_prepare(EVP_PKEY *pkey);

/** How many bytes r and s of a signature by this key have each. */
size_t wlt_public_key_order_size(const struct wlt_public_key *key);

/** Makes the digest that a signature by this key is over; false with OpenSSL's errors queued. */
bool wlt_digest_message(
    EVP_MD_CTX *digesting,
    const EVP_MD *hash,
    const struct wlt_public_key *key,
    struct wallet_bytes message,
    uint8_t out[EVP_MAX_MD_SIZE],
    unsigned *size);

#endif
