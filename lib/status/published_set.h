/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_PUBLISHED_SET_H
#define WLT_STATUS_PUBLISHED_SET_H

#include "status/published.h"

/** Lists that were published by themselves, in order of their kind and URI.  Start with `= { 0 }`. */
struct wlt_published_set {
    struct wlt_published **items;
    size_t count;
    size_t capacity;
};

/** Releases all of them. */
void wlt_published_set_clear(struct wlt_published_set *set);

/**
 * Adds a list, which the set owns then; it takes the place of an older one of the same publisher and URI.
 *
 * \retval WALLET_ERR_REFUSED  it is older than the one that is there (rollback)
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_published_set_add(
    struct wlt_published_set *set, struct wlt_published *published, struct wallet_error *error);

/** The newest of those with this URI whose publisher's word counts for the subject; NULL if there is none. */
const struct wlt_published *wlt_published_set_find(
    const struct wlt_published_set *set,
    enum wlt_list_kind kind,
    struct wallet_bytes uri,
    const struct wlt_status_subject *subject);

#endif
