/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_MANIFEST_H
#define WLT_STATUS_MANIFEST_H

#include <wallet/status.h>

#include "crypto/digest.h"
#include "status/head.h"

/** One list as a manifest names it; borrows from its bytes. */
struct wlt_manifest_list {
    struct wallet_bytes uri;
    struct wallet_bytes digest; /* SHA-256 of the token */
    char name[WALLET_STATUS_NAME_SIZE];
};

/**
 * A manifest's content: an array of a shard each, in ascending order of the first URI,
 *
 *     [ uri of the revoked, digest, uri of the suspended, digest ]
 *
 * The position of a shard never changes: new ones come behind.
 */
struct wlt_manifest {
    struct wallet_status_manifest facts;
    struct wallet_bytes shards; /* encoded array */
};

/** One shard of it. */
struct wlt_manifest_shard {
    struct wlt_manifest_list revoked;
    struct wlt_manifest_list suspended;
};

/** Reads and verifies; every shard is looked at, so that walking cannot fail any more. */
enum wallet_status wlt_manifest_open(
    struct wallet_bytes encoded,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_manifest *out,
    struct wallet_error *error);

/** Starts a walk over `facts.shard_count` shards. */
struct wlt_reader wlt_manifest_start(const struct wlt_manifest *manifest);
void wlt_manifest_next(struct wlt_reader *reader, struct wlt_manifest_shard *out);

/** The order of the URIs: by their bytes, below, equal to or above 0 as memcmp() tells it. */
int wlt_manifest_order(struct wallet_bytes a, struct wallet_bytes b);

/** Appends one list's URI and its digest to the content of a manifest that is being written. */
void wlt_manifest_write_list(struct wlt_writer *writer, const char *uri, struct wallet_bytes token);

#endif
