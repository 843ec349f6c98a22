/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/certificate.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"
#include "crypto/policy.h"
#include "crypto/x509.h"

#include <openssl/x509v3.h>

#include <string.h>
#include <time.h>

enum {
    OID_SIZE = 80, /* as text; longer ones are none that anybody asks for */
};

_Static_assert((int)WLT_DIGEST_SIZE == (int)WLT_SHA256_SIZE, "one size, two names");

WLT_DEFINE_AUTO(certificate, struct wlt_certificate, wlt_certificate_free)

void wlt_certificate_free(struct wlt_certificate *certificate)
{
    if (!certificate) {
        return;
    }

    X509_free(certificate->x509);
    EXTENDED_KEY_USAGE_free(certificate->usages);
    wlt_public_key_free(certificate->key);
    wlt_free(certificate->country);
    wlt_free(certificate->organisation);
    wlt_free(certificate->name);
    wlt_free(certificate);
}

static bool is_showable(struct wallet_bytes text)
{
    return wlt_utf8_is_valid(text) && wlt_text_is_printable(text);
}

/** A copy of the first such attribute of the subject; "" if there is none fit to be shown. */
static char *copy_attribute(const X509 *x509, int nid)
{
    const X509_NAME *subject = X509_get_subject_name(x509);
    const int index = X509_NAME_get_index_by_NID(subject, nid, -1);
    if (index < 0) {
        return wlt_text_copy((struct wallet_bytes){ 0 });
    }

    uint8_t *utf8 = NULL;
    const int size =
        ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)));
    struct wallet_bytes text = { utf8, size > 0 ? (size_t)size : 0 };
    if (!is_showable(text)) {
        text.size = 0;
    }

    char *copy = wlt_text_copy(text);
    OPENSSL_free(utf8);
    return copy;
}

static enum wallet_status copy_names(struct wlt_certificate *out, struct wallet_error *error)
{
    out->country = copy_attribute(out->x509, NID_countryName);
    out->organisation = copy_attribute(out->x509, NID_organizationIdentifier);
    out->name = copy_attribute(out->x509, NID_commonName);

    return out->country && out->organisation && out->name ? WALLET_OK : wlt_fail_memory(error);
}

static bool to_unix(const ASN1_TIME *time, int64_t *out)
{
    struct tm parts;
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) {
        return false;
    }

    *out = (int64_t)timegm(&parts);
    return true;
}

/** Read once: a limit that is asked for when memory runs out must not look like none. */
static bool read_usages(struct wlt_certificate *out)
{
    int found = 0;
    out->usages = X509_get_ext_d2i(out->x509, NID_ext_key_usage, &found, NULL);
    return out->usages || found == -1; /* -2: there twice; else unreadable */
}

static enum wallet_status fill_in(struct wlt_certificate *out, struct wallet_error *error)
{
    if (!to_unix(X509_get0_notBefore(out->x509), &out->not_before) ||
        !to_unix(X509_get0_notAfter(out->x509), &out->not_after)) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a certificate with an unreadable validity");
    }

    if (!wlt_sm2_identify_certificate(out->x509)) {
        return wlt_fail_memory(error);
    }

    if (!read_usages(out)) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a certificate with unreadable usages");
    }

    /* OpenSSL looks through the extensions when first asked; then it need not when threads ask. */
    (void)X509_check_purpose(out->x509, -1, 0);

    return copy_names(out, error);
}

/** Whether the key is of a kind of ours, as the certificate names it: that alone needs no reading. */
static bool names_our_kind(const X509 *x509)
{
    X509_ALGOR *algorithm = NULL;
    const ASN1_OBJECT *name = NULL;
    const void *parameter = NULL;
    int type = V_ASN1_UNDEF;

    (void)X509_PUBKEY_get0_param(NULL, NULL, NULL, &algorithm, X509_get_X509_PUBKEY(x509));
    X509_ALGOR_get0(&name, &type, &parameter, algorithm);
    switch (OBJ_obj2nid(name)) {
    case NID_ED25519:
    case NID_ED448:
    case NID_rsaEncryption:
    case NID_rsassaPss: return true;
    case NID_X9_62_id_ecPublicKey:
        return type == V_ASN1_OBJECT && wlt_point_has_curve(OBJ_nid2sn(OBJ_obj2nid(parameter)));
    default: return false;
    }
}

static enum wallet_status take_key(struct wlt_certificate *out, struct wallet_error *error)
{
    EVP_PKEY *pkey = X509_get0_pubkey(out->x509);
    if (!pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a certificate with an unreadable key");
    }

    return wlt_public_key_from_pkey(pkey, &out->key, error);
}

/** Leaves the key out where it is of no use: another kind, or OpenSSL can read it and we refuse it. */
static enum wallet_status take_any_key(struct wlt_certificate *out, struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };
    if (!names_our_kind(out->x509)) {
        return WALLET_OK;
    }

    const enum wallet_status status = take_key(out, &story);
    if (status == WALLET_OK || (status == WALLET_ERR_KEY && X509_get0_pubkey(out->x509))) {
        return WALLET_OK;
    }

    return wlt_fail(error, status, story.offset, "%s", story.message);
}

static enum wallet_status parse(
    struct wallet_bytes der,
    enum wallet_status (*take)(struct wlt_certificate *out, struct wallet_error *error),
    struct wlt_certificate **out,
    struct wallet_error *error)
{
    if (der.size > WLT_CERTIFICATE_SIZE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WLT_CERTIFICATE_SIZE_MAX,
            "a certificate of over %d bytes",
            WLT_CERTIFICATE_SIZE_MAX);
    }

    WLT_AUTO(certificate) struct wlt_certificate *certificate = wlt_alloc(1, sizeof *certificate);
    if (!certificate) {
        return wlt_fail_memory(error);
    }

    const uint8_t *at = der.data;
    certificate->x509 = d2i_X509(NULL, &at, (long)der.size);
    if (!certificate->x509) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "expected a certificate in DER");
    }

    if (at != der.data + der.size) {
        return wlt_fail(
            error, WALLET_ERR_KEY, (size_t)(at - der.data), "bytes behind the certificate");
    }

    wlt_sha256(der, certificate->digest);
    enum wallet_status status = fill_in(certificate, error);
    if (status == WALLET_OK) {
        status = take(certificate, error);
    }

    (void)wlt_openssl_verdict(WALLET_OK);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(certificate);
    }

    return status;
}

enum wallet_status wlt_certificate_parse(
    struct wallet_bytes der, struct wlt_certificate **out, struct wallet_error *error)
{
    return parse(der, take_key, out, error);
}

enum wallet_status wlt_certificate_parse_any(
    struct wallet_bytes der, struct wlt_certificate **out, struct wallet_error *error)
{
    return parse(der, take_any_key, out, error);
}

enum wallet_status wlt_certificate_append_der(
    const struct wlt_certificate *certificate,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    uint8_t *der = NULL;
    const int size = i2d_X509(certificate->x509, &der);
    const struct wallet_bytes bytes = { der, size > 0 ? (size_t)size : 0 };
    const bool is_appended = bytes.size > 0 && wlt_buffer_append(out, bytes);

    OPENSSL_free(der);
    return is_appended ? WALLET_OK : wlt_fail_memory(error);
}

struct wallet_bytes wlt_certificate_digest(const struct wlt_certificate *certificate)
{
    return (struct wallet_bytes){ certificate->digest, sizeof certificate->digest };
}

const struct wlt_public_key *wlt_certificate_key(const struct wlt_certificate *certificate)
{
    return certificate->key;
}

int64_t wlt_certificate_not_before(const struct wlt_certificate *certificate)
{
    return certificate->not_before;
}

int64_t wlt_certificate_not_after(const struct wlt_certificate *certificate)
{
    return certificate->not_after;
}

bool wlt_certificate_is_authority(const struct wlt_certificate *certificate)
{
    return (X509_get_extension_flags(certificate->x509) & EXFLAG_CA) != 0;
}

bool wlt_certificate_is_self_issued(const struct wlt_certificate *certificate)
{
    return X509_NAME_cmp(
               X509_get_subject_name(certificate->x509), X509_get_issuer_name(certificate->x509)) ==
           0;
}

bool wlt_certificate_names(
    const struct wlt_certificate *certificate, const struct wlt_certificate *issuer)
{
    return X509_check_issued(issuer->x509, certificate->x509) == X509_V_OK;
}

const char *wlt_certificate_country(const struct wlt_certificate *certificate)
{
    return certificate->country;
}

const char *wlt_certificate_organisation(const struct wlt_certificate *certificate)
{
    return certificate->organisation;
}

const char *wlt_certificate_name(const struct wlt_certificate *certificate)
{
    return certificate->name;
}

struct wallet_bytes wlt_certificate_serial(const struct wlt_certificate *certificate)
{
    const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate->x509);
    struct wallet_bytes digits = {
        ASN1_STRING_get0_data(serial),
        (size_t)ASN1_STRING_length(serial),
    };
    if (ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER) {
        return (struct wallet_bytes){ 0 };
    }

    while (digits.size > 0 && digits.data[0] == 0) {
        digits = (struct wallet_bytes){ digits.data + 1, digits.size - 1 };
    }

    return digits;
}

struct wallet_bytes wlt_certificate_key_identifier(const struct wlt_certificate *certificate)
{
    const ASN1_OCTET_STRING *identifier = X509_get0_subject_key_id(certificate->x509);
    if (!identifier) {
        return (struct wallet_bytes){ 0 };
    }

    return (struct wallet_bytes){
        ASN1_STRING_get0_data(identifier),
        (size_t)ASN1_STRING_length(identifier),
    };
}

bool wlt_certificate_has_usage(const struct wlt_certificate *certificate, const char *oid)
{
    char text[OID_SIZE];

    for (int i = 0; i < sk_ASN1_OBJECT_num(certificate->usages); i++) {
        const ASN1_OBJECT *usage = sk_ASN1_OBJECT_value(certificate->usages, i);
        const int size = OBJ_obj2txt(text, sizeof text, usage, 1);
        if (size > 0 && size < (int)sizeof text && strcmp(text, oid) == 0) {
            return true;
        }
    }

    return false;
}

static const char issuer_usage[] = WLT_POLICY_ARC ".1";

/** RFC 5280 section 4.2.1.12 any, RFC 9336 documents, our issuers, EU health certificates. */
static const char *const object_usages[] = {
    "2.5.29.37.0",
    "1.3.6.1.5.5.7.3.36",
    issuer_usage,
    "1.3.6.1.4.1.1847.2021.1.1",
    "1.3.6.1.4.1.1847.2021.1.2",
    "1.3.6.1.4.1.1847.2021.1.3",
    "1.3.6.1.4.1.0.1847.2021.1.1",
    "1.3.6.1.4.1.0.1847.2021.1.2",
    "1.3.6.1.4.1.0.1847.2021.1.3",
};

bool wlt_certificate_signs_objects(const struct wlt_certificate *certificate)
{
    /* All bits are set where there is no such extension. */
    const uint32_t wanted = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION;
    bool holds = !certificate->usages;

    for (size_t i = 0; i < sizeof object_usages / sizeof object_usages[0] && !holds; i++) {
        holds = wlt_certificate_has_usage(certificate, object_usages[i]);
    }

    return holds && (X509_get_key_usage(certificate->x509) & wanted) != 0;
}
