/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/seal.h"

#include <sodium.h>

_Static_assert((int)WLT_SEAL_KEY_SIZE == (int)crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(
    (int)WLT_SEAL_NONCE_SIZE == (int)crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert((int)WLT_SEAL_TAG_SIZE == (int)crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");

void wlt_seal(
    const uint8_t key[WLT_SEAL_KEY_SIZE],
    const uint8_t nonce[WLT_SEAL_NONCE_SIZE],
    struct wallet_bytes bound_to,
    struct wallet_bytes plain,
    uint8_t *out)
{
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(
        out, NULL, plain.data, plain.size, bound_to.data, bound_to.size, NULL, nonce, key);
}

bool wlt_unseal(
    const uint8_t key[WLT_SEAL_KEY_SIZE],
    const uint8_t nonce[WLT_SEAL_NONCE_SIZE],
    struct wallet_bytes bound_to,
    struct wallet_bytes sealed,
    uint8_t *out)
{
    return sealed.size >= WLT_SEAL_TAG_SIZE && crypto_aead_xchacha20poly1305_ietf_decrypt(
                                                   out,
                                                   NULL,
                                                   NULL,
                                                   sealed.data,
                                                   sealed.size,
                                                   bound_to.data,
                                                   bound_to.size,
                                                   nonce,
                                                   key) == 0;
}
