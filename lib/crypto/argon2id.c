/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/argon2id.h"

#include <sodium.h>

_Static_assert((int)WLT_ARGON2ID_SALT_SIZE == (int)crypto_pwhash_argon2id_SALTBYTES, "libsodium");
_Static_assert(
    WLT_ARGON2ID_MEMORY_KIB_MIN * 1024 == crypto_pwhash_argon2id_MEMLIMIT_MIN, "libsodium");

enum {
    KIB = 1024,
    STACK_USED = 16384, /* more than all that is called below needs */
};

bool wlt_argon2id(
    struct wallet_bytes passphrase,
    const uint8_t salt[WLT_ARGON2ID_SALT_SIZE],
    unsigned passes,
    unsigned memory_kib,
    uint8_t out[WLT_ARGON2ID_KEY_SIZE])
{
    const bool is_done = sodium_init() >= 0 && crypto_pwhash_argon2id(
                                                   out,
                                                   WLT_ARGON2ID_KEY_SIZE,
                                                   (const char *)passphrase.data,
                                                   passphrase.size,
                                                   salt,
                                                   passes,
                                                   (size_t)memory_kib * KIB,
                                                   crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;

    /* libsodium 1.0.18 leaves a copy of the key there. */
    sodium_stackzero(STACK_USED);
    return is_done;
}
