/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_SOURCE_H
#define WLT_STATUS_SOURCE_H

#include "status/hot.h"
#include "status/list.h"
#include "status/manifest.h"

/** One shard: its two lists, and the URI of the first, which is what licences name. */
struct wlt_status_shard {
    char *uri;
    struct wallet_status_list *revoked;
    struct wallet_status_list *suspended;
};

/** All of one issuer. */
struct wlt_status_source {
    struct wallet_status_manifest facts;
    int64_t until_unix; /* of the list that ends first */
    size_t shard_count; /* as many as are filled in */
    struct wlt_status_shard *shards;
    struct wlt_hot *hot; /* NULL: none */
};

/** What loading needs. */
struct wlt_status_intake {
    const struct wallet_status_loader *loader;
    const struct wallet_trust *trust;
    struct wlt_check_context *context;
};

/** Releases a source and its lists.  NULL is allowed. */
void wlt_status_source_free(struct wlt_status_source *source);

/** Loads all that a manifest names; each file must be the one that it names, and rightly signed. */
enum wallet_status wlt_status_source_load(
    const struct wlt_status_intake *intake,
    const struct wlt_manifest *manifest,
    struct wlt_status_source **out,
    struct wallet_error *error);

#endif
