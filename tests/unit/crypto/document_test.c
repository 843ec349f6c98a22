/* SPDX-License-Identifier: Apache-2.0 */

/* The profile of who signs mobile documents: ISO/IEC 18013-5 Annex B. */
#include "crypto/policy.h"
#include "make_certificate.h"

#define BIT(name_) (UINT64_C(1) << WALLET_DEVIATION_##name_)

#define FOR(oid_)                  \
    {                              \
        "extendedKeyUsage", (oid_) \
    }
#define DOCUMENTS FOR("critical,1.0.18013.5.1.2")
#define CRL_AT(where_)                  \
    {                                   \
        "crlDistributionPoints", where_ \
    }
#define REACHED                                    \
    {                                              \
        "issuerAltName", "email:iaca@example.test" \
    }
#define AT_ADDRESS CRL_AT("URI:http://example.test/crl")

static const struct recipe root_recipe = { .name = "IACA",
                                           .country = "UT",
                                           .extensions = { AUTHORITY_EXTENSIONS } };

static const struct {
    const char *what;
    struct recipe leaf;
    uint64_t wanted;
} rows[] = {
    { "as it should be",
      { .country = "UT", .extensions = { LEAF_EXTENSIONS, DOCUMENTS, AT_ADDRESS, REACHED } },
      0 },
    { "that may issue our licences",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, FOR(WLT_POLICY_ARC ".1"), AT_ADDRESS, REACHED } },
      0 },
    { "of no country",
      { .name = "DS", .extensions = { LEAF_EXTENSIONS, DOCUMENTS, AT_ADDRESS, REACHED } },
      BIT(OTHER_COUNTRY) },
    { "of another country",
      { .country = "XX", .extensions = { LEAF_EXTENSIONS, DOCUMENTS, AT_ADDRESS, REACHED } },
      BIT(OTHER_COUNTRY) },
    { "without an address",
      { .country = "UT", .extensions = { LEAF_EXTENSIONS, DOCUMENTS, REACHED } },
      BIT(NO_CRL_ADDRESS) },
    { "with a host for an address",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, DOCUMENTS, CRL_AT("DNS:example.test"), REACHED } },
      BIT(NO_CRL_ADDRESS) },
    { "whose issuer cannot be reached",
      { .country = "UT", .extensions = { LEAF_EXTENSIONS, DOCUMENTS, AT_ADDRESS } },
      BIT(NO_ISSUER_ALT_NAME) },
    { "for nothing in particular",
      { .country = "UT", .extensions = { LEAF_EXTENSIONS, AT_ADDRESS, REACHED } },
      BIT(NOT_FOR_DOCUMENTS) },
    { "for readers",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, FOR("1.0.18013.5.1.6"), AT_ADDRESS, REACHED } },
      BIT(WRONG_EKU) },
    { "for web servers",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, FOR("serverAuth"), AT_ADDRESS, REACHED } },
      BIT(WRONG_EKU) },
    { "for anything",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, FOR("anyExtendedKeyUsage"), AT_ADDRESS, REACHED } },
      BIT(NOT_FOR_DOCUMENTS) },
    { "for another ecosystem's documents",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, FOR("1.3.130.2.0.0.1.2"), AT_ADDRESS, REACHED } },
      BIT(NOT_FOR_DOCUMENTS) },
    { "for readers and something that nobody knows",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS,
                        FOR("1.0.18013.5.1.6,1.3.130.2.0.0.1.2"),
                        AT_ADDRESS,
                        REACHED } },
      BIT(NOT_FOR_DOCUMENTS) },
    { "for documents and readers",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS,
                        FOR("1.0.18013.5.1.6,1.0.18013.5.1.2"),
                        AT_ADDRESS,
                        REACHED } },
      0 },
    { "of a counter of ours",
      { .country = "UT",
        .extensions = { LEAF_EXTENSIONS, FOR(WLT_POLICY_ARC ".2"), AT_ADDRESS, REACHED } },
      BIT(WRONG_EKU) },
    { "that is an authority, for certificates alone",
      { .country = "UT", .extensions = { AUTHORITY_EXTENSIONS, DOCUMENTS, AT_ADDRESS, REACHED } },
      BIT(WRONG_KEY_USAGE) | BIT(AUTHORITY_SIGNS) },
    { "that is an authority as well",
      { .country = "UT",
        .extensions = { { "basicConstraints", "critical,CA:TRUE" },
                        LEAF_EXTENSIONS,
                        DOCUMENTS,
                        AT_ADDRESS,
                        REACHED } },
      BIT(AUTHORITY_SIGNS) },
};

TEST(finds_where_a_signer_of_documents_deviates)
{
    struct identity root = make_certificate(&root_recipe, NULL);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct identity leaf = make_certificate(&rows[i].leaf, &root);
        const struct wlt_certificate *chain[] = { leaf.certificate };
        uint64_t found[WLT_CHAIN_MAX];
        const uint64_t grave = BIT(WRONG_EKU) | BIT(WRONG_KEY_USAGE);
        const enum wallet_status status =
            wlt_policy_check(chain, 1, WLT_POLICY_DOCUMENTS, found, NULL);

        CHECK_ROW(rows[i].what, found[0], rows[i].wanted);
        CHECK_EQUAL(status, (rows[i].wanted & grave) != 0 ? WALLET_ERR_REFUSED : WALLET_OK);
        CHECK_EQUAL(ERR_peek_error(), 0);
        release_identity(&leaf);
    }

    release_identity(&root);
}

/** What every certificate has to keep is asked of these, too, as of foreign ones. */
TEST(the_form_is_looked_at_as_well)
{
    const struct recipe recipe = {
        .country = "UT",
        .extensions = { { "keyUsage", "keyAgreement" }, DOCUMENTS, AT_ADDRESS, REACHED }
    };
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity leaf = make_certificate(&recipe, &root);
    const struct wlt_certificate *chain[] = { leaf.certificate };

    CHECK_EQUAL(
        wlt_policy_look(chain, 1, 0, WLT_POLICY_DOCUMENTS), wlt_policy_look(chain, 1, 0, 0));
    CHECK(wlt_policy_look(chain, 1, 0, 0) != 0);
    release_identity(&leaf);
    release_identity(&root);
}
