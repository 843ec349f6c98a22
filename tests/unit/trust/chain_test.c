/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "test.h"
#include "unit/crypto/make_certificate.h"

#include <openssl/pem.h>

static const struct recipe recipe = { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } };

static struct wallet_bytes pem_of(const X509 *first, const X509 *second)
{
    BIO *memory = BIO_new(BIO_s_mem());
    char *text = NULL;

    CHECK_EQUAL(PEM_write_bio_X509(memory, first), 1);
    CHECK_EQUAL(PEM_write_bio_X509(memory, second), 1);
    const long size = BIO_get_mem_data(memory, &text);
    uint8_t *copy = test_memory((size_t)size);
    memcpy(copy, text, (size_t)size);
    BIO_free(memory);
    return (struct wallet_bytes){ copy, (size_t)size };
}

TEST(takes_certificates_out_of_pem_and_der)
{
    struct identity leaf = make_certificate(&recipe, NULL);
    struct identity next = make_certificate(&recipe, NULL);
    const struct wallet_bytes first = der_of(leaf.x509);
    const struct wallet_bytes second = der_of(next.x509);
    struct wallet_buffer chain = { 0 };

    CHECK_EQUAL(wallet_trust_read_chain(first, &chain, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&chain), first);
    CHECK_EQUAL(wallet_trust_read_chain(pem_of(leaf.x509, next.x509), &chain, NULL), WALLET_OK);
    CHECK_EQUAL(chain.size, first.size + second.size);
    CHECK_BYTES(((struct wallet_bytes){ chain.data, first.size }), first);
    CHECK_BYTES(((struct wallet_bytes){ chain.data + first.size, second.size }), second);

    wallet_buffer_clear(&chain);
    release_identity(&next);
    release_identity(&leaf);
}

TEST(refuses_files_without_certificates)
{
    struct wallet_buffer chain = { 0 };
    const struct wallet_bytes huge = { test_memory(WALLET_KEY_FILE_MAX + 1),
                                       WALLET_KEY_FILE_MAX + 1 };

    CHECK_EQUAL(wallet_trust_read_chain(test_text("nothing"), &chain, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_trust_read_chain(test_text(""), &chain, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_trust_read_chain(test_hex("3000"), &chain, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_trust_read_chain(huge, &chain, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_trust_read_chain(huge, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(chain.size, 0);
}
