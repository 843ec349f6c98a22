/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/vical.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

void wallet_vical_free(struct wallet_vical *vical)
{
    if (!vical) {
        return;
    }

    for (size_t i = 0; i < vical->count; i++) {
        wlt_vical_entry_clear(&vical->entries[i]);
    }

    wlt_free(vical->entries);
    wlt_free(vical->provider);
    wlt_free(vical);
}

const char *wallet_vical_provider(const struct wallet_vical *vical)
{
    return vical->provider;
}

int64_t wallet_vical_issued(const struct wallet_vical *vical)
{
    return vical->issued_unix;
}

int64_t wallet_vical_next_update(const struct wallet_vical *vical)
{
    return vical->next_unix;
}

uint64_t wallet_vical_issue_id(const struct wallet_vical *vical)
{
    return vical->issue_id;
}

size_t wallet_vical_count(const struct wallet_vical *vical)
{
    return vical->count;
}

size_t wallet_vical_skipped_count(const struct wallet_vical *vical)
{
    return vical->skipped_count;
}

void wallet_vical_at(const struct wallet_vical *vical, size_t index, struct wallet_vical_entry *out)
{
    const struct wlt_vical_entry *entry = &vical->entries[index];

    *out = (struct wallet_vical_entry){
        .name = wlt_certificate_name(entry->certificate),
        .authority = entry->authority,
        .country = entry->country,
        .state = entry->state,
        .doc_types = (const char *const *)entry->doc_types,
        .doc_type_count = entry->doc_type_count,
        .from_unix = wlt_certificate_not_before(entry->certificate),
        .until_unix = wlt_certificate_not_after(entry->certificate),
    };
}

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

enum wallet_status wallet_vical_check_successor(
    const struct wallet_vical *vical, const struct wallet_vical *seen, struct wallet_error *error)
{
    if (!vical || !seen) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (strcmp(vical->provider, seen->provider) != 0) {
        return refuse(error, "it is another provider's");
    }

    const bool are_numbered = vical->has_issue_id && seen->has_issue_id;
    if (vical->issued_unix < seen->issued_unix ||
        (are_numbered && vical->issue_id < seen->issue_id)) {
        return refuse(error, "it is older than the one that was seen before");
    }

    /* Two of one issue: somebody shows different people different lists. */
    const bool is_same_issue =
        are_numbered ? vical->issue_id == seen->issue_id : vical->issued_unix == seen->issued_unix;
    if (is_same_issue && memcmp(vical->digest, seen->digest, sizeof vical->digest) != 0) {
        return refuse(error, "another one of the same issue was seen before");
    }

    return WALLET_OK;
}
