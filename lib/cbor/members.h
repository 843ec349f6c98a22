/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_MEMBERS_H
#define WLT_CBOR_MEMBERS_H

#include "cbor/reader.h"

/** One member of a map with texts as keys: its name, and what reads its value. */
struct wlt_member {
    const char *name;
    void (*read)(struct wlt_reader *reader, void *out);
};

/**
 * Reads a map by a table of its members, `out` being handed to each.  Members that are not in the table
 * are for later editions, and stepped over.
 */
void wlt_read_members(
    struct wlt_reader *reader, const struct wlt_member *members, size_t count, void *out);

/** Whether a map has this text among its keys; it has passed wlt_cbor_check() leniently. */
bool wlt_has_member(struct wallet_bytes map, const char *name);

/** The value of this key in a map, encoded; empty where there is none.  Checked as above. */
struct wallet_bytes wlt_find_member(struct wallet_bytes map, struct wallet_bytes name);

#endif
