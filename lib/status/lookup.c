/* SPDX-License-Identifier: Apache-2.0 */
#include "status/lookup.h"

#include "base/error.h"
#include "status/list.h"

static struct wlt_status_answer answer_of(const struct wlt_published *published, unsigned value)
{
    return (struct wlt_status_answer){
        .value = value,
        .issued_unix = published->period.issued_unix,
        .fresh_seconds = published->period.fresh_seconds,
        .until_unix = published->period.until_unix,
    };
}

static enum wallet_status look_up_published(
    const struct wallet_status_snapshot *snapshot,
    const struct wlt_status_subject *subject,
    struct wallet_bytes uri,
    uint64_t index,
    struct wlt_status_answer *out)
{
    const struct wlt_published *found = wlt_published_set_find(
        wlt_status_snapshot_published(snapshot), WLT_LIST_STATUS, uri, subject);
    if (!found) {
        return WALLET_ERR_UNKNOWN;
    }

    if (index >= wallet_status_list_count(found->entries)) {
        return WALLET_ERR_REFUSED;
    }

    *out = answer_of(found, wlt_status_list_value(found->entries, (size_t)index));
    return WALLET_OK;
}

/** Revoked is for good; all else may have been taken back since. */
static bool is_worse(const struct wlt_status_answer *answer, const struct wlt_status_answer *other)
{
    return answer->value == WALLET_STATUS_INVALID ||
           (answer->value != WALLET_STATUS_VALID && other->value == WALLET_STATUS_VALID &&
            answer->issued_unix >= other->issued_unix);
}

enum wallet_status wlt_status_look_up(
    const struct wallet_status_snapshot *snapshot,
    const struct wlt_status_subject *subject,
    struct wallet_bytes uri,
    uint64_t index,
    struct wlt_status_answer *out)
{
    struct wlt_status_answer in_manifest = { 0 };
    struct wlt_status_answer in_list = { 0 };

    const enum wallet_status listed =
        wlt_status_snapshot_find(snapshot, subject->issuer, uri, index, &in_manifest);
    const enum wallet_status other = look_up_published(snapshot, subject, uri, index, &in_list);
    const bool is_lists =
        listed == WALLET_ERR_UNKNOWN || (other == WALLET_OK && is_worse(&in_list, &in_manifest));
    *out = is_lists ? in_list : in_manifest;
    return is_lists ? other : listed;
}

enum wallet_status wlt_status_look_up_identifier(
    const struct wallet_status_snapshot *snapshot,
    const struct wlt_status_subject *subject,
    struct wallet_bytes uri,
    struct wallet_bytes identifier,
    struct wlt_status_answer *out)
{
    const struct wlt_published *found = wlt_published_set_find(
        wlt_status_snapshot_published(snapshot), WLT_LIST_IDENTIFIERS, uri, subject);
    if (!found) {
        return WALLET_ERR_UNKNOWN;
    }

    const bool is_there = wlt_identifiers_have(found->identifiers, identifier);
    *out = answer_of(found, is_there ? WALLET_STATUS_INVALID : WALLET_STATUS_VALID);
    return WALLET_OK;
}
