/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_MOBILE_H
#define WALLET_TEST_MAKE_MOBILE_H

#include <wallet/mdoc_issue.h>
#include <wallet/mdoc_present.h>

#include "agency.h"
#include "unit/crypto/make_wallet_key.h"
#include "unit/trust/ladder.h"

/* The small world of an agency, with certificates for its key and a device to issue mobile documents for. */

struct mobile {
    struct agency agency;
    struct identity root;
    struct identity middle; /* between the two */
    struct identity signer; /* of the agency's key, below the root */
    struct wallet_certificates *chain;
    struct wallet_key *device;
    struct wallet_mdoc *mdoc;
    struct wallet_buffer document;
    struct wallet_mdoc_session session;
};

/** What an agency's certificate has, of the roles and usages that sign mobile documents. */
#define MOBILE_EXTENSIONS                                           \
    LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" },     \
        { "crlDistributionPoints", "URI:http://example.test/crl" }, \
    {                                                               \
        "issuerAltName", "email:iaca@example.test"                  \
    }

#define MOBILE_SIGNER                                                                \
    {                                                                                \
        .name = "A Bureau of Xinyu", .country = "CN", .organisation = AGENCY_ISSUER, \
        .not_before = AGENCY_NOW, .not_after = AGENCY_NOW + DAY, .extensions = {     \
            MOBILE_EXTENSIONS                                                        \
        }                                                                            \
    }

static const struct recipe mobile_signer = MOBILE_SIGNER;

static const struct recipe mobile_root = { .name = "Root",
                                           .country = "CN",
                                           .not_before = AGENCY_NOW - DAY,
                                           .not_after = AGENCY_NOW + 9 * DAY,
                                           .extensions = { AUTHORITY_EXTENSIONS } };

static const struct recipe mobile_middle = { .name = "Middle",
                                             .country = "CN",
                                             .not_before = AGENCY_NOW - DAY,
                                             .not_after = AGENCY_NOW + 9 * DAY,
                                             .extensions = { AUTHORITY_EXTENSIONS } };

/** Our key as one of OpenSSL's, without its secret. */
UNUSED static EVP_PKEY *pkey_of(const struct wallet_key *key)
{
    struct wallet_buffer file = { 0 };
    CHECK_EQUAL(wallet_key_write_public(key, &file, NULL), WALLET_OK);
    BIO *memory = BIO_new_mem_buf(file.data, (int)file.size);
    EVP_PKEY *pkey = PEM_read_bio_PUBKEY(memory, NULL, NULL, NULL);
    CHECK(pkey != NULL);
    BIO_free(memory);
    wallet_buffer_clear(&file);
    return pkey;
}

/** A certificate by this recipe for one of our keys. */
UNUSED static struct identity certify(
    const struct recipe *recipe, const struct wallet_key *key, const struct identity *issuer)
{
    struct recipe with_key = *recipe;
    with_key.pkey = pkey_of(key);
    const struct identity made = make_certificate(&with_key, issuer);
    EVP_PKEY_free(with_key.pkey);
    return made;
}

UNUSED static struct wallet_certificates *parse_chain(struct wallet_bytes ders)
{
    struct wallet_certificates *chain = NULL;
    CHECK_EQUAL(wallet_certificates_parse(ders, &chain, NULL), WALLET_OK);
    return chain;
}

/** With keys for these algorithms; the agency is trusted, and so is the root. */
UNUSED static void mobile_open(
    struct mobile *mobile, enum wallet_algorithm agency, enum wallet_algorithm device)
{
    *mobile = (struct mobile){ .chain = NULL };
    agency_open(&mobile->agency, agency);
    mobile->root = make_certificate(&mobile_root, NULL);
    mobile->middle = make_certificate(&mobile_middle, &mobile->root);
    mobile->signer = certify(&mobile_signer, mobile->agency.key, &mobile->root);
    mobile->chain = parse_chain(der_of(mobile->signer.x509));
    mobile->device = agency_stranger(device, AGENCY_ISSUER);
    CHECK_EQUAL(wallet_trust_add(mobile->agency.trust, der_of(mobile->root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_new(&mobile->mdoc, NULL), WALLET_OK);
    mobile->session.transcript = test_hex("83 f6 f6 82 61 78 42 0102");
    mobile->session.device_key = mobile->device;
}

UNUSED static void mobile_close(struct mobile *mobile)
{
    wallet_buffer_clear(&mobile->document);
    wallet_mdoc_free(mobile->mdoc);
    wallet_key_free(mobile->device);
    wallet_certificates_free(mobile->chain);
    release_identity(&mobile->signer);
    release_identity(&mobile->middle);
    release_identity(&mobile->root);
    agency_close(&mobile->agency);
}

/** Trusts the root and, unless NULL, a key file with these lines above the agency's key. */
UNUSED static void mobile_trust(struct mobile *mobile, const char *lines)
{
    struct agency *agency = &mobile->agency;
    struct wallet_buffer file = { 0 };
    CHECK_EQUAL(wallet_key_write_public(agency->key, &file, NULL), WALLET_OK);
    const char *pem = strstr((const char *)file.data, "-----BEGIN");

    wallet_verifier_free(agency->verifier);
    wallet_trust_free(agency->trust);
    CHECK_EQUAL(wallet_trust_new(&agency->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(agency->trust, der_of(mobile->root.x509), NULL), WALLET_OK);
    if (lines) {
        CHECK_EQUAL(
            wallet_trust_add(agency->trust, joined(test_text(lines), test_text(pem)), NULL),
            WALLET_OK);
    }

    CHECK_EQUAL(
        wallet_verifier_new(agency->trust, agency->catalogue, &agency->verifier, NULL), WALLET_OK);
    wallet_buffer_clear(&file);
}

/** Issues a record at AGENCY_NOW; what is wrong is in `error`. */
UNUSED static enum wallet_status mobile_issue(
    struct mobile *mobile, const struct wallet_record *record, struct wallet_error *error)
{
    return wallet_mdoc_issue(
        record,
        mobile->device,
        mobile->chain,
        &mobile->agency.signer,
        AGENCY_NOW,
        &mobile->document,
        error);
}

/** Verifies a document or an answer at AGENCY_NOW; the first verdict. */
UNUSED static const struct wallet_verdict *mobile_verify(
    struct mobile *mobile, struct wallet_bytes input)
{
    const enum wallet_status status = wallet_mdoc_verify(
        mobile->agency.verifier, input, &mobile->session, AGENCY_NOW, mobile->mdoc, NULL);
    const struct wallet_verdict *verdict = wallet_mdoc_at(mobile->mdoc, 0);

    CHECK_EQUAL(status == WALLET_OK, wallet_verdict_decision(verdict) == WALLET_ACCEPTED);
    return verdict;
}

/** Issues the agency's ID card and verifies it as its device gets it. */
UNUSED static const struct wallet_verdict *mobile_verdict(struct mobile *mobile)
{
    struct wallet_error error = { .message = "" };

    if (mobile_issue(mobile, mobile->agency.record, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    return mobile_verify(mobile, wallet_buffer_bytes(&mobile->document));
}

#endif
