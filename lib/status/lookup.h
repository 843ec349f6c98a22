/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_LOOKUP_H
#define WLT_STATUS_LOOKUP_H

#include "status/snapshot.h"

/**
 * Looks up a place in a status list, among the manifests of its issuer and the lists that were published by
 * themselves by somebody whose word counts for it.  Where both have it, a revocation by either stands, and so
 * does a suspension, unless it is the list's and the manifest is newer.
 *
 * \retval WALLET_ERR_UNKNOWN  no such list has this URI
 * \retval WALLET_ERR_REFUSED  the index lies beyond the list
 */
enum wallet_status wlt_status_look_up(
    const struct wallet_status_snapshot *snapshot,
    const struct wlt_status_subject *subject,
    struct wallet_bytes uri,
    uint64_t index,
    struct wlt_status_answer *out);

/**
 * Looks up an identifier in a list of those that are revoked: the value is WALLET_STATUS_INVALID where it
 * stands there, and else WALLET_STATUS_VALID.
 *
 * \retval WALLET_ERR_UNKNOWN  no such list has this URI
 */
enum wallet_status wlt_status_look_up_identifier(
    const struct wallet_status_snapshot *snapshot,
    const struct wlt_status_subject *subject,
    struct wallet_bytes uri,
    struct wallet_bytes identifier,
    struct wlt_status_answer *out);

#endif
