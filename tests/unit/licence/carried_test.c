/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

#include "unit/trust/make_vical.h"

/* Plain CWTs that carry the certificates of their signer along: x5chain, RFC 9360. */

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
            judge(&hall, x5chain_header(&hall.leaf, &hall.middle)),
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
        &signer,
        test_hex("a10126"),
        x5chain_header(&hall.leaf, &hall.middle),
        test_hex("a1036178"));

    CHECK_EQUAL(agency_verify(&hall.agency, licence, NOON), WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_verdict_decision(hall.agency.verdict), WALLET_UNKNOWN);
    CHECK(!wallet_verdict_is_bound(hall.agency.verdict));
    close_hall(&hall);
}

TEST(accepts_a_chain_to_a_trusted_root)
{
    struct hall hall;
    open_hall(&hall, true, &good_leaf);

    CHECK_EQUAL(judge(&hall, x5chain_header(&hall.leaf, &hall.middle)), WALLET_REASON_NONE);
    CHECK_TEXT(wallet_verdict_format(hall.agency.verdict), "cwt");
    CHECK_TEXT(wallet_verdict_issuer_name(hall.agency.verdict, WALLET_ENGLISH), "Leaf");
    CHECK(!wallet_verdict_type(hall.agency.verdict));
    close_hall(&hall);
}

TEST(cannot_tell_about_a_chain_that_leads_nowhere)
{
    struct hall hall;
    open_hall(&hall, false, &good_leaf);
    CHECK_EQUAL(
        judge(&hall, x5chain_header(&hall.leaf, &hall.middle)), WALLET_REASON_ISSUER_UNKNOWN);
    CHECK_EQUAL(wallet_verdict_decision(hall.agency.verdict), WALLET_UNKNOWN);
    close_hall(&hall);

    open_hall(&hall, true, &good_leaf);
    CHECK_EQUAL(judge(&hall, x5chain_header(&hall.leaf, NULL)), WALLET_REASON_ISSUER_UNKNOWN);
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
    CHECK_EQUAL(judge(&hall, x5chain_header(&hall.leaf, &hall.middle)), WALLET_REASON_CERTIFICATE);
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
            claims[i].what,
            judge(&hall, x5chain_header(&hall.leaf, &hall.middle)),
            claims[i].wanted);
        close_hall(&hall);
    }
}

TEST(accepts_a_leaf_that_is_trusted_itself)
{
    struct hall hall;
    open_hall(&hall, false, &good_leaf);
    CHECK_EQUAL(wallet_trust_add(hall.agency.trust, der_of(hall.leaf.x509), NULL), WALLET_OK);

    CHECK_EQUAL(judge(&hall, x5chain_header(&hall.leaf, NULL)), WALLET_REASON_NONE);
    CHECK_EQUAL(judge(&hall, test_hex("a0")), WALLET_REASON_NONE);
    close_hall(&hall);
}

TEST(refuses_the_signature_of_another_than_the_leaf)
{
    struct hall hall;
    open_hall(&hall, true, &good_leaf);
    struct identity stranger = make_certificate(&good_leaf, &hall.middle);
    const struct wallet_bytes header = x5chain_header(&stranger, &hall.middle);

    CHECK_EQUAL(judge(&hall, header), WALLET_REASON_SIGNATURE);
    CHECK(!wallet_verdict_has_claims(hall.agency.verdict));
    release_identity(&stranger);
    close_hall(&hall);
}

/* The authorities of a VICAL are for mobile documents, whatever else they may sign. */

#define CWT_OF_UTOPIA    "a101625554"
#define HEALTH_OF_UTOPIA "a401625554 041a7735940006 1a6aa00000 390103a101a0"

/** Puts the hall's root and leaf into a VICAL, for every document that there is. */
static void believe_vical(struct hall *hall)
{
    struct provider provider = make_provider(&provider_signer);
    const struct info infos[] = {
        info_of(&hall->root, MDL),
        info_of(&hall->leaf, MDL),
    };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 2 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);

    CHECK_EQUAL(wallet_trust_add_vical(hall->agency.trust, vical, NULL), WALLET_OK);
    wallet_vical_free(vical);
    clear_provider(&provider);
}

/** {1: -7, 4: the first bytes of the leaf's digest}. */
static struct wallet_bytes kid_header(const struct hall *hall)
{
    uint8_t *header = test_memory(13);
    memcpy(header, "\xa2\x01\x26\x04\x48", 5);
    memcpy(header + 5, wlt_certificate_digest(hall->leaf.certificate).data, WALLET_KEY_ID_SIZE);
    return (struct wallet_bytes){ header, 13 };
}

TEST(a_vical_lets_nobody_sign_anything_but_documents)
{
    static const struct {
        const char *what;
        const char *payload;
        const char *format;
        bool has_chain;
        bool has_kid;
    } rows[] = {
        { "a CWT with a chain", CWT_OF_UTOPIA, "cwt", true, false },
        { "a CWT with a key identifier", CWT_OF_UTOPIA, "cwt", false, true },
        { "a CWT that names no key", CWT_OF_UTOPIA, "cwt", false, false },
        { "a health certificate", HEALTH_OF_UTOPIA, "hc1", false, true },
        { "a health certificate with a chain", HEALTH_OF_UTOPIA, "hc1", true, false },
        { "both", HEALTH_OF_UTOPIA, "hc1", true, true },
    };
    struct hall hall;
    open_hall(&hall, false, &good_leaf);
    believe_vical(&hall);
    const struct wallet_signer signer = signer_of(&hall.leaf);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes input = agency_forge(
            &signer,
            rows[i].has_kid ? kid_header(&hall) : test_hex("a10126"),
            rows[i].has_chain ? x5chain_header(&hall.leaf, &hall.middle) : test_hex("a0"),
            test_hex(rows[i].payload));
        const enum wallet_reason reason = agency_verify(&hall.agency, input, NOON);
        CHECK_TEXT(wallet_verdict_format(hall.agency.verdict), rows[i].format);
        CHECK(wallet_verdict_decision(hall.agency.verdict) != WALLET_ACCEPTED);
        CHECK(reason == WALLET_REASON_ISSUER_UNKNOWN || reason == WALLET_REASON_ALGORITHM);
        CHECK(!wallet_verdict_has_claims(hall.agency.verdict));
    }

    close_hall(&hall);
}
