/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/place.h"

#include <time.h>

enum {
    SERIAL_SIZE_MAX = 20,    /* RFC 5280 section 4.1.2.2 */
    YEAR_GENERALIZED = 2050, /* RFC 5280 section 4.1.2.5: UTCTime before */
    TM_YEAR_ZERO = 1900,
};

static bool has_flag(const struct wlt_place *place, uint32_t flag)
{
    return (X509_get_extension_flags(place->certificate->x509) & flag) != 0;
}

static bool has_uncritical(const struct wlt_place *place, int nid)
{
    const int at = X509_get_ext_by_NID(place->certificate->x509, nid, -1);
    return at >= 0 && X509_EXTENSION_get_critical(X509_get_ext(place->certificate->x509, at)) == 0;
}

static bool is_of_another_version(const struct wlt_place *place)
{
    return X509_get_version(place->certificate->x509) != X509_VERSION_3;
}

static bool has_odd_serial(const struct wlt_place *place)
{
    const ASN1_INTEGER *serial = X509_get0_serialNumber(place->certificate->x509);
    const int size = ASN1_STRING_length(serial);
    const bool is_zero = size == 0 || (size == 1 && ASN1_STRING_get0_data(serial)[0] == 0);

    return is_zero || ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER || size > SERIAL_SIZE_MAX;
}

static bool is_weak_digest(int digest)
{
    return digest == NID_sha1 || digest == NID_md5 || digest == NID_md4 || digest == NID_md2;
}

/** An own signature proves nothing, so nothing is asked of it. */
static bool has_weak_digest(const struct wlt_place *place)
{
    int digest = NID_undef;
    (void)X509_get_signature_info(place->certificate->x509, &digest, NULL, NULL, NULL);
    return !has_flag(place, EXFLAG_SS) && is_weak_digest(digest);
}

static bool is_allowed(int digest, int kind, bool is_foreign)
{
    switch (kind) {
    case NID_ED25519: return true;
    case NID_sm2: return digest == NID_sm3;
    case NID_X9_62_id_ecPublicKey:
        return digest == NID_sha256 || digest == NID_sha384 || (is_foreign && digest == NID_sha512);
    case NID_rsaEncryption:
    case NID_rsassaPss:
        return is_foreign && (digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512);
    default: return false;
    }
}

static bool has_odd_signature(const struct wlt_place *place)
{
    int digest = NID_undef;
    int kind = NID_undef;
    const bool is_known =
        X509_get_signature_info(place->certificate->x509, &digest, &kind, NULL, NULL) == 1;

    return !has_flag(place, EXFLAG_SS) && !is_weak_digest(digest) &&
           !(is_known && is_allowed(digest, kind, place->roles == 0));
}

static bool has_no_subject(const struct wlt_place *place)
{
    return X509_NAME_entry_count(X509_get_subject_name(place->certificate->x509)) == 0;
}

static bool has_wrong_key_usage(const struct wlt_place *place)
{
    uint32_t enough = X509v3_KU_DIGITAL_SIGNATURE;

    if (!wlt_place_is_leaf(place)) {
        enough = X509v3_KU_KEY_CERT_SIGN;
    } else if (place->roles == 0) {
        enough = wlt_place_is_authority(place) ? WLT_KU_SIGNING | X509v3_KU_KEY_CERT_SIGN
                                               : WLT_KU_SIGNING;
    }

    return (place->key_usage & enough) == 0;
}

static bool has_uncritical_key_usage(const struct wlt_place *place)
{
    return has_uncritical(place, NID_key_usage);
}

static bool is_no_authority(const struct wlt_place *place)
{
    return !wlt_place_is_leaf(place) && !wlt_place_is_authority(place);
}

static bool has_uncritical_constraints(const struct wlt_place *place)
{
    return wlt_place_is_authority(place) && has_uncritical(place, NID_basic_constraints);
}

static bool has_no_ski(const struct wlt_place *place)
{
    return !wlt_place_has_extension(place, NID_subject_key_identifier);
}

static bool has_no_aki(const struct wlt_place *place)
{
    return !wlt_place_is_self_issued(place) &&
           !wlt_place_has_extension(place, NID_authority_key_identifier);
}

static bool is_backwards(const struct wlt_place *place)
{
    return wlt_certificate_not_after(place->certificate) <
           wlt_certificate_not_before(place->certificate);
}

static bool outlives_issuer(const struct wlt_place *place)
{
    return place->above && (wlt_certificate_not_before(place->certificate) <
                                wlt_certificate_not_before(place->above) ||
                            wlt_certificate_not_after(place->certificate) >
                                wlt_certificate_not_after(place->above));
}

static bool is_odd_time(const ASN1_TIME *time)
{
    struct tm parts;
    return ASN1_STRING_type(time) == V_ASN1_GENERALIZEDTIME && ASN1_TIME_to_tm(time, &parts) == 1 &&
           parts.tm_year < YEAR_GENERALIZED - TM_YEAR_ZERO;
}

static bool has_odd_time(const struct wlt_place *place)
{
    return is_odd_time(X509_get0_notBefore(place->certificate->x509)) ||
           is_odd_time(X509_get0_notAfter(place->certificate->x509));
}

static bool has_unknown_critical(const struct wlt_place *place)
{
    return has_flag(place, EXFLAG_CRITICAL);
}

/* RFC 5280 section 4.2: not more than one instance of an extension. */
static bool has_broken_extension(const struct wlt_place *place)
{
    const X509 *x509 = place->certificate->x509;

    for (int i = 0; i < X509_get_ext_count(x509); i++) {
        const ASN1_OBJECT *name = X509_EXTENSION_get_object(X509_get_ext(x509, i));
        if (X509_get_ext_by_OBJ(x509, name, i) >= 0) {
            return true;
        }
    }

    return has_flag(place, EXFLAG_INVALID);
}

/**
 * Anybody can spell another way what the signature does not cover, and so give the certificate
 * another digest, by which it is known.
 */
static bool is_not_der(const struct wlt_place *place)
{
    uint8_t digest[WLT_SHA256_SIZE];
    uint8_t *der = NULL;
    const int size = i2d_X509(place->certificate->x509, &der);
    if (size <= 0) {
        return true;
    }

    wlt_sha256((struct wallet_bytes){ der, (size_t)size }, digest);
    OPENSSL_free(der);
    return !wlt_bytes_equal(
        (struct wallet_bytes){ digest, sizeof digest }, wlt_certificate_digest(place->certificate));
}

/* In the order of enum wallet_deviation. */
static const struct wlt_rule rules[] = {
    { WALLET_DEVIATION_VERSION, is_of_another_version },
    { WALLET_DEVIATION_SERIAL_NUMBER, has_odd_serial },
    { WALLET_DEVIATION_SIGNATURE_ALGORITHM, has_odd_signature },
    { WALLET_DEVIATION_WEAK_DIGEST, has_weak_digest },
    { WALLET_DEVIATION_NO_SUBJECT, has_no_subject },
    { WALLET_DEVIATION_WRONG_KEY_USAGE, has_wrong_key_usage },
    { WALLET_DEVIATION_KEY_USAGE_NOT_CRITICAL, has_uncritical_key_usage },
    { WALLET_DEVIATION_NOT_AUTHORITY, is_no_authority },
    { WALLET_DEVIATION_BASIC_CONSTRAINTS_NOT_CRITICAL, has_uncritical_constraints },
    { WALLET_DEVIATION_NO_SKI, has_no_ski },
    { WALLET_DEVIATION_NO_AKI, has_no_aki },
    { WALLET_DEVIATION_VALIDITY_BACKWARDS, is_backwards },
    { WALLET_DEVIATION_OUTLIVES_ISSUER, outlives_issuer },
    { WALLET_DEVIATION_TIME_FORM, has_odd_time },
    { WALLET_DEVIATION_UNKNOWN_CRITICAL, has_unknown_critical },
    { WALLET_DEVIATION_BROKEN_EXTENSION, has_broken_extension },
    { WALLET_DEVIATION_NOT_DER, is_not_der },
};

uint64_t wlt_form_look(const struct wlt_place *place)
{
    return wlt_place_look(place, rules, sizeof rules / sizeof rules[0]);
}
