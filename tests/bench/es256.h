/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_ES256_H
#define WALLET_BENCH_ES256_H

#include "crypto/ecdsa.h"

#include <openssl/evp.h>

/** A signature by P-256 with all that OpenSSL wants for checking it, made ready before. */
struct es256 {
    struct wallet_buffer message;         /* owned */
    uint8_t signature[WLT_ECDSA_DER_MAX]; /* in DER */
    size_t signature_size;
    EVP_PKEY_CTX *checking;
};

/** What OpenSSL wants for SHA-256, fetched once. */
struct es256_digest {
    EVP_MD *sha256;
    EVP_MD_CTX *digesting;
};

void es256_digest_open(struct es256_digest *digest);
void es256_digest_close(struct es256_digest *digest);

/** Prepares a key that is known to have signed; the message and the signature are there. */
void es256_open(struct es256 *bare, EVP_PKEY *key);

/** Makes one with this key. */
void es256_sign(
    const struct es256_digest *digest,
    struct es256 *bare,
    EVP_PKEY *key,
    struct wallet_bytes message);

void es256_close(struct es256 *bare);

/** The bare check: SHA-256 and EVP_PKEY_verify(). */
void es256_check(const struct es256_digest *digest, struct es256 *bare);

#endif
