/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/hash.h"

#include "crypto/digest.h"
#include "crypto/openssl_error.h"

#include <openssl/evp.h>

size_t wlt_hash_size(enum wlt_hash hash)
{
    switch (hash) {
    case WLT_HASH_SHA256: return WLT_SHA256_SIZE;
    case WLT_HASH_SHA384: return 48;
    case WLT_HASH_SHA512: break;
    }

    return 64;
}

enum wallet_status wlt_hash_bytes(
    enum wlt_hash hash, struct wallet_bytes bytes, uint8_t out[WLT_HASH_SIZE_MAX])
{
    if (hash == WLT_HASH_SHA256) {
        wlt_sha256(bytes, out);
        return WALLET_OK;
    }

    const EVP_MD *digest = hash == WLT_HASH_SHA384 ? EVP_sha384() : EVP_sha512();
    return EVP_Digest(bytes.data, bytes.size, out, NULL, digest, NULL) == 1
               ? WALLET_OK
               : wlt_openssl_verdict(WALLET_ERR_MEMORY);
}
