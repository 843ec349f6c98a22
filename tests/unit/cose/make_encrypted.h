/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_COSE_MAKE_ENCRYPTED_H
#define TEST_COSE_MAKE_ENCRYPTED_H

#include "test.h"

#include <openssl/evp.h>

#include <stdio.h>
#include <string.h>

/* Encrypted objects, made by OpenSSL itself: the library only opens them. */

#define ENCRYPTED_KEY "000102030405060708090a0b0c0d0e0f"
#define ENCRYPTED_IV  "a0a1a2a3a4a5a6a7a8a9aaab"

/** What is put together; a NULL is what it should be. */
struct encrypted_recipe {
    const char *head;        /* tags and array: d083 */
    const char *header;      /* the content of the protected bucket: a10101 */
    const char *structure;   /* Enc_structure, if it is another */
    const char *unprotected; /* a1054c and the IV */
    const char *tail;        /* behind the head of the ciphertext's string, if it is none */
};

/** AES-GCM over a plaintext; the key's size says which. */
static inline struct wallet_bytes gcm_seal(
    struct wallet_bytes key, struct wallet_bytes bound_to, struct wallet_bytes plain)
{
    const EVP_CIPHER *cipher = key.size == 16   ? EVP_aes_128_gcm()
                               : key.size == 24 ? EVP_aes_192_gcm()
                                                : EVP_aes_256_gcm();
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    uint8_t *out = test_memory(plain.size + 16);
    int size = 0;

    CHECK_EQUAL(
        EVP_EncryptInit_ex(context, cipher, NULL, key.data, test_hex(ENCRYPTED_IV).data), 1);
    CHECK_EQUAL(EVP_EncryptUpdate(context, NULL, &size, bound_to.data, (int)bound_to.size), 1);
    CHECK_EQUAL(EVP_EncryptUpdate(context, out, &size, plain.data, (int)plain.size), 1);
    CHECK_EQUAL(EVP_EncryptFinal_ex(context, out + size, &size), 1);
    CHECK_EQUAL(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, out + plain.size), 1);
    EVP_CIPHER_CTX_free(context);
    return (struct wallet_bytes){ out, plain.size + 16 };
}

static inline size_t put(uint8_t *at, struct wallet_bytes bytes)
{
    if (bytes.size > 0) {
        memcpy(at, bytes.data, bytes.size);
    }

    return bytes.size;
}

/** COSE_Encrypt0 under tag 16. */
static inline struct wallet_bytes make_encrypted(
    const struct encrypted_recipe *recipe, const char *key, struct wallet_bytes plain)
{
    const char *header = recipe->header ? recipe->header : "a10101";
    const struct wallet_bytes bucket = test_hex(header);
    char structure[128];
    (void)snprintf(
        structure,
        sizeof structure,
        "83 68 456e637279707430 %02zx %s 40",
        0x40 + bucket.size,
        header);
    const struct wallet_bytes sealed =
        gcm_seal(test_hex(key), test_hex(recipe->structure ? recipe->structure : structure), plain);
    uint8_t *out = test_memory(sealed.size + 128);
    size_t size = put(out, test_hex(recipe->head ? recipe->head : "d083"));

    out[size++] = (uint8_t)(0x40 + bucket.size);
    size += put(out + size, bucket);
    size += put(
        out + size, test_hex(recipe->unprotected ? recipe->unprotected : "a1054c" ENCRYPTED_IV));
    if (recipe->tail) {
        size += put(out + size, test_hex(recipe->tail));
        return (struct wallet_bytes){ out, size };
    }

    out[size++] = 0x59;
    out[size++] = (uint8_t)(sealed.size >> 8);
    out[size++] = (uint8_t)sealed.size;
    size += put(out + size, sealed);
    return (struct wallet_bytes){ out, size };
}

#endif
