/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_LADDER_H
#define WALLET_TEST_LADDER_H

#include "agency.h"
#include "crypto/ecdsa.h"
#include "crypto/policy.h"
#include "test.h"
#include "unit/crypto/make_certificate.h"

/* Certificates for entries with a chain: the leaf's key signs, and the chain leads to a root. */

/** What makes a leaf fit for a role: the last number of the role's extended key usage. */
#define FOR_ROLE(number_)                              \
    {                                                  \
        "extendedKeyUsage", WLT_POLICY_ARC "." number_ \
    }
/** Whose they are, and that they held on the day when the tests sign. */
#define BUREAU                                                                   \
    .name = "A Bureau", .organisation = AGENCY_ISSUER, .not_before = AGENCY_NOW, \
    .not_after = AGENCY_NOW + 86400
#define ISSUER_EXTENSIONS LEAF_EXTENSIONS, FOR_ROLE("1")
#define STATUS_EXTENSIONS LEAF_EXTENSIONS, FOR_ROLE("3")

UNUSED static enum wallet_status sign_with_openssl(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct identity *signer = context;
    uint8_t der[WLT_ECDSA_DER_MAX];
    size_t der_size = sizeof der;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();

    (void)error;
    CHECK_EQUAL(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, signer->pkey), 1);
    CHECK_EQUAL(EVP_DigestSign(signing, der, &der_size, message.data, message.size), 1);
    CHECK(wlt_ecdsa_from_der((struct wallet_bytes){ der, der_size }, 32, out));
    *size = 64;
    EVP_MD_CTX_free(signing);
    return WALLET_OK;
}

UNUSED static struct wallet_signer signer_of(const struct identity *identity)
{
    struct wallet_signer signer = {
        .algorithm = WALLET_ALGORITHM_ES256,
        .issuer = AGENCY_ISSUER,
        .sign = sign_with_openssl,
        .context = identity,
    };
    const struct wallet_bytes digest = wlt_certificate_digest(identity->certificate);
    memcpy(signer.key_id, digest.data, sizeof signer.key_id);
    return signer;
}

UNUSED static struct wallet_bytes joined(struct wallet_bytes a, struct wallet_bytes b)
{
    uint8_t *both = test_memory(a.size + b.size);
    memcpy(both, a.data, a.size);
    memcpy(both + a.size, b.data, b.size);
    return (struct wallet_bytes){ both, a.size + b.size };
}

/** A root, an authority below it, a leaf below that. */
struct ladder {
    struct identity root;
    struct identity middle;
    struct identity leaf;
};

/** With a leaf of this recipe, which is signed by the authority in the middle. */
UNUSED static struct ladder make_ladder_for(const struct recipe *leaf)
{
    const int64_t first = AGENCY_NOW - AGENCY_A_YEAR;
    const int64_t last = AGENCY_NOW + AGENCY_A_YEAR;
    const struct recipe root = { .name = "Region Root",
                                 .not_before = first,
                                 .not_after = last,
                                 .extensions = { AUTHORITY_EXTENSIONS } };
    const struct recipe middle = { .name = "Issuing CA",
                                   .not_before = first,
                                   .not_after = last,
                                   .extensions = { AUTHORITY_EXTENSIONS } };
    struct ladder ladder;
    ladder.root = make_certificate(&root, NULL);
    ladder.middle = make_certificate(&middle, &ladder.root);
    ladder.leaf = make_certificate(leaf, &ladder.middle);
    return ladder;
}

/** With an issuer's leaf. */
UNUSED static struct ladder make_ladder(int64_t leaf_from, int64_t leaf_until)
{
    const struct recipe leaf = { .name = "A Bureau",
                                 .organisation = AGENCY_ISSUER,
                                 .not_before = leaf_from,
                                 .not_after = leaf_until,
                                 .extensions = { ISSUER_EXTENSIONS } };
    return make_ladder_for(&leaf);
}

UNUSED static void clear_ladder(struct ladder *ladder)
{
    release_identity(&ladder->leaf);
    release_identity(&ladder->middle);
    release_identity(&ladder->root);
}

#endif
