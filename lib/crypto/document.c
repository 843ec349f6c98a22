/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/place.h"

/* ISO/IEC 18013-5 Annex B: the extended key usage of who signs mobile documents. */
#define USAGE_DOCUMENTS "1.0.18013.5.1.2"
#define USAGE_READER    "1.0.18013.5.1.6"

/** Who may issue our licences may issue them in this form, too. */
static bool is_for_documents(const struct wlt_place *place)
{
    return wlt_certificate_has_usage(place->certificate, USAGE_DOCUMENTS) ||
           (place->usages.roles & WALLET_ROLE_ISSUER) != 0;
}

/** It says what it is for, and that is something else. */
static bool has_wrong_eku(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && place->usages.is_there && !is_for_documents(place) &&
           !place->usages.has_any && !place->usages.has_unknown;
}

/**
 * No purpose is named, or one of an ecosystem that is not known here, as those of other documents than
 * driving licences have: RFC 5280 section 4.2.1.12 lets it sign, and the profile asks for more.
 */
static bool is_not_for_documents(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && !is_for_documents(place) && !has_wrong_eku(place);
}

/** It could certify a signer as well, so that refusing it would protect nobody. */
static bool is_leaf_and_authority(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && wlt_place_is_authority(place);
}

/** RFC 5280 section 4.2.1.3: a key that certifies signs nothing else, unless it says so. */
static bool may_only_certify(const struct wlt_place *place)
{
    return is_leaf_and_authority(place) && (place->key_usage & WLT_KU_SIGNING) == 0;
}

static bool names_an_address(const DIST_POINT *point)
{
    const DIST_POINT_NAME *name = point->distpoint;
    const GENERAL_NAMES *names = name && name->type == 0 ? name->name.fullname : NULL;
    bool found = false;

    for (int i = 0; i < sk_GENERAL_NAME_num(names) && !found; i++) {
        found = sk_GENERAL_NAME_value(names, i)->type == GEN_URI;
    }

    return found;
}

static bool has_no_crl_address(const struct wlt_place *place)
{
    CRL_DIST_POINTS *points =
        X509_get_ext_d2i(place->certificate->x509, NID_crl_distribution_points, NULL, NULL);
    bool found = false;

    for (int i = 0; i < sk_DIST_POINT_num(points) && !found; i++) {
        found = names_an_address(sk_DIST_POINT_value(points, i));
    }

    CRL_DIST_POINTS_free(points);
    return !found;
}

static bool has_no_issuer_alt_name(const struct wlt_place *place)
{
    return !wlt_place_has_extension(place, NID_issuer_alt_name);
}

/** The first country of a name; NULL where it has none. */
static const ASN1_STRING *country_of(const X509_NAME *name)
{
    const int at = X509_NAME_get_index_by_NID(name, NID_countryName, -1);
    return at < 0 ? NULL : X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
}

static bool has_other_country(const struct wlt_place *place)
{
    const ASN1_STRING *own = country_of(X509_get_subject_name(place->certificate->x509));
    const ASN1_STRING *issuer = country_of(X509_get_issuer_name(place->certificate->x509));

    return !own || !issuer || ASN1_STRING_cmp(own, issuer) != 0;
}

/* In the order of enum wallet_deviation. */
static const struct wlt_rule rules[] = {
    { WALLET_DEVIATION_WRONG_KEY_USAGE, may_only_certify },
    { WALLET_DEVIATION_WRONG_EKU, has_wrong_eku },
    { WALLET_DEVIATION_NO_CRL_ADDRESS, has_no_crl_address },
    { WALLET_DEVIATION_NO_ISSUER_ALT_NAME, has_no_issuer_alt_name },
    { WALLET_DEVIATION_OTHER_COUNTRY, has_other_country },
    { WALLET_DEVIATION_NOT_FOR_DOCUMENTS, is_not_for_documents },
    { WALLET_DEVIATION_AUTHORITY_SIGNS, is_leaf_and_authority },
};

uint64_t wlt_document_look(const struct wlt_place *place)
{
    return wlt_place_look(place, rules, sizeof rules / sizeof rules[0]);
}

bool wlt_certificate_is_readers(const struct wlt_certificate *certificate)
{
    return wlt_certificate_has_usage(certificate, USAGE_READER) &&
           !wlt_certificate_is_authority(certificate);
}
