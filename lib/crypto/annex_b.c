/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/annex_b.h"

#include "base/text.h"
#include "crypto/openssl_error.h"
#include "crypto/place.h"

#include <openssl/evp.h>

#include <string.h>

enum {
    SECONDS_A_DAY = 86400,
    SIGNER_DAYS = 457,
    READER_DAYS = 1187,
    AUTHORITY_DAYS = 20 * 365 + 5, /* 20 years, with the leap days that may lie in them */
    SERIAL_MIN = 8,                /* bytes that 63 random bits take */
    COUNTRY_SIZE = 2,
};

/** What is looked at. */
struct subject {
    X509 *x509;
    const struct wlt_certificate *certificate;
    const struct wlt_certificate *above; /* NULL: not known */
    enum wlt_annex_b_kind kind;
};

static const char *const usages[] = {
    [WLT_ANNEX_B_SIGNER] = "1.0.18013.5.1.2",
    [WLT_ANNEX_B_READER] = "1.0.18013.5.1.6",
    [WLT_ANNEX_B_VICAL] = "1.0.18013.5.1.8",
};

enum wlt_annex_b_kind wlt_annex_b_kind_of(const struct wlt_certificate *certificate)
{
    if (wlt_certificate_is_authority(certificate)) {
        return WLT_ANNEX_B_AUTHORITY;
    }

    if (wlt_certificate_has_usage(certificate, usages[WLT_ANNEX_B_READER])) {
        return WLT_ANNEX_B_READER;
    }

    return wlt_certificate_has_usage(certificate, usages[WLT_ANNEX_B_VICAL]) ? WLT_ANNEX_B_VICAL
                                                                             : WLT_ANNEX_B_SIGNER;
}

bool wlt_annex_b_is_named(const struct wlt_certificate *certificate)
{
    bool found = false;

    for (size_t i = 0; i < sizeof usages / sizeof usages[0]; i++) {
        found = found || (usages[i] && wlt_certificate_has_usage(certificate, usages[i]));
    }

    return found;
}

bool wlt_annex_b_names_issuer(
    const struct wlt_certificate *certificate, const struct wlt_certificate *above)
{
    return X509_NAME_cmp(
               X509_get_issuer_name(certificate->x509), X509_get_subject_name(above->x509)) == 0;
}

static bool is_authority(const struct subject *subject)
{
    return subject->kind == WLT_ANNEX_B_AUTHORITY;
}

static bool is_issuers(const struct subject *subject)
{
    return is_authority(subject) || subject->kind == WLT_ANNEX_B_SIGNER;
}

/** Who issued it, as far as that is known: an authority itself, where nobody stands above it. */
static const struct wlt_certificate *issuer_of(const struct subject *subject)
{
    if (subject->above) {
        return subject->above;
    }

    return wlt_certificate_is_self_issued(subject->certificate) ? subject->certificate : NULL;
}

static const ASN1_STRING *attribute_of(const struct wlt_certificate *certificate, int nid)
{
    const X509_NAME *name = X509_get_subject_name(certificate->x509);
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    return at < 0 ? NULL : X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
}

static bool is_upper_case(uint8_t letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/* ISO 3166-1 alpha-2 in upper case, a PrintableString (RFC 5280 appendix A.1).  None: see document.c. */
static bool has_odd_country(const struct subject *subject)
{
    const ASN1_STRING *country = attribute_of(subject->certificate, NID_countryName);
    if (!country || !is_issuers(subject)) {
        return false;
    }

    const uint8_t *letters = ASN1_STRING_get0_data(country);
    return ASN1_STRING_type(country) != V_ASN1_PRINTABLESTRING ||
           ASN1_STRING_length(country) != COUNTRY_SIZE || !is_upper_case(letters[0]) ||
           !is_upper_case(letters[1]);
}

static bool has_no_common_name(const struct subject *subject)
{
    return !attribute_of(subject->certificate, NID_commonName);
}

static bool has_odd_key_usage(const struct subject *subject)
{
    const uint32_t wanted = is_authority(subject) ? X509v3_KU_KEY_CERT_SIGN | X509v3_KU_CRL_SIGN
                                                  : X509v3_KU_DIGITAL_SIGNATURE;
    return X509_get_key_usage(subject->x509) != wanted;
}

static bool has_odd_path_length(const struct subject *subject)
{
    return is_authority(subject) && X509_get_pathlen(subject->x509) != 0;
}

static bool is_valid_for_long(const struct subject *subject)
{
    static const int64_t days[] = {
        [WLT_ANNEX_B_SIGNER] = SIGNER_DAYS,
        [WLT_ANNEX_B_AUTHORITY] = AUTHORITY_DAYS,
        [WLT_ANNEX_B_READER] = READER_DAYS,
        [WLT_ANNEX_B_VICAL] = INT32_MAX, /* not told */
    };
    const int64_t from = wlt_certificate_not_before(subject->certificate);

    return wlt_certificate_not_after(subject->certificate) - from >
           days[subject->kind] * SECONDS_A_DAY;
}

static const X509_EXTENSION *extension_of(const struct subject *subject, int nid)
{
    const int at = X509_get_ext_by_NID(subject->x509, nid, -1);
    return at < 0 ? NULL : X509_get_ext(subject->x509, at);
}

static bool has_uncritical_eku(const struct subject *subject)
{
    const X509_EXTENSION *extension = extension_of(subject, NID_ext_key_usage);
    const bool must_be = subject->kind == WLT_ANNEX_B_SIGNER || subject->kind == WLT_ANNEX_B_READER;
    return must_be && extension && X509_EXTENSION_get_critical(extension) == 0;
}

static bool has_extra_eku(const struct subject *subject)
{
    return !is_authority(subject) && sk_ASN1_OBJECT_num(subject->certificate->usages) > 1;
}

static bool has_odd_crl_fields(const struct subject *subject)
{
    CRL_DIST_POINTS *points =
        X509_get_ext_d2i(subject->x509, NID_crl_distribution_points, NULL, NULL);
    bool found = false;

    for (int i = 0; i < sk_DIST_POINT_num(points); i++) {
        const DIST_POINT *point = sk_DIST_POINT_value(points, i);
        found = found || point->reasons || point->CRLissuer;
    }

    CRL_DIST_POINTS_free(points);
    return found;
}

/* B.1.1: "The following extensions shall not be used". */
static bool is_forbidden(int nid)
{
    return nid == NID_policy_mappings || nid == NID_name_constraints ||
           nid == NID_policy_constraints || nid == NID_inhibit_any_policy ||
           nid == NID_freshest_crl;
}

static bool may_be_critical(int nid)
{
    return nid == NID_key_usage || nid == NID_basic_constraints || nid == NID_ext_key_usage;
}

static int nid_of(X509_EXTENSION *extension)
{
    return OBJ_obj2nid(X509_EXTENSION_get_object(extension));
}

static bool has_forbidden_extension(const struct subject *subject)
{
    bool found = false;

    for (int i = 0; i < X509_get_ext_count(subject->x509); i++) {
        found = found || is_forbidden(nid_of(X509_get_ext(subject->x509, i)));
    }

    return found;
}

/* Tables B.1 to B.7: key usage, basic constraints, extended key usage; those that shall not be there are told. */
static bool has_odd_critical(const struct subject *subject)
{
    bool found = false;

    for (int i = 0; i < X509_get_ext_count(subject->x509); i++) {
        X509_EXTENSION *extension = X509_get_ext(subject->x509, i);
        const int nid = nid_of(extension);
        found = found || (X509_EXTENSION_get_critical(extension) != 0 && !may_be_critical(nid) &&
                          !is_forbidden(nid) && X509_supported_extension(extension) == 1);
    }

    return found;
}

static struct wallet_bytes bytes_of(const ASN1_STRING *string)
{
    return (struct wallet_bytes){ ASN1_STRING_get0_data(string),
                                  (size_t)ASN1_STRING_length(string) };
}

/* RFC 5280 section 4.2.1.2 method 1: SHA-1 of the key, as a name and for nothing else. */
static bool has_odd_ski(const struct subject *subject)
{
    const ASN1_OCTET_STRING *ski = X509_get0_subject_key_id(subject->x509);
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    return ski && X509_pubkey_digest(subject->x509, EVP_sha1(), digest, &size) == 1 &&
           !wlt_bytes_equal(bytes_of(ski), (struct wallet_bytes){ digest, size });
}

static bool has_odd_aki(const struct subject *subject)
{
    const struct wlt_certificate *issuer = issuer_of(subject);
    const ASN1_OCTET_STRING *aki = X509_get0_authority_key_id(subject->x509);
    const ASN1_OCTET_STRING *ski = issuer ? X509_get0_subject_key_id(issuer->x509) : NULL;

    return aki && ski && !wlt_bytes_equal(bytes_of(aki), bytes_of(ski));
}

/** One that is none at all is told elsewhere. */
static bool has_short_serial(const struct subject *subject)
{
    const size_t size = wlt_certificate_serial(subject->certificate).size;
    return size > 0 && size < SERIAL_MIN;
}

static bool has_odd_key(const struct subject *subject)
{
    const enum wlt_key_kind kind = wlt_public_key_kind(wlt_certificate_key(subject->certificate));

    switch (kind) {
    case WLT_KEY_P256:
    case WLT_KEY_P384:
    case WLT_KEY_P521:
    case WLT_KEY_BRAINPOOL_256:
    case WLT_KEY_BRAINPOOL_320:
    case WLT_KEY_BRAINPOOL_384:
    case WLT_KEY_BRAINPOOL_512: return false;
    case WLT_KEY_ED25519:
    case WLT_KEY_ED448: return subject->kind != WLT_ANNEX_B_SIGNER; /* Table B.3 alone */
    case WLT_KEY_SM2:
    case WLT_KEY_RSA: break;
    }

    return true;
}

static bool has_odd_signature(const struct subject *subject)
{
    const int kind = X509_get_signature_nid(subject->x509);
    return kind != NID_ecdsa_with_SHA256 && kind != NID_ecdsa_with_SHA384 &&
           kind != NID_ecdsa_with_SHA512;
}

static bool has_odd_issuer_alt_name(const struct subject *subject)
{
    GENERAL_NAMES *names = X509_get_ext_d2i(subject->x509, NID_issuer_alt_name, NULL, NULL);
    bool can_be_reached = !names;

    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        const int type = sk_GENERAL_NAME_value(names, i)->type;
        can_be_reached = can_be_reached || type == GEN_EMAIL || type == GEN_URI;
    }

    GENERAL_NAMES_free(names);
    return is_issuers(subject) && !can_be_reached;
}

/* Table B.3: stateOrProvinceName, where the authority has one, is of the same value; in whichever kind of string. */
static bool is_of_other_state(const struct subject *subject)
{
    const ASN1_STRING *above =
        subject->above ? attribute_of(subject->above, NID_stateOrProvinceName) : NULL;
    const ASN1_STRING *own = attribute_of(subject->certificate, NID_stateOrProvinceName);

    return subject->kind == WLT_ANNEX_B_SIGNER && above &&
           (!own || !wlt_bytes_equal(bytes_of(own), bytes_of(above)));
}

/* Table B.1: a root, whose subject is its issuer and whose own key signed it; what is below one, by that. */
static bool is_signed_by_others(const struct subject *subject)
{
    const struct wlt_certificate *issuer = issuer_of(subject);
    if (is_authority(subject) && !wlt_certificate_is_self_issued(subject->certificate)) {
        return true;
    }

    return issuer && X509_verify(subject->x509, X509_get0_pubkey(issuer->x509)) != 1;
}

static bool (*const rules[WLT_ANNEX_B_COUNT])(const struct subject *subject) = {
    [WLT_ANNEX_B_COUNTRY_FORM] = has_odd_country,
    [WLT_ANNEX_B_NO_COMMON_NAME] = has_no_common_name,
    [WLT_ANNEX_B_KEY_USAGE] = has_odd_key_usage,
    [WLT_ANNEX_B_PATH_LENGTH] = has_odd_path_length,
    [WLT_ANNEX_B_VALIDITY] = is_valid_for_long,
    [WLT_ANNEX_B_EKU_NOT_CRITICAL] = has_uncritical_eku,
    [WLT_ANNEX_B_EXTRA_EKU] = has_extra_eku,
    [WLT_ANNEX_B_CRL_FIELDS] = has_odd_crl_fields,
    [WLT_ANNEX_B_FORBIDDEN_EXTENSION] = has_forbidden_extension,
    [WLT_ANNEX_B_CRITICAL_EXTENSION] = has_odd_critical,
    [WLT_ANNEX_B_SKI_VALUE] = has_odd_ski,
    [WLT_ANNEX_B_AKI_VALUE] = has_odd_aki,
    [WLT_ANNEX_B_SHORT_SERIAL] = has_short_serial,
    [WLT_ANNEX_B_KEY_KIND] = has_odd_key,
    [WLT_ANNEX_B_SIGNATURE_KIND] = has_odd_signature,
    [WLT_ANNEX_B_ISSUER_ALT_NAME] = has_odd_issuer_alt_name,
    [WLT_ANNEX_B_STATE] = is_of_other_state,
    [WLT_ANNEX_B_SIGNED_BY_OTHERS] = is_signed_by_others,
};

uint32_t wlt_annex_b_look(
    const struct wlt_certificate *certificate,
    const struct wlt_certificate *above,
    enum wlt_annex_b_kind kind)
{
    const struct subject subject = { certificate->x509, certificate, above, kind };
    uint32_t departures = 0;

    for (unsigned i = 0; i < WLT_ANNEX_B_COUNT; i++) {
        departures |= rules[i](&subject) ? UINT32_C(1) << i : 0;
    }

    (void)wlt_openssl_verdict(WALLET_OK);
    return departures;
}
