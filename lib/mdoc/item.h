/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_ITEM_H
#define WLT_MDOC_ITEM_H

#include "mdoc/embedded.h"

enum {
    WLT_MDOC_RANDOM_MIN = 16, /* bytes that hide the value of an element that is not disclosed */
};

/** An IssuerSignedItem (ISO/IEC 18013-5 8.3.2.1.2.2): one element that is disclosed; borrows. */
struct wlt_mdoc_item {
    uint64_t digest_id;
    struct wallet_bytes random;
    struct wallet_bytes identifier; /* its name, a text */
    struct wallet_bytes value;      /* encoded */
};

/**
 * Reads what is in an IssuerSignedItemBytes, its members in any order.
 *
 * \retval WALLET_ERR_STRUCTURE  a member is missing or of another kind, or `random` is too short; else as
 *                               wlt_cbor_check()
 */
enum wallet_status wlt_mdoc_item_read(
    struct wallet_bytes encoded, struct wlt_mdoc_item *out, struct wallet_error *error);

#endif
