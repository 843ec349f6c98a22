/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

#include "agency.h"
#include "crypto/ecdsa.h"
#include "crypto/policy.h"
#include "test.h"
#include "unit/crypto/make_certificate.h"

/* Plain CWTs that carry the certificates of their signer along: x5chain, RFC 9360. */

static enum wallet_status sign_with_openssl(
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

/** {33: leaf}, or {33: [leaf, more]}. */
static struct wallet_bytes chain_header(const struct identity *leaf, const struct identity *more)
{
    const struct identity *both[] = { leaf, more };
    uint8_t *out = test_memory(4096);
    size_t size = 0;
    const size_t count = more ? 2 : 1;

    out[size++] = 0xa1;
    out[size++] = 0x18;
    out[size++] = 0x21;
    if (more) {
        out[size++] = 0x82;
    }

    for (size_t i = 0; i < count; i++) {
        const struct wallet_bytes der = der_of(both[i]->x509);
        out[size++] = 0x59;
        out[size++] = (uint8_t)(der.size >> 8);
        out[size++] = (uint8_t)der.size;
        memcpy(out + size, der.data, der.size);
        size += der.size;
    }

    return (struct wallet_bytes){ out, size };
}

/** A root, what it signed, and an agency that trusts the root or does not. */
struct hall {
    struct agency agency;
    struct identity root;
    struct identity middle;
    struct identity leaf;
};

static void open_hall(struct hall *hall, bool is_trusted, const struct recipe *leaf)
{
    static const struct recipe root = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };
    static const struct recipe middle = { .name = "Middle",
                                          .extensions = { AUTHORITY_EXTENSIONS } };

    agency_open(&hall->agency, WALLET_ALGORITHM_ED25519);
    hall->root = make_certificate(&root, NULL);
    hall->middle = make_certificate(&middle, &hall->root);
    hall->leaf = make_certificate(leaf, &hall->middle);
    if (is_trusted) {
        CHECK_EQUAL(wallet_trust_add(hall->agency.trust, der_of(hall->root.x509), NULL), WALLET_OK);
    }
}

static void close_hall(struct hall *hall)
{
    release_identity(&hall->leaf);
    release_identity(&hall->middle);
    release_identity(&hall->root);
    agency_close(&hall->agency);
}

/** What is said of a CWT that the leaf signed and that comes with these headers. */
static enum wallet_reason judge(struct hall *hall, struct wallet_bytes unprotected)
{
    const struct wallet_signer signer = {
        .algorithm = WALLET_ALGORITHM_ES256,
        .sign = sign_with_openssl,
        .context = &hall->leaf,
    };
    const struct wallet_bytes licence =
        agency_forge(&signer, test_hex("a10126"), unprotected, test_hex("a1016141"));

    return agency_verify(&hall->agency, licence, NOON);
}

static const struct recipe good_leaf = {
    .name = "Leaf",
    .organisation = "91350100M000100Y43",
    .extensions = { LEAF_EXTENSIONS },
};

TEST(refuses_a_certificate_for_other_uses)
{
    static const struct recipe leaves[] = {
        { .name = "Web", .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "serverAuth" } } },
        { .name = "Mail",
          .extensions = { { "keyUsage", "critical,keyEncipherment" },
                          { "subjectKeyIdentifier", "hash" },
                          { "authorityKeyIdentifier", "keyid" } } },
    };

    for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++) {
        struct hall hall;
        open_hall(&hall, true, &leaves[i]);
        CHECK_ROW(
            leaves[i].name,
            judge(&hall, chain_header(&hall.leaf, &hall.middle)),
            WALLET_REASON_CERTIFICATE);
        CHECK(!wallet_verdict_has_claims(hall.agency.verdict));
        close_hall(&hall);
    }
}

TEST(an_audience_leaves_the_verdict_open)
{
    struct hall hall;
    open_hall(&hall, true, &good_leaf);

    const struct wallet_signer signer = {
        .algorithm = WALLET_ALGORITHM_ES256,
        .sign = sign_with_openssl,
        .context = &hall.leaf,
    };
    const struct wallet_bytes licence = agency_forge(
        &signer, test_hex("a10126"), chain_header(&hall.leaf, &hall.middle), test_hex("a1036178"));

    CHECK_EQUAL(agency_verify(&hall.agency, licence, NOON), WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_verdict_decision(hall.agency.verdict), WALLET_UNKNOWN);
    CHECK(!wallet_verdict_is_bound(hall.agency.verdict));
    close_hall(&hall);
}

TEST(accepts_a_chain_to_a_trusted_root)
{
    struct hall hall;
    open_hall(&hall, true, &good_leaf);

    CHECK_EQUAL(judge(&hall, chain_header(&hall.leaf, &hall.middle)), WALLET_REASON_NONE);
    CHECK_TEXT(wallet_verdict_format(hall.agency.verdict), "cwt");
    CHECK_TEXT(wallet_verdict_issuer_name(hall.agency.verdict, WALLET_ENGLISH), "Leaf");
    CHECK(!wallet_verdict_type(hall.agency.verdict));
    close_hall(&hall);
}

TEST(cannot_tell_about_a_chain_that_leads_nowhere)
{
    struct hall hall;
    open_hall(&hall, false, &good_leaf);
    CHECK_EQUAL(judge(&hall, chain_header(&hall.leaf, &hall.middle)), WALLET_REASON_ISSUER_UNKNOWN);
    CHECK_EQUAL(wallet_verdict_decision(hall.agency.verdict), WALLET_UNKNOWN);
    close_hall(&hall);

    open_hall(&hall, true, &good_leaf);
    CHECK_EQUAL(judge(&hall, chain_header(&hall.leaf, NULL)), WALLET_REASON_ISSUER_UNKNOWN);
    close_hall(&hall);
}

TEST(refuses_a_chain_that_does_not_hold)
{
    static const struct recipe old_leaf = {
        .name = "Leaf",
        .not_before = NOON - 2 * DAY,
        .not_after = NOON - DAY,
        .extensions = { LEAF_EXTENSIONS },
    };
    struct hall hall;
    open_hall(&hall, true, &old_leaf);
    CHECK_EQUAL(judge(&hall, chain_header(&hall.leaf, &hall.middle)), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(wallet_verdict_decision(hall.agency.verdict), WALLET_REFUSED);
    close_hall(&hall);

    open_hall(&hall, true, &good_leaf);
    CHECK_EQUAL(judge(&hall, test_hex("a1182143666f6f")), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(judge(&hall, test_hex("a118218541614161416141614161")), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(judge(&hall, test_hex("a1182180")), WALLET_REASON_CERTIFICATE);
    close_hall(&hall);
}

/* A certificate that claims one of our roles is held to our profile, any other is foreign. */
static const struct {
    const char *what;
    struct recipe leaf;
    enum wallet_reason wanted;
} claims[] = {
    { "an issuer",
      { .name = "Leaf",
        .organisation = "91350100M000100Y43",
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", WLT_POLICY_ARC ".1" } } },
      WALLET_REASON_NONE },
    { "a status signer",
      { .name = "Leaf",
        .organisation = "91350100M000100Y43",
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", WLT_POLICY_ARC ".3" } } },
      WALLET_REASON_CERTIFICATE },
    { "an issuer without a USCC",
      { .name = "Leaf",
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", WLT_POLICY_ARC ".1" } } },
      WALLET_REASON_CERTIFICATE },
    { "a server",
      { .name = "Leaf",
        .organisation = "91350100M000100Y43",
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "serverAuth" } } },
      WALLET_REASON_CERTIFICATE },
    { "that may not sign",
      { .name = "Leaf",
        .organisation = "91350100M000100Y43",
        .extensions = { { "keyUsage", "critical,keyEncipherment" },
                        { "subjectKeyIdentifier", "hash" },
                        { "authorityKeyIdentifier", "keyid" } } },
      WALLET_REASON_CERTIFICATE },
};

TEST(a_certificate_that_claims_a_role_keeps_the_profile)
{
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
        struct hall hall;
        open_hall(&hall, true, &claims[i].leaf);
        CHECK_ROW(
            claims[i].what, judge(&hall, chain_header(&hall.leaf, &hall.middle)), claims[i].wanted);
        close_hall(&hall);
    }
}

TEST(accepts_a_leaf_that_is_trusted_itself)
{
    struct hall hall;
    open_hall(&hall, false, &good_leaf);
    CHECK_EQUAL(wallet_trust_add(hall.agency.trust, der_of(hall.leaf.x509), NULL), WALLET_OK);

    CHECK_EQUAL(judge(&hall, chain_header(&hall.leaf, NULL)), WALLET_REASON_NONE);
    CHECK_EQUAL(judge(&hall, test_hex("a0")), WALLET_REASON_NONE);
    close_hall(&hall);
}

TEST(refuses_the_signature_of_another_than_the_leaf)
{
    struct hall hall;
    open_hall(&hall, true, &good_leaf);
    struct identity stranger = make_certificate(&good_leaf, &hall.middle);
    const struct wallet_bytes header = chain_header(&stranger, &hall.middle);

    CHECK_EQUAL(judge(&hall, header), WALLET_REASON_SIGNATURE);
    CHECK(!wallet_verdict_has_claims(hall.agency.verdict));
    release_identity(&stranger);
    close_hall(&hall);
}
