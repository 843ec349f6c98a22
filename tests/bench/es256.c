/* SPDX-License-Identifier: Apache-2.0 */
#include "es256.h"

#include "base/buffer.h"
#include "job.h"

void es256_digest_open(struct es256_digest *digest)
{
    digest->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    digest->digesting = EVP_MD_CTX_new();
    job_demand(digest->sha256 && digest->digesting, "OpenSSL's SHA-256");
}

void es256_digest_close(struct es256_digest *digest)
{
    EVP_MD_CTX_free(digest->digesting);
    EVP_MD_free(digest->sha256);
}

void es256_open(struct es256 *bare, EVP_PKEY *key)
{
    bare->checking = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    job_demand(bare->checking && EVP_PKEY_verify_init(bare->checking) == 1, "preparing ES256");
}

static void hash(
    const struct es256_digest *digest, const struct wallet_buffer *message, uint8_t out[32])
{
    unsigned size = 0;

    job_demand(
        EVP_DigestInit_ex2(digest->digesting, digest->sha256, NULL) == 1 &&
            EVP_DigestUpdate(digest->digesting, message->data, message->size) == 1 &&
            EVP_DigestFinal_ex(digest->digesting, out, &size) == 1,
        "bare SHA-256");
}

void es256_sign(
    const struct es256_digest *digest,
    struct es256 *bare,
    EVP_PKEY *key,
    struct wallet_bytes message)
{
    uint8_t hashed[32];

    job_demand(wlt_buffer_append(&bare->message, message), "memory");
    hash(digest, &bare->message, hashed);
    EVP_PKEY_CTX *signing = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    bare->signature_size = sizeof bare->signature;
    job_demand(
        EVP_PKEY_sign_init(signing) == 1 &&
            EVP_PKEY_sign(signing, bare->signature, &bare->signature_size, hashed, sizeof hashed) ==
                1,
        "signing by OpenSSL");
    EVP_PKEY_CTX_free(signing);
    es256_open(bare, key);
}

void es256_close(struct es256 *bare)
{
    EVP_PKEY_CTX_free(bare->checking);
    wallet_buffer_clear(&bare->message);
}

void es256_check(const struct es256_digest *digest, struct es256 *bare)
{
    uint8_t hashed[32];

    hash(digest, &bare->message, hashed);
    job_demand(
        EVP_PKEY_verify(
            bare->checking, bare->signature, bare->signature_size, hashed, sizeof hashed) == 1,
        "bare ES256");
}
