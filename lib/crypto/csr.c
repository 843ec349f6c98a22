/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/csr.h"

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/ecdsa.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"
#include "crypto/policy.h"

#include <openssl/x509v3.h>

#include <string.h>

WLT_DEFINE_AUTO(x509_req, X509_REQ, X509_REQ_free)
WLT_DEFINE_AUTO(algor, X509_ALGOR, X509_ALGOR_free)

static void free_extensions(STACK_OF(X509_EXTENSION) * *extensions)
{
    sk_X509_EXTENSION_pop_free(*extensions, X509_EXTENSION_free);
}

static bool add_entry(X509_NAME *subject, int nid, const char *value)
{
    return X509_NAME_add_entry_by_NID(
               subject, nid, MBSTRING_UTF8, (const unsigned char *)value, -1, -1, 0) == 1;
}

static bool add_subject(X509_REQ *req, const struct wlt_csr *csr)
{
    X509_NAME *subject = X509_REQ_get_subject_name(req);

    return add_entry(subject, NID_countryName, "CN") &&
           add_entry(subject, NID_organizationName, csr->name) &&
           add_entry(subject, NID_organizationIdentifier, csr->organisation) &&
           add_entry(subject, NID_commonName, csr->name);
}

static bool add_extension(STACK_OF(X509_EXTENSION) * list, int nid, const char *value)
{
    X509_EXTENSION *extension = X509V3_EXT_nconf_nid(NULL, NULL, nid, value);
    if (!extension || sk_X509_EXTENSION_push(list, extension) <= 0) {
        X509_EXTENSION_free(extension);
        return false;
    }

    return true;
}

/** The roles as OpenSSL reads a list of extended key usages. */
static bool list_usages(unsigned roles, struct wallet_buffer *out)
{
    for (unsigned role = 1; role <= roles && role != 0; role <<= 1) {
        const char *usage = (roles & role) != 0 ? wlt_policy_usage((enum wallet_role)role) : NULL;
        if (usage && !wlt_buffer_append_format(out, "%s%s", out->size > 0 ? "," : "", usage)) {
            return false;
        }
    }

    return true;
}

static bool add_extensions(X509_REQ *req, unsigned roles)
{
    __attribute__((cleanup(free_extensions))) STACK_OF(X509_EXTENSION) *list =
        sk_X509_EXTENSION_new_null();
    struct wallet_buffer usages = { 0 };

    const bool is_done = list && list_usages(roles, &usages) &&
                         add_extension(list, NID_key_usage, "critical,digitalSignature") &&
                         add_extension(list, NID_ext_key_usage, (const char *)usages.data) &&
                         X509_REQ_add_extensions(req, list) == 1;
    wallet_buffer_clear(&usages);
    return is_done;
}

/** The identifier that stands for the algorithm in a request; NID_undef if none does. */
static int nid_of(enum wallet_algorithm algorithm)
{
    static const struct {
        enum wallet_algorithm algorithm;
        int nid;
    } known[] = {
        { WALLET_ALGORITHM_ED25519, NID_ED25519 },
        { WALLET_ALGORITHM_ES256, NID_ecdsa_with_SHA256 },
        { WALLET_ALGORITHM_ES384, NID_ecdsa_with_SHA384 },
        { WALLET_ALGORITHM_SM2, NID_SM2_with_SM3 },
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (known[i].algorithm == algorithm) {
            return known[i].nid;
        }
    }

    return NID_undef;
}

/* None of the algorithms has parameters: RFC 5758 section 3.2, RFC 8410 section 3. */
static bool set_algorithm(X509_REQ *req, enum wallet_algorithm algorithm)
{
    WLT_AUTO(algor) X509_ALGOR *identifier = X509_ALGOR_new();

    return identifier &&
           X509_ALGOR_set0(identifier, OBJ_nid2obj(nid_of(algorithm)), V_ASN1_UNDEF, NULL) == 1 &&
           X509_REQ_set1_signature_algo(req, identifier) == 1;
}

static bool set_signature(X509_REQ *req, struct wallet_bytes signature)
{
    ASN1_BIT_STRING *bits = ASN1_BIT_STRING_new();
    if (!bits || ASN1_STRING_set(bits, signature.data, (int)signature.size) != 1) {
        ASN1_BIT_STRING_free(bits);
        return false;
    }

    /* Otherwise zero bits at the end, which belong to the signature, would be cut off. */
    bits->flags &= ~(ASN1_STRING_FLAG_BITS_LEFT | 0x07);
    bits->flags |= ASN1_STRING_FLAG_BITS_LEFT;
    X509_REQ_set0_signature(req, bits);
    return true;
}

/** Signs as certificates have it: ECDSA and SM2 in DER. */
static enum wallet_status sign(
    const struct wallet_signer *signer,
    const struct wlt_public_key *key,
    struct wallet_bytes message,
    X509_REQ *req,
    struct wallet_error *error)
{
    uint8_t raw[WALLET_SIGNATURE_MAX];
    uint8_t der[WLT_ECDSA_DER_MAX];
    size_t size = 0;

    const enum wallet_status status = signer->sign(signer->context, message, raw, &size, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wallet_bytes signature = { raw, size };
    if (signer->algorithm != WALLET_ALGORITHM_ED25519) {
        if (size != 2 * wlt_public_key_order_size(key)) {
            return wlt_fail(
                error, WALLET_ERR_CRYPTO, WALLET_NO_OFFSET, "a signature of an odd size");
        }

        signature = wlt_ecdsa_to_der(signature, der);
    }

    return set_signature(req, signature) ? WALLET_OK : wlt_fail_memory(error);
}

static enum wallet_status sign_request(
    X509_REQ *req,
    const struct wallet_signer *signer,
    const struct wlt_public_key *key,
    struct wallet_error *error)
{
    uint8_t *message = NULL;
    const int size =
        set_algorithm(req, signer->algorithm) ? i2d_re_X509_REQ_tbs(req, &message) : -1;
    if (size <= 0) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the request");
    }

    const enum wallet_status status =
        sign(signer, key, (struct wallet_bytes){ message, (size_t)size }, req, error);
    OPENSSL_free(message);
    return status;
}

static enum wallet_status write_der(
    X509_REQ *req, struct wallet_buffer *out, struct wallet_error *error)
{
    const int size = i2d_X509_REQ(req, NULL);
    if (size <= 0) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the request");
    }

    if (!wlt_buffer_reserve(out, (size_t)size)) {
        return wlt_fail_memory(error);
    }

    uint8_t *at = out->data;
    const int written = i2d_X509_REQ(req, &at);
    wlt_buffer_set_size(out, written == size ? (size_t)size : 0);
    return written == size
               ? WALLET_OK
               : wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL cannot write the request");
}

enum wallet_status wlt_csr_write(
    const struct wlt_csr *csr,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (nid_of(signer->algorithm) == NID_undef ||
        signer->algorithm != wlt_public_key_algorithm(csr->key)) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "an algorithm that is not the key's");
    }

    WLT_AUTO(x509_req) X509_REQ *req = X509_REQ_new();
    if (!req || X509_REQ_set_version(req, X509_REQ_VERSION_1) != 1 ||
        X509_REQ_set_pubkey(req, csr->key->pkey) != 1 || !add_extensions(req, csr->roles)) {
        return wlt_fail_openssl(error, WALLET_ERR_MEMORY, "no request was made");
    }

    /* X.520 annex C: the names of a subject have at most 64 characters. */
    if (!add_subject(req, csr)) {
        return wlt_fail_openssl(
            error, WALLET_ERR_VALUE, "expected a name of at most 64 characters for a certificate");
    }

    const enum wallet_status status = sign_request(req, signer, csr->key, error);
    return status == WALLET_OK ? write_der(req, out, error) : status;
}
