/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MDOC_WORLD_H
#define WALLET_TEST_MDOC_WORLD_H

#include <wallet/mdoc.h>

#include "mdoc/embedded.h"
#include "unit/crypto/make_wallet_key.h"
#include "unit/trust/make_vical.h"

/*
 * Mobile documents for tests: whoever issues, holds and reads them, with keys made on the spot, and
 * responses by recipe.  A recipe of nothing is a good one; what is odd about another is named in it.
 */

#define NAME_SPACE "org.iso.18013.5.1"

enum {
    HOUR = 3600,
};

/** What is wrong with a response, or out of the ordinary. */
enum odd {
    ODD_NOTHING = 0,

    ODD_ELEMENT_TWICE,
    ODD_NAME_TWICE,        /* under two numbers, both signed */
    ODD_UNSIGNED_ELEMENT,  /* of a number that was not signed */
    ODD_OTHERS_ELEMENT,    /* out of another document, in the place of its own */
    ODD_DIGESTS_SWAPPED,   /* of two elements */
    ODD_DIGEST_CUT,        /* to the first half */
    ODD_DIGEST_OF_CONTENT, /* without the tag and the head */
    ODD_ELEMENT_REWRITTEN, /* with a longer head, and so another digest */
    ODD_ELEMENT_UNTAGGED,
    ODD_ELEMENT_BARE, /* not in a byte string */
    ODD_ELEMENT_NAMELESS,
    ODD_RANDOM_SHORT,
    ODD_NAME_SPACE_UNSIGNED,
    ODD_NAME_SPACE_EMPTY,
    ODD_NO_NAME_SPACES,
    ODD_NUMBERS_IN_ORDER, /* one up for each element: allowed */
    ODD_NO_DECOY,         /* no digest but those of elements: allowed */
    ODD_RANDOM_TWICE,     /* the same for each element */

    ODD_MSO_BARE, /* not in a byte string */
    ODD_DATES_UNTAGGED,
    ODD_KEY_OFF_CURVE,
    ODD_KEY_OF_OTHERS, /* secp256k1, which is not handled */

    ODD_SIGNED_BY_OTHERS,
    ODD_SIGNED_OTHERWISE, /* over another protected header than is sent */
    ODD_ALGORITHM_UNPROTECTED,
    ODD_ISSUER_DETACHED,
    ODD_NO_CHAIN,
    ODD_ISSUER_TAGGED, /* allowed */

    ODD_NO_DEVICE_SIGNED,
    ODD_NO_DEVICE_AUTH,
    ODD_SIGNATURE_AND_MAC,
    ODD_DEVICE_OF_OTHERS,
    ODD_TRANSCRIPT_TAGGED,   /* in what the device signs */
    ODD_AUTHENTICATION_BARE, /* what the device signs is not in a byte string */
    ODD_DOC_TYPE_LEFT_OUT,   /* of what the device signs */
    ODD_PAYLOAD_SENT,        /* allowed */
    ODD_OTHER_PAYLOAD_SENT,
    ODD_DEVICE_ALGORITHM_UNPROTECTED,
    ODD_DEVICE_ALGORITHM_OF_OTHERS,
    ODD_MAC_CUT,        /* HMAC 256/64 */
    ODD_SALT_UNTAGGED,  /* of the MAC's key: the transcript without its tag */
    ODD_INFO_OF_OTHERS, /* of the MAC's key */

    ODD_STATUS,
    ODD_NO_STATUS,
    ODD_NO_DOCUMENTS,
    ODD_NO_DOC_TYPE,
    ODD_NO_ISSUER_AUTH,
    ODD_MEMBER_TWICE,
    ODD_BYTES_BEHIND,
    ODD_MORE_MEMBERS, /* that nobody knows: allowed */
    ODD_ORDER,        /* members the other way round, and long heads: allowed */
};

/** A response with one document; what is 0 or NULL is as it should be. */
struct mdoc_recipe {
    enum odd odd;
    const char *doc_type;     /* as shown */
    const char *mso_doc_type; /* as signed */
    const char *response_version;
    const char *mso_version;
    const char *algorithm;   /* of the digests */
    const char *mso_without; /* a member that is left out */
    const char *header;      /* protected, of the issuer's signature, in hex */
    const char *country;     /* that the document tells */
    const char *expiry_date;
    const char *status;              /* of the security object: a map in hex */
    const char *authorised;          /* keyAuthorizations: a map in hex */
    const char *by_device;           /* what the device says: a map in hex */
    const char *expected_update;     /* of the security object, in text */
    size_t random_size;              /* bytes, up to 32; 0: 16 */
    struct wallet_bytes unprotected; /* header of the issuer's signature; empty: x5chain */
    int64_t signed_unix;
    int64_t from_unix;
    int64_t until_unix;
    const char *fraction; /* of the seconds of each date */
    bool is_mac;
    bool is_bare; /* an IssuerSigned alone */
};

/** Whoever has a part in it. */
struct mdoc_world {
    struct identity iaca;
    struct identity signer;
    struct identity other; /* that signs, too */
    struct wallet_key *device;
    struct wallet_key *other_device;
    struct wallet_key *reader;
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_mdoc *mdoc;
    struct wallet_mdoc_session session;
};

#define DOCUMENT_EXTENSIONS                                         \
    LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" },     \
        { "crlDistributionPoints", "URI:http://example.test/crl" }, \
    {                                                               \
        "issuerAltName", "email:iaca@example.test"                  \
    }

static const struct recipe document_signer = { .name = "Utopia DS",
                                               .country = "UT",
                                               .extensions = { DOCUMENT_EXTENSIONS } };

UNUSED static struct wallet_key *make_wallet_key(const char *curve)
{
    EVP_PKEY *pkey = make_ec(curve);
    struct wallet_key *key = wallet_key_of(pkey, true);
    EVP_PKEY_free(pkey);
    return key;
}

/** With this signer of documents, below an authority that is trusted. */
UNUSED static void open_world_with(
    struct mdoc_world *world, const struct recipe *signer, const char *device_curve)
{
    *world = (struct mdoc_world){ .trust = NULL };
    world->iaca = make_certificate(&iaca_recipe, NULL);
    world->signer = make_certificate(signer, &world->iaca);
    world->other = make_certificate(&document_signer, &world->iaca);
    world->device = make_wallet_key(device_curve);
    world->other_device = make_wallet_key(device_curve);
    world->reader = make_wallet_key(device_curve);
    CHECK_EQUAL(wallet_trust_new(&world->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(world->trust, der_of(world->iaca.x509), NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &world->catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(world->trust, world->catalogue, &world->verifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_new(&world->mdoc, NULL), WALLET_OK);
    world->session = (struct wallet_mdoc_session){
        .transcript = test_hex("83 f6 f6 82 61 78 42 0102"),
        .reader_key = world->reader,
        .doc_type = MDL,
    };
}

UNUSED static void open_world(struct mdoc_world *world)
{
    open_world_with(world, &document_signer, "P-256");
}

UNUSED static void close_world(struct mdoc_world *world)
{
    wallet_mdoc_free(world->mdoc);
    wallet_verifier_free(world->verifier);
    wallet_catalogue_free(world->catalogue);
    wallet_trust_free(world->trust);
    wallet_key_free(world->reader);
    wallet_key_free(world->other_device);
    wallet_key_free(world->device);
    release_identity(&world->other);
    release_identity(&world->signer);
    release_identity(&world->iaca);
}

static inline struct wallet_bytes embedded(struct wallet_bytes content)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    wlt_write_embedded(&writer, content);
    return kept(&buffer);
}

static inline struct wallet_bytes in_bytes(struct wallet_bytes content)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    wlt_write_bytes(&writer, content);
    return kept(&buffer);
}

static inline struct wallet_bytes in_text(const char *text)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    wlt_write_text(&writer, test_text(text));
    return kept(&buffer);
}

static inline const char *or_else(const char *text, const char *other)
{
    return text ? text : other;
}

#endif
