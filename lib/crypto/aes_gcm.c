/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/aes_gcm.h"

#include "crypto/openssl_error.h"

#include <openssl/evp.h>

#include <limits.h>
#include <stdbool.h>

/** By the size of its key; NULL for no such size. */
static const EVP_CIPHER *cipher_for(size_t key_size)
{
    switch (key_size) {
    case 16: return EVP_aes_128_gcm();
    case 24: return EVP_aes_192_gcm();
    case 32: return EVP_aes_256_gcm();
    default: return NULL;
    }
}

static bool set_tag(EVP_CIPHER_CTX *context, struct wallet_bytes tag)
{
    uint8_t copy[WLT_AES_GCM_TAG_SIZE]; /* OpenSSL's pointer is not const */

    for (size_t i = 0; i < sizeof copy; i++) {
        copy[i] = tag.data[i];
    }

    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, (int)sizeof copy, copy) == 1;
}

static bool decrypt(
    EVP_CIPHER_CTX *context,
    const EVP_CIPHER *cipher,
    struct wallet_bytes key,
    const uint8_t *iv,
    struct wallet_bytes bound_to,
    struct wallet_bytes sealed,
    uint8_t *out)
{
    const size_t size = sealed.size - WLT_AES_GCM_TAG_SIZE;
    const struct wallet_bytes tag = { sealed.data + size, WLT_AES_GCM_TAG_SIZE };
    int written = 0;

    return EVP_DecryptInit_ex(context, cipher, NULL, key.data, iv) == 1 &&
           EVP_DecryptUpdate(context, NULL, &written, bound_to.data, (int)bound_to.size) == 1 &&
           EVP_DecryptUpdate(context, out, &written, sealed.data, (int)size) == 1 &&
           set_tag(context, tag) && EVP_DecryptFinal_ex(context, out + size, &written) == 1;
}

enum wallet_status wlt_aes_gcm_open(
    struct wallet_bytes key,
    const uint8_t iv[WLT_AES_GCM_IV_SIZE],
    struct wallet_bytes bound_to,
    struct wallet_bytes sealed,
    uint8_t *out)
{
    const EVP_CIPHER *cipher = cipher_for(key.size);

    if (!cipher || sealed.size < WLT_AES_GCM_TAG_SIZE || sealed.size > INT_MAX ||
        bound_to.size > INT_MAX) {
        return WALLET_ERR_REFUSED;
    }

    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    const bool is_open = context && decrypt(context, cipher, key, iv, bound_to, sealed, out);

    EVP_CIPHER_CTX_free(context);
    if (is_open) {
        return WALLET_OK;
    }

    return wlt_openssl_verdict(context ? WALLET_ERR_REFUSED : WALLET_ERR_MEMORY);
}
