/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/digest.h>

#include "base/alloc.h"
#include "base/error.h"

#include <openssl/evp.h>
#include <sodium.h>

/* By OpenSSL, which uses the processor's instructions for it: several times faster than libsodium. */
struct wallet_digest {
    EVP_MD_CTX *pieces;
};

enum wallet_status wallet_digest_new(struct wallet_digest **out, struct wallet_error *error)
{
    struct wallet_digest *digest = wlt_alloc(1, sizeof *digest);
    if (!digest) {
        return wlt_fail_memory(error);
    }

    digest->pieces = EVP_MD_CTX_new();
    if (!digest->pieces || EVP_DigestInit_ex(digest->pieces, EVP_sha256(), NULL) != 1) {
        wallet_digest_free(digest);
        return wlt_fail_memory(error);
    }

    *out = digest;
    return WALLET_OK;
}

void wallet_digest_free(struct wallet_digest *digest)
{
    if (digest) {
        EVP_MD_CTX_free(digest->pieces);
        wlt_free(digest);
    }
}

/* Once begun it allocates nothing, so it cannot fail; a wrong digest must never be told. */
static void demand(int is_done)
{
    if (is_done != 1) {
        sodium_misuse();
    }
}

void wallet_digest_add(struct wallet_digest *digest, struct wallet_bytes piece)
{
    demand(EVP_DigestUpdate(digest->pieces, piece.data, piece.size));
}

void wallet_digest_finish(struct wallet_digest *digest, uint8_t out[WALLET_DIGEST_SIZE])
{
    demand(EVP_DigestFinal_ex(digest->pieces, out, NULL));
    demand(EVP_DigestInit_ex(digest->pieces, NULL, NULL));
}
