/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/policy.h"

#include "base/error.h"
#include "crypto/openssl_error.h"
#include "crypto/place.h"

_Static_assert(WALLET_CHAIN_MAX == (int)WLT_CHAIN_MAX, "one limit, two names");
_Static_assert(WALLET_DEVIATION_COUNT <= 64, "each deviation has its bit");

bool wlt_place_is_leaf(const struct wlt_place *place)
{
    return place->index == 0;
}

bool wlt_place_is_authority(const struct wlt_place *place)
{
    return wlt_certificate_is_authority(place->certificate);
}

bool wlt_place_is_self_issued(const struct wlt_place *place)
{
    return wlt_certificate_is_self_issued(place->certificate);
}

bool wlt_place_has_extension(const struct wlt_place *place, int nid)
{
    return X509_get_ext_by_NID(place->certificate->x509, nid, -1) >= 0;
}

uint64_t wlt_place_look(
    const struct wlt_place *place, const struct wlt_rule *rules, size_t rule_count)
{
    uint64_t deviations = 0;

    for (size_t i = 0; i < rule_count; i++) {
        if (rules[i].is_so(place)) {
            deviations |= UINT64_C(1) << rules[i].deviation;
        }
    }

    return deviations;
}

uint64_t wlt_policy_look(
    const struct wlt_certificate *const *chain, size_t count, size_t index, unsigned roles)
{
    const bool is_for_documents = roles == WLT_POLICY_DOCUMENTS;
    const struct wlt_place place = {
        .certificate = chain[index],
        .above = index + 1 < count ? chain[index + 1] : NULL,
        .index = index,
        .roles = is_for_documents ? 0 : roles,
        .key_usage = X509_get_key_usage(chain[index]->x509),
        .usages = wlt_usages_read(chain[index]),
    };

    uint64_t deviations = wlt_form_look(&place);
    if (is_for_documents) {
        deviations |= wlt_document_look(&place);
    } else if (roles != 0) {
        deviations |= wlt_profile_look(&place);
    }

    (void)wlt_openssl_verdict(WALLET_OK);
    return deviations;
}

/** The first grave one; NONE if there is none. */
static enum wallet_deviation find_grave(uint64_t deviations)
{
    for (unsigned i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        const enum wallet_deviation deviation = (enum wallet_deviation)i;
        if ((deviations >> i & 1) != 0 && wallet_deviation_is_grave(deviation)) {
            return deviation;
        }
    }

    return WALLET_DEVIATION_NONE;
}

enum wallet_status wlt_policy_check(
    const struct wlt_certificate *const *chain,
    size_t count,
    unsigned roles,
    uint64_t deviations[WLT_CHAIN_MAX],
    struct wallet_error *error)
{
    enum wallet_deviation worst = WALLET_DEVIATION_NONE;
    size_t culprit = 0;

    for (size_t i = 0; i < WLT_CHAIN_MAX; i++) {
        const uint64_t found = i < count ? wlt_policy_look(chain, count, i, roles) : 0;
        if (deviations) {
            deviations[i] = found;
        }

        if (worst == WALLET_DEVIATION_NONE) {
            worst = find_grave(found);
            culprit = i;
        }
    }

    if (worst == WALLET_DEVIATION_NONE) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_REFUSED,
        WALLET_NO_OFFSET,
        "certificate %zu of the path: '%s'",
        culprit,
        wallet_deviation_name(worst));
}

unsigned wlt_policy_fit_roles(const struct wlt_certificate *const *chain, size_t count)
{
    /* A leaf that does not name a role is not fit for it: most need not be looked at. */
    const unsigned named = wlt_usages_read(chain[0]).roles;
    unsigned fit = 0;

    for (unsigned role = 1; role <= named; role <<= 1) {
        if ((named & role) != 0 && wlt_policy_check(chain, count, role, NULL, NULL) == WALLET_OK) {
            fit |= role;
        }
    }

    return fit;
}
