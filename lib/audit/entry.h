/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_ENTRY_H
#define WLT_AUDIT_ENTRY_H

#include "audit/log.h"
#include "audit/tree.h"

enum {
    /* Without it, who has a leaf could guess what was erased: acts are few, and licences are known. */
    WLT_LOG_SALT_SIZE = 16,
};

/**
 * Appends an entry behind what `out` holds, as a map of deterministic CBOR:
 *
 *     1 number   2 time   3 act   4 holder   5 licence's digest   6 details   7 true: a use   8 salt
 *
 * where 4, 5, 6 and 7 may be absent.
 */
enum wallet_status wlt_log_entry_append(
    uint64_t number,
    const struct wlt_act *act,
    const uint8_t salt[WLT_LOG_SALT_SIZE],
    struct wallet_buffer *out,
    struct wallet_error *error);

/** The hash of a leaf; the entry needs not stand behind its 0x00. */
enum wallet_status wlt_log_entry_leaf(
    struct wallet_bytes entry, struct wlt_tree_hash *out, struct wallet_error *error);

#endif
