/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/digest.h>

#include "base/alloc.h"
#include "base/error.h"

#include <sodium.h>

enum {
    DIGEST_SIZE = WALLET_DIGEST_SIZE,
};

_Static_assert((int)DIGEST_SIZE == (int)crypto_hash_sha256_BYTES, "one size, two names");

struct wallet_digest {
    crypto_hash_sha256_state state;
};

enum wallet_status wallet_digest_new(struct wallet_digest **out, struct wallet_error *error)
{
    struct wallet_digest *digest = wlt_alloc(1, sizeof *digest);
    if (!digest) {
        return wlt_fail_memory(error);
    }

    (void)crypto_hash_sha256_init(&digest->state);
    *out = digest;
    return WALLET_OK;
}

void wallet_digest_free(struct wallet_digest *digest)
{
    wlt_free(digest);
}

void wallet_digest_add(struct wallet_digest *digest, struct wallet_bytes piece)
{
    (void)crypto_hash_sha256_update(&digest->state, piece.data, piece.size);
}

void wallet_digest_finish(struct wallet_digest *digest, uint8_t out[WALLET_DIGEST_SIZE])
{
    (void)crypto_hash_sha256_final(&digest->state, out);
    (void)crypto_hash_sha256_init(&digest->state);
}
