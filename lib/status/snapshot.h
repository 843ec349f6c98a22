/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_SNAPSHOT_H
#define WLT_STATUS_SNAPSHOT_H

#include "status/hot.h"
#include "status/list.h"
#include "status/manifest.h"
#include "status/published_set.h"

/** What is known of one licence. */
struct wlt_status_answer {
    unsigned value;      /* of enum wallet_status_value, or what else a list says */
    int64_t issued_unix; /* of the manifest, or the list where there is none */
    int64_t
        fresh_seconds;  /* for how long its publisher calls it fresh; INT64_MAX: it does not say */
    int64_t until_unix; /* from when on the lists count no more */
};

/**
 * Looks up one licence, among the manifests of its own issuer only.
 *
 * \retval WALLET_ERR_UNKNOWN  no list of this issuer has this URI
 * \retval WALLET_ERR_REFUSED  the index lies beyond the list
 */
enum wallet_status wlt_status_snapshot_find(
    const struct wallet_status_snapshot *snapshot,
    struct wallet_bytes issuer,
    struct wallet_bytes uri,
    uint64_t index,
    struct wlt_status_answer *out);

/** The lists that were published by themselves. */
const struct wlt_published_set *wlt_status_snapshot_published(
    const struct wallet_status_snapshot *snapshot);

#endif
