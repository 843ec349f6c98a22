/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/csr.h"

#include "crypto/policy.h"
#include "crypto/private_key.h"
#include "make_key.h"

#include <openssl/x509v3.h>

#define USCC "11360500000000019F"

static enum wallet_status sign_with(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    return wlt_private_key_sign(context, message, out, size, error);
}

/** A request by a new key; the caller frees it. */
static X509_REQ *ask(enum wallet_algorithm algorithm, unsigned roles)
{
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(wlt_private_key_generate(algorithm, &key, NULL), WALLET_OK);
    const struct wlt_csr csr = { wlt_private_key_public(key), "示例局", USCC, roles };
    const struct wallet_signer signer = { .algorithm = algorithm,
                                          .sign = sign_with,
                                          .context = key };
    struct wallet_buffer der = { 0 };

    CHECK_EQUAL(wlt_csr_write(&csr, &signer, &der, NULL), WALLET_OK);
    const uint8_t *at = der.data;
    X509_REQ *read = d2i_X509_REQ(NULL, &at, (long)der.size);
    CHECK(read != NULL && at == der.data + der.size);
    CHECK_EQUAL(ERR_peek_error(), 0);
    wallet_buffer_clear(&der);
    wlt_private_key_free(key);
    return read;
}

TEST(a_request_is_signed_by_its_own_key)
{
    static const enum wallet_algorithm algorithms[] = {
        WALLET_ALGORITHM_ED25519,
        WALLET_ALGORITHM_ES256,
        WALLET_ALGORITHM_ES384,
    };

    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        X509_REQ *request = ask(algorithms[i], WALLET_ROLE_ISSUER);
        EVP_PKEY *pkey = X509_REQ_get0_pubkey(request);
        CHECK_ROW(wallet_algorithm_name(algorithms[i]), X509_REQ_verify(request, pkey), 1);
        X509_REQ_free(request);
    }
}

/** The text of one attribute of the subject; lives until the test ends. */
static const char *attribute(const X509_REQ *request, int nid)
{
    char *text = test_memory(128);
    CHECK(X509_NAME_get_text_by_NID(X509_REQ_get_subject_name(request), nid, text, 128) > 0);
    return text;
}

TEST(a_request_says_who_asks_and_for_what)
{
    X509_REQ *request = ask(WALLET_ALGORITHM_ES256, WALLET_ROLE_STATUS | WALLET_ROLE_AUDIT);
    STACK_OF(X509_EXTENSION) *extensions = X509_REQ_get_extensions(request);
    EXTENDED_KEY_USAGE *usages = X509V3_get_d2i(extensions, NID_ext_key_usage, NULL, NULL);
    int is_critical = 0;
    ASN1_BIT_STRING *usage = X509V3_get_d2i(extensions, NID_key_usage, &is_critical, NULL);
    char oid[128];

    CHECK_TEXT(attribute(request, NID_countryName), "CN");
    CHECK_TEXT(attribute(request, NID_organizationName), "示例局");
    CHECK_TEXT(attribute(request, NID_organizationIdentifier), USCC);
    CHECK_TEXT(attribute(request, NID_commonName), "示例局");
    CHECK_EQUAL(sk_ASN1_OBJECT_num(usages), 2);
    CHECK(OBJ_obj2txt(oid, sizeof oid, sk_ASN1_OBJECT_value(usages, 0), 1) > 0);
    CHECK_TEXT(oid, WLT_POLICY_ARC ".3");
    CHECK(OBJ_obj2txt(oid, sizeof oid, sk_ASN1_OBJECT_value(usages, 1), 1) > 0);
    CHECK_TEXT(oid, WLT_POLICY_ARC ".4");
    CHECK_EQUAL(is_critical, 1);
    CHECK_EQUAL(ASN1_BIT_STRING_get_bit(usage, 0), 1);
    EXTENDED_KEY_USAGE_free(usages);
    ASN1_BIT_STRING_free(usage);
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    X509_REQ_free(request);
}

/** Signs with zeros all over: bits that belong to the signature though they are not set. */
static enum wallet_status sign_with_zeros(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)context;
    (void)message;
    (void)error;
    memset(out, 0, 64);
    *size = 64;
    return WALLET_OK;
}

static enum wallet_status sign_badly(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)message;
    (void)error;
    *size = *(const size_t *)context;
    memset(out, 1, *size);
    return *size == 0 ? WALLET_ERR_CRYPTO : WALLET_OK;
}

/** What comes of a P-256 or Ed25519 key with this name and signer. */
static enum wallet_status try_write(
    enum wallet_algorithm algorithm,
    const char *name,
    const struct wallet_signer *signer,
    struct wallet_buffer *out)
{
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(wlt_private_key_generate(algorithm, &key, NULL), WALLET_OK);
    const struct wlt_csr csr = { wlt_private_key_public(key), name, USCC, WALLET_ROLE_ISSUER };
    const enum wallet_status status = wlt_csr_write(&csr, signer, out, NULL);
    CHECK_EQUAL(ERR_peek_error(), 0);
    wlt_private_key_free(key);
    return status;
}

TEST(a_signature_is_kept_to_its_last_bit)
{
    const struct wallet_signer signer = { .algorithm = WALLET_ALGORITHM_ED25519,
                                          .sign = sign_with_zeros };
    struct wallet_buffer der = { 0 };

    CHECK_EQUAL(try_write(WALLET_ALGORITHM_ED25519, "x", &signer, &der), WALLET_OK);
    CHECK(der.size > 67);
    const struct wallet_bytes end = { der.data + der.size - 67, 3 };
    CHECK_BYTES(end, test_hex("034100"));
    wallet_buffer_clear(&der);
}

TEST(refuses_names_that_no_certificate_takes)
{
    const struct wallet_signer signer = { .algorithm = WALLET_ALGORITHM_ED25519,
                                          .sign = sign_with_zeros };
    struct wallet_buffer der = { 0 };
    char name[66];
    memset(name, 'x', sizeof name);
    name[64] = '\0';

    CHECK_EQUAL(try_write(WALLET_ALGORITHM_ED25519, name, &signer, &der), WALLET_OK);
    name[64] = 'x';
    name[65] = '\0';
    CHECK_EQUAL(try_write(WALLET_ALGORITHM_ED25519, name, &signer, &der), WALLET_ERR_VALUE);
    CHECK_EQUAL(try_write(WALLET_ALGORITHM_ED25519, "", &signer, &der), WALLET_ERR_VALUE);
    wallet_buffer_clear(&der);
}

TEST(refuses_an_algorithm_that_is_not_the_keys)
{
    static const enum wallet_algorithm others[] = {
        WALLET_ALGORITHM_NONE,
        WALLET_ALGORITHM_ES256,
        WALLET_ALGORITHM_PS256,
    };
    struct wallet_buffer der = { 0 };

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const struct wallet_signer signer = { .algorithm = others[i], .sign = sign_with_zeros };
        CHECK_ROW(
            wallet_algorithm_name(others[i]),
            try_write(WALLET_ALGORITHM_ED25519, "x", &signer, &der),
            WALLET_ERR_KEY);
    }

    wallet_buffer_clear(&der);
}

TEST(refuses_signatures_of_odd_sizes)
{
    static const size_t sizes[] = { 0, 63, 98, WALLET_SIGNATURE_MAX };
    struct wallet_buffer der = { 0 };

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const struct wallet_signer signer = { .algorithm = WALLET_ALGORITHM_ES256,
                                              .sign = sign_badly,
                                              .context = &sizes[i] };
        CHECK_EQUAL(try_write(WALLET_ALGORITHM_ES256, "x", &signer, &der), WALLET_ERR_CRYPTO);
    }

    wallet_buffer_clear(&der);
}
