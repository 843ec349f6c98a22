/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_ITEMS_H
#define WLT_MDOC_ITEMS_H

#include <wallet/bytes.h>
#include <wallet/error.h>

/**
 * What an issuer makes of the elements of a namespace (ISO/IEC 18013-5 9.1.2.5): the items that the device
 * gets, and the digests that are signed.  They are numbered as they come, so who adds them in an order of
 * their own tells it.  Start with `= { 0 }`; a failed allocation sticks.
 */
struct wlt_mdoc_items {
    struct wallet_buffer items; /* IssuerSignedItemBytes, one behind the other */
    size_t item_count;
    struct wallet_buffer digests; /* number and SHA-256 of each, encoded, one behind the other */
    size_t digest_count;
    enum wallet_status status;
};

/**
 * Adds an element.
 *
 * \param value  encoded, one item
 */
void wlt_mdoc_items_add(
    struct wlt_mdoc_items *items, struct wallet_bytes identifier, struct wallet_bytes value);

/** Adds a digest of nothing, which nobody can tell from the others. */
void wlt_mdoc_items_add_decoy(struct wlt_mdoc_items *items);

void wlt_mdoc_items_clear(struct wlt_mdoc_items *items);

#endif
