/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/text.h"
#include "crypto/place.h"

#include <string.h>

enum {
    SECONDS_A_YEAR = 366 * 86400,
    YEARS_LEAF = 3,
    YEARS_AUTHORITY = 10,
    YEARS_ROOT = 30,
    CERTIFYING = X509v3_KU_KEY_CERT_SIGN | X509v3_KU_CRL_SIGN,
};

static bool has_foreign_key(const struct wlt_place *place)
{
    return wlt_algorithm_is_foreign(
        wlt_public_key_algorithm(wlt_certificate_key(place->certificate)));
}

static bool has_no_country(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) &&
           strcmp(wlt_certificate_country(place->certificate), "CN") != 0;
}

static int find_organisation(const struct wlt_place *place, int behind)
{
    return X509_NAME_get_index_by_NID(
        X509_get_subject_name(place->certificate->x509), NID_organizationIdentifier, behind);
}

static bool has_no_organisation(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && find_organisation(place, -1) < 0;
}

static bool has_bad_organisation(const struct wlt_place *place)
{
    const int first = find_organisation(place, -1);
    if (!wlt_place_is_leaf(place) || first < 0) {
        return false;
    }

    const char *code = wlt_certificate_organisation(place->certificate);
    const enum wallet_finding finding = wallet_uscc_check(wlt_bytes_of(code));
    return find_organisation(place, first) >= 0 ||
           (finding != WALLET_FINDING_NONE && !wallet_finding_is_advisory(finding));
}

static bool has_no_key_usage(const struct wlt_place *place)
{
    return !wlt_place_has_extension(place, NID_key_usage);
}

static bool has_extra_key_usage(const struct wlt_place *place)
{
    const uint32_t useful = wlt_place_is_leaf(place) ? WLT_KU_SIGNING : WLT_KU_SIGNING | CERTIFYING;
    return wlt_place_has_extension(place, NID_key_usage) && (place->key_usage & ~useful) != 0;
}

static bool has_no_eku(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && !place->usages.is_there;
}

/** An authority without extended key usages is not bound by any; "any" stands for a leaf's role never. */
static bool has_wrong_eku(const struct wlt_place *place)
{
    const struct wlt_usages *usages = &place->usages;
    const bool fits = (place->roles & ~usages->roles) == 0;

    return usages->is_there && !fits && (wlt_place_is_leaf(place) || !usages->has_any);
}

static bool has_extra_eku(const struct wlt_place *place)
{
    const struct wlt_usages *usages = &place->usages;

    return wlt_place_is_leaf(place) &&
           (usages->has_any || usages->has_others || (usages->roles & ~place->roles) != 0);
}

static bool is_leaf_and_authority(const struct wlt_place *place)
{
    return wlt_place_is_leaf(place) && wlt_place_is_authority(place);
}

static bool has_no_path_length(const struct wlt_place *place)
{
    return wlt_place_is_authority(place) && !wlt_place_is_self_issued(place) &&
           X509_get_pathlen(place->certificate->x509) < 0;
}

static bool is_valid_for_long(const struct wlt_place *place)
{
    const int64_t begin = wlt_certificate_not_before(place->certificate);
    const int64_t end = wlt_certificate_not_after(place->certificate);
    int64_t years = YEARS_LEAF;

    if (wlt_place_is_authority(place)) {
        years = wlt_place_is_self_issued(place) ? YEARS_ROOT : YEARS_AUTHORITY;
    }

    return end - begin > years * SECONDS_A_YEAR;
}

/* In the order of enum wallet_deviation. */
static const struct wlt_rule rules[] = {
    { WALLET_DEVIATION_KEY_TYPE, has_foreign_key },
    { WALLET_DEVIATION_NO_COUNTRY, has_no_country },
    { WALLET_DEVIATION_NO_ORGANISATION_IDENTIFIER, has_no_organisation },
    { WALLET_DEVIATION_BAD_ORGANISATION_IDENTIFIER, has_bad_organisation },
    { WALLET_DEVIATION_NO_KEY_USAGE, has_no_key_usage },
    { WALLET_DEVIATION_EXTRA_KEY_USAGE, has_extra_key_usage },
    { WALLET_DEVIATION_NO_EKU, has_no_eku },
    { WALLET_DEVIATION_WRONG_EKU, has_wrong_eku },
    { WALLET_DEVIATION_EXTRA_EKU, has_extra_eku },
    { WALLET_DEVIATION_LEAF_IS_AUTHORITY, is_leaf_and_authority },
    { WALLET_DEVIATION_NO_PATH_LENGTH, has_no_path_length },
    { WALLET_DEVIATION_LONG_VALIDITY, is_valid_for_long },
};

uint64_t wlt_profile_look(const struct wlt_place *place)
{
    return wlt_place_look(place, rules, sizeof rules / sizeof rules[0]);
}
