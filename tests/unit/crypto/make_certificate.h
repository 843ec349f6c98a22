/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_MAKE_CERTIFICATE_H
#define TEST_MAKE_CERTIFICATE_H

/*
 * Certificates for the tests of this layer, made by OpenSSL from a recipe.
 */
#include "crypto/certificate.h"
#include "make_key.h"

#include <openssl/x509v3.h>

enum {
    NOON = 1790000000, /* when the tests take place */
    DAY = 86400,
    EXTENSIONS_MAX = 8,
};

/** A key and the certificate that was made for it. */
struct identity {
    EVP_PKEY *pkey;
    X509 *x509;
    struct wlt_certificate *certificate;
};

struct recipe {
    const char *name;         /* NULL: no common name */
    const char *country;      /* may be NULL */
    const char *organisation; /* may be NULL */
    const char *curve;        /* NULL: P-256; or ED25519 */
    const char *hash;         /* NULL: SHA256 */
    bool is_pss;              /* signed by RSASSA-PSS */
    bool is_bare;             /* no extensions at all */
    bool is_rsa;
    bool is_sm2;
    EVP_PKEY *pkey;     /* whose it is; NULL: a key is made for it */
    const char *sm2_id; /* of a signature by SM2; NULL: the usual one, "": none */
    int64_t not_before; /* 0: a day before NOON */
    int64_t not_after;  /* 0: a day behind NOON */
    const char *extensions[EXTENSIONS_MAX][2];
};

#define AUTHORITY_EXTENSIONS                                                            \
    { "basicConstraints", "critical,CA:TRUE" }, { "keyUsage", "critical,keyCertSign" }, \
        { "subjectKeyIdentifier", "hash" },                                             \
    {                                                                                   \
        "authorityKeyIdentifier", "keyid"                                               \
    }
#define LEAF_EXTENSIONS                                                              \
    { "keyUsage", "critical,digitalSignature" }, { "subjectKeyIdentifier", "hash" }, \
    {                                                                                \
        "authorityKeyIdentifier", "keyid"                                            \
    }

static void add_entry(X509_NAME *name, const char *field, const char *value)
{
    if (value) {
        CHECK_EQUAL(
            X509_NAME_add_entry_by_txt(
                name, field, MBSTRING_UTF8, (const unsigned char *)value, -1, -1, 0),
            1);
    }
}

static void add_extensions(X509 *x509, X509 *issuer, const struct recipe *recipe)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, x509, NULL, NULL, 0);
    X509V3_set_ctx_nodb(&context);

    for (size_t i = 0; i < EXTENSIONS_MAX && recipe->extensions[i][0]; i++) {
        X509_EXTENSION *extension =
            X509V3_EXT_nconf(NULL, &context, recipe->extensions[i][0], recipe->extensions[i][1]);
        CHECK(extension != NULL);
        CHECK_EQUAL(X509_add_ext(x509, extension, -1), 1);
        X509_EXTENSION_free(extension);
    }
}

static void sign_by_sm2(X509 *x509, EVP_PKEY *signer, const struct recipe *recipe)
{
    const char *id = recipe->sm2_id ? recipe->sm2_id : "1234567812345678";
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    EVP_PKEY_CTX *inner = EVP_PKEY_CTX_new_from_pkey(NULL, signer, NULL);

    if (id[0]) {
        CHECK_EQUAL(EVP_PKEY_CTX_set1_id(inner, id, (int)strlen(id)), 1);
    }

    EVP_MD_CTX_set_pkey_ctx(signing, inner);
    CHECK_EQUAL(EVP_DigestSignInit(signing, NULL, EVP_sm3(), NULL, signer), 1);
    CHECK(X509_sign_ctx(x509, signing) > 0);
    EVP_MD_CTX_free(signing);
    EVP_PKEY_CTX_free(inner);
}

static void sign_certificate(X509 *x509, EVP_PKEY *signer, const struct recipe *recipe)
{
    if (EVP_PKEY_is_a(signer, "SM2")) {
        sign_by_sm2(x509, signer, recipe);
        return;
    }

    EVP_PKEY_CTX *rsa = NULL;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    const EVP_MD *hash = EVP_get_digestbyname(recipe->hash ? recipe->hash : "SHA256");

    CHECK_EQUAL(EVP_DigestSignInit(signing, &rsa, hash, NULL, signer), 1);
    if (recipe->is_pss) {
        CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_padding(rsa, RSA_PKCS1_PSS_PADDING), 1);
        CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_pss_saltlen(rsa, RSA_PSS_SALTLEN_DIGEST), 1);
    }

    CHECK(X509_sign_ctx(x509, signing) > 0);
    EVP_MD_CTX_free(signing);
}

static struct wallet_bytes der_of(const X509 *x509)
{
    uint8_t *der = NULL;
    const int size = i2d_X509(x509, &der);
    return keep(der, size);
}

static EVP_PKEY *make_pkey(const struct recipe *recipe)
{
    if (recipe->pkey) {
        CHECK_EQUAL(EVP_PKEY_up_ref(recipe->pkey), 1);
        return recipe->pkey;
    }

    if (recipe->is_sm2) {
        return make_sm2();
    }

    if (recipe->curve && strcmp(recipe->curve, "ED25519") == 0) {
        return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    }

    return recipe->is_rsa ? make_rsa(2048) : make_ec(recipe->curve ? recipe->curve : "P-256");
}

/** Signed by `issuer`, or by itself if that is NULL. */
UNUSED static struct identity make_unparsed(
    const struct recipe *recipe, const struct identity *issuer)
{
    static long serial;
    struct identity made = {
        .pkey = make_pkey(recipe),
        .x509 = X509_new(),
    };
    X509_NAME *subject = X509_get_subject_name(made.x509);

    add_entry(subject, "C", recipe->country);
    add_entry(subject, "organizationIdentifier", recipe->organisation);
    add_entry(subject, "CN", recipe->name);
    X509_set_issuer_name(made.x509, issuer ? X509_get_subject_name(issuer->x509) : subject);
    X509_set_pubkey(made.x509, made.pkey);
    ASN1_INTEGER_set(X509_get_serialNumber(made.x509), ++serial);
    ASN1_TIME_set(
        X509_getm_notBefore(made.x509), recipe->not_before ? recipe->not_before : NOON - DAY);
    ASN1_TIME_set(
        X509_getm_notAfter(made.x509), recipe->not_after ? recipe->not_after : NOON + DAY);
    if (!recipe->is_bare) {
        X509_set_version(made.x509, X509_VERSION_3);
        add_extensions(made.x509, issuer ? issuer->x509 : made.x509, recipe);
    }

    sign_certificate(made.x509, issuer ? issuer->pkey : made.pkey, recipe);
    return made;
}

UNUSED static struct identity make_certificate(
    const struct recipe *recipe, const struct identity *issuer)
{
    struct identity made = make_unparsed(recipe, issuer);
    CHECK_EQUAL(wlt_certificate_parse(der_of(made.x509), &made.certificate, NULL), WALLET_OK);
    return made;
}

UNUSED static void release_identity(struct identity *identity)
{
    EVP_PKEY_free(identity->pkey);
    X509_free(identity->x509);
    wlt_certificate_free(identity->certificate);
}

#endif
