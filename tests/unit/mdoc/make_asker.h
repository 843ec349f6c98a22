/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_ASKER_H
#define WALLET_TEST_MAKE_ASKER_H

#include <wallet/mdoc_ask.h>

#include "make_request.h"
#include "trust/key.h"

/* A reader that asks for mobile documents, with a key and a certificate made on the spot. */

struct asker {
    struct asking world;
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_certificates *certificates;
};

UNUSED static enum wallet_status sign_with_secret(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    return wlt_private_key_sign(wlt_key_private(context), message, out, size, error);
}

/** Signs with a key that need not name whose it is; borrows it. */
UNUSED static struct wallet_signer signer_with(const struct wallet_key *key)
{
    return (struct wallet_signer){
        .algorithm = wallet_key_algorithm(key),
        .sign = sign_with_secret,
        .context = key,
    };
}

/** Certificates one behind the other. */
UNUSED static struct wallet_certificates *certificates_of(struct wallet_bytes ders)
{
    struct wallet_certificates *certificates = NULL;
    CHECK_EQUAL(wallet_certificates_parse(ders, &certificates, NULL), WALLET_OK);
    return certificates;
}

UNUSED static void open_asker(struct asker *asker, const struct recipe *reader)
{
    open_asking(&asker->world, reader);
    asker->key = wallet_key_of(asker->world.reader.pkey, true);
    asker->signer = signer_with(asker->key);
    asker->certificates = certificates_of(der_of(asker->world.reader.x509));
}

UNUSED static void close_asker(struct asker *asker)
{
    wallet_certificates_free(asker->certificates);
    wallet_key_free(asker->key);
    close_asking(&asker->world);
}

/** Who asks, as it is told to the library; borrows. */
UNUSED static struct wallet_mdoc_reader reader_of(const struct asker *asker)
{
    return (
        struct wallet_mdoc_reader){ &asker->signer, asker->certificates, asker->world.transcript };
}

#define WANTED_COUNT 4

/** Four elements of two namespaces, in no order of anybody's. */
UNUSED static void fill_wanted(struct wallet_mdoc_asked_element out[WANTED_COUNT])
{
    out[0] = (struct wallet_mdoc_asked_element){ test_text("b"), test_text("dd"), false };
    out[1] = (struct wallet_mdoc_asked_element){ test_text("aa"), test_text("c"), true };
    out[2] = (struct wallet_mdoc_asked_element){ test_text("b"), test_text("e"), true };
    out[3] = (struct wallet_mdoc_asked_element){ test_text("aa"), test_text("b"), false };
}

#endif
