/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_HOT_H
#define WLT_STATUS_HOT_H

#include <wallet/status.h>

#include "status/head.h"

/**
 * One urgent change: the position of its shard in the manifest, the index in it, and the value.  On
 * the wire an array of pairs of numbers, position and index << 2 | value, in ascending order.
 */
struct wlt_hot_entry {
    uint32_t position;
    uint32_t index;
    enum wallet_status_value value;
};

/** A hot list as it was read. */
struct wlt_hot {
    struct wlt_status_head head;
    size_t count;
    struct wlt_hot_entry entries[WALLET_STATUS_HOT_MAX];
};

/** Reads and verifies. */
enum wallet_status wlt_hot_open(
    struct wallet_bytes encoded,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_hot *out,
    struct wallet_error *error);

/** Signs; sorts the entries, and replaces the content of `out`. */
enum wallet_status wlt_hot_sign(
    const struct wallet_signer *signer,
    struct wlt_hot *hot,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** The value of an entry; VALID where it is not among the urgent ones. */
enum wallet_status_value wlt_hot_find(const struct wlt_hot *hot, size_t position, uint64_t index);

#endif
