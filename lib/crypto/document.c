/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/place.h"

/* ISO/IEC 18013-5 Annex B: the extended key usage of who signs mobile documents. */
#define USAGE_DOCUMENTS "1.0.18013.5.1.2"

static bool has_no_eku(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && !place->usages.is_there;
}

/** Who may issue our licences may issue them in this form, too. */
static bool has_wrong_eku(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && place->usages.is_there &&
           !wlt_certificate_has_usage(place->certificate, USAGE_DOCUMENTS) &&
           (place->usages.roles & WALLET_ROLE_ISSUER) == 0;
}

static bool is_leaf_and_authority(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && wlt_place_is_authority(place);
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
    { WALLET_DEVIATION_NO_EKU, has_no_eku },
    { WALLET_DEVIATION_WRONG_EKU, has_wrong_eku },
    { WALLET_DEVIATION_LEAF_IS_AUTHORITY, is_leaf_and_authority },
    { WALLET_DEVIATION_NO_CRL_ADDRESS, has_no_crl_address },
    { WALLET_DEVIATION_NO_ISSUER_ALT_NAME, has_no_issuer_alt_name },
    { WALLET_DEVIATION_OTHER_COUNTRY, has_other_country },
};

uint64_t wlt_document_look(const struct wlt_place *place)
{
    return wlt_place_look(place, rules, sizeof rules / sizeof rules[0]);
}
