/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/policy.h"
#include "trust/key.h"
#include "trust/trust.h"

#include <string.h>

enum {
    DIVISION_AT = 2, /* in a USCC, counted from 0: GB 32100-2015 */
};

const struct wlt_public_key *wlt_signatory_key(const struct wlt_signatory *signatory)
{
    if (signatory->entry) {
        return wlt_entry_key(signatory->entry);
    }

    return signatory->file ? wlt_key_public(signatory->file)
                           : wlt_certificate_key(signatory->certificate);
}

const char *wlt_signatory_id(const struct wlt_signatory *signatory)
{
    if (signatory->entry) {
        return signatory->entry->owner.issuer;
    }

    return signatory->file ? wallet_key_issuer(signatory->file)
                           : wlt_certificate_organisation(signatory->certificate);
}

static const char *entry_name(const struct wlt_entry *entry, enum wallet_language language)
{
    const char *name = language == WALLET_CHINESE ? entry->owner.name_zh : entry->owner.name_en;
    return name ? name : "";
}

const char *wlt_signatory_name(const struct wlt_signatory *signatory, enum wallet_language language)
{
    if (signatory->entry) {
        return entry_name(signatory->entry, language);
    }

    return signatory->file ? wallet_key_issuer_name(signatory->file, language)
                           : wlt_certificate_name(signatory->certificate);
}

const struct wlt_certificate *wlt_signatory_certificate(const struct wlt_signatory *signatory)
{
    const struct wlt_entry *entry = signatory->entry;
    return entry && entry->chain_count > 0 ? entry->chain[0] : signatory->certificate;
}

bool wlt_signatory_has_role(const struct wlt_signatory *signatory, enum wallet_role role)
{
    return signatory->entry && (signatory->entry->roles & (unsigned)role) != 0;
}

bool wlt_signatory_allows_type(const struct wlt_signatory *signatory, struct wallet_bytes type_code)
{
    if (signatory->entry) {
        return wlt_signatory_has_role(signatory, WALLET_ROLE_ISSUER) &&
               wlt_owner_allows_type(&signatory->entry->owner, type_code);
    }

    if (signatory->file) {
        return wlt_key_allows_type(signatory->file, type_code);
    }

    return type_code.size == 0;
}

bool wlt_signatory_covers(const struct wlt_signatory *signatory, struct wallet_bytes issuer)
{
    const char *region = signatory->entry ? signatory->entry->region : "";
    const size_t size = strlen(region);

    return size == 0 || (issuer.size >= DIVISION_AT + size &&
                         memcmp(issuer.data + DIVISION_AT, region, size) == 0);
}

enum wlt_standing wlt_signatory_standing(const struct wlt_signatory *signatory, int64_t signed_unix)
{
    const struct wlt_entry *entry = signatory->entry;
    if (!entry) {
        return WLT_STANDING_GOOD;
    }

    /* First of all: a thief may give any time. */
    if (entry->state == WALLET_TRUST_COMPROMISED && signed_unix >= entry->state_unix) {
        return WLT_STANDING_COMPROMISED;
    }

    if (signed_unix < entry->from_unix) {
        return WLT_STANDING_EARLY;
    }

    if (entry->until_unix > 0 && signed_unix >= entry->until_unix) {
        return WLT_STANDING_LATE;
    }

    if (entry->state == WALLET_TRUST_RETIRED && signed_unix >= entry->state_unix) {
        return WLT_STANDING_RETIRED;
    }

    return entry->state == WALLET_TRUST_COMPROMISED ? WLT_STANDING_DOUBTFUL : WLT_STANDING_GOOD;
}

bool wlt_signatory_is_bounded(const struct wlt_signatory *signatory)
{
    const struct wlt_entry *entry = signatory->entry;
    return entry && (entry->from_unix > 0 || entry->until_unix > 0 || entry->chain_count > 0 ||
                     entry->state != WALLET_TRUST_ACTIVE);
}

enum wallet_status wlt_signatory_check_path(
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wlt_entry *entry = signatory->entry;
    if (!entry || entry->chain_count == 0) {
        return WALLET_OK;
    }

    const struct wlt_certificate *const *chain = wlt_entry_chain(entry);
    return wlt_trust_check_path(trust, chain[0], chain + 1, entry->chain_count - 1, at_unix, error);
}

enum wallet_status wlt_signatory_check_profile(
    const struct wlt_signatory *signatory, enum wallet_role role, struct wallet_error *error)
{
    const struct wlt_entry *entry = signatory->entry;
    if (!entry || (entry->fit_roles & (unsigned)role) != 0) {
        return WALLET_OK;
    }

    /* Only who is refused waits for a second look, which tells why. */
    return wlt_policy_check(wlt_entry_chain(entry), entry->chain_count, role, NULL, error);
}

bool wlt_signatory_holds_at(const struct wlt_signatory *signatory, int64_t unix_time)
{
    return !signatory->certificate ||
           (unix_time >= wlt_certificate_not_before(signatory->certificate) &&
            unix_time <= wlt_certificate_not_after(signatory->certificate));
}
