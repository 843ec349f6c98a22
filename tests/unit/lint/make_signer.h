/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_SIGNER_H
#define WALLET_TEST_MAKE_SIGNER_H

#include "crypto/policy.h"
#include "unit/crypto/make_certificate.h"

/* Certificates that keep their profile to the last demand. */

#define IDENTIFIERS                       \
    { "subjectKeyIdentifier", "hash" },   \
    {                                     \
        "authorityKeyIdentifier", "keyid" \
    }
#define SIGNS                                   \
    {                                           \
        "keyUsage", "critical,digitalSignature" \
    }
#define CERTIFIES                                  \
    {                                              \
        "keyUsage", "critical,keyCertSign,cRLSign" \
    }
#define BOUNDED                                          \
    {                                                    \
        "basicConstraints", "critical,CA:TRUE,pathlen:0" \
    }
#define FOR(oids_)                \
    {                             \
        "extendedKeyUsage", oids_ \
    }
#define DOCUMENTS "critical,1.0.18013.5.1.2"
#define OF_AUTHORITY                                            \
    { "crlDistributionPoints", "URI:http://example.test/crl" }, \
    {                                                           \
        "issuerAltName", "email:iaca@example.test"              \
    }
#define OURS .name = "示例局", .country = "CN", .organisation = "11360500000000019F"

/** Whose certificate it is. */
enum whose {
    SIGNER,
    AUTHORITY,
    READER,
    VICAL,
    OUR_ISSUER,
    OUR_AUTHORITY,
};

static const struct recipe lint_recipes[] = {
    [SIGNER] = { .name = "DS",
                 .country = "UT",
                 .extensions = { SIGNS, FOR(DOCUMENTS), IDENTIFIERS, OF_AUTHORITY } },
    [AUTHORITY] = { .name = "IACA",
                    .country = "UT",
                    .extensions = { BOUNDED, CERTIFIES, IDENTIFIERS, OF_AUTHORITY } },
    [READER] = { .name = "Reader",
                 .extensions = { SIGNS,
                                 FOR("critical,1.0.18013.5.1.6"),
                                 IDENTIFIERS,
                                 { "crlDistributionPoints", "URI:http://example.test/crl" } } },
    [VICAL] = { .name = "VICAL", .extensions = { SIGNS, FOR("1.0.18013.5.1.8"), IDENTIFIERS } },
    [OUR_ISSUER] = { OURS, .extensions = { SIGNS, FOR(WLT_POLICY_ARC ".1"), IDENTIFIERS } },
    [OUR_AUTHORITY] = { OURS, .extensions = { BOUNDED, CERTIFIES, IDENTIFIERS } },
};

static inline void set_serial(X509 *x509, const char *hex)
{
    BIGNUM *number = NULL;

    CHECK(BN_hex2bn(&number, hex) > 0);
    CHECK(BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509)) != NULL);
    BN_free(number);
}

/** As make_unparsed(), with a serial number that is long enough, and then a change. */
UNUSED static struct identity make_lasting(
    const struct recipe *recipe, const struct identity *issuer, void (*change)(X509 *x509))
{
    struct identity made = make_unparsed(recipe, issuer);

    set_serial(made.x509, "4a5b6c7d8e9f0a1b2c3d4e5f");
    if (change) {
        change(made.x509);
    }

    sign_certificate(made.x509, issuer ? issuer->pkey : made.pkey, recipe);
    return made;
}

#endif
