/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_PUBLISHED_H
#define WLT_STATUS_PUBLISHED_H

#include <wallet/status_list.h>

#include "status/claims.h"
#include "status/identifiers.h"
#include "status/publisher.h"

/** A list that was published by itself: a status list or a list of identifiers, and who signed it. */
struct wlt_published {
    enum wlt_list_kind kind;
    char *uri;
    struct wlt_publisher publisher;
    struct wlt_status_period period;
    struct wallet_status_list *entries;  /* of a status list; else NULL */
    struct wlt_identifiers *identifiers; /* of those that are revoked; else NULL */
};

/** Releases it.  NULL is allowed. */
void wlt_published_free(struct wlt_published *published);

/** Which kind of list a token calls itself; false where it is none. */
bool wlt_published_kind(struct wallet_bytes token, enum wlt_list_kind *out);

/**
 * Reads and verifies a list of either kind.  Its time is the caller's to judge, and so is for whose documents
 * the publisher's word counts.
 *
 * Results as wallet_status_snapshot_add_list().
 */
enum wallet_status wlt_published_open(
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    struct wlt_published **out,
    struct wallet_error *error);

/** Writes what is told of it. */
void wlt_published_describe(
    const struct wlt_published *published, struct wallet_status_list_facts *out);

#endif
