/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_MAKE_WALLET_KEY_H
#define TEST_MAKE_WALLET_KEY_H

#include <wallet/key.h>

#include "make_key.h"

#include <openssl/pem.h>

/** A key of OpenSSL's as one of ours, private if it is, that names no owner; wallet_key_free(). */
UNUSED static struct wallet_key *wallet_key_of(const EVP_PKEY *pkey, bool is_private)
{
    BIO *memory = BIO_new(BIO_s_mem());
    struct wallet_key *key = NULL;
    char *text = NULL;

    if (is_private) {
        CHECK_EQUAL(PEM_write_bio_PKCS8PrivateKey(memory, pkey, NULL, NULL, 0, NULL, NULL), 1);
    } else {
        CHECK_EQUAL(PEM_write_bio_PUBKEY(memory, pkey), 1);
    }

    const long size = BIO_get_mem_data(memory, &text);
    const struct wallet_bytes file = { (const uint8_t *)text, (size_t)size };
    CHECK_EQUAL(wallet_key_parse(file, &key, NULL), WALLET_OK);
    BIO_free(memory);
    return key;
}

#endif
