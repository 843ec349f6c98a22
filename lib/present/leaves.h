/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_LEAVES_H
#define WLT_PRESENT_LEAVES_H

#include <wallet/verify.h>

#include "licence/cwt.h"
#include "licence/disclosure.h"

enum {
    WLT_IN_CLEAR = 0xffff, /* instead of the number of a disclosure */
};

/** One field of a licence, and which disclosures show it. */
struct wlt_leaf {
    uint64_t place; /* the key that it stands under at the top: its own, or its members' */
    struct wallet_fact fact;
    uint16_t disclosure; /* its own; or WLT_IN_CLEAR */
    uint16_t page;       /* the one of its member; or WLT_IN_CLEAR */
};

/** All fields of a licence as its holder has it; start with `= { 0 }`. */
struct wlt_leaves {
    struct wlt_leaf *items; /* by place, member and key */
    size_t count;
    size_t capacity;
    uint16_t holder; /* the disclosure of the holder's number; or WLT_IN_CLEAR */
};

/**
 * Finds the fields.
 *
 * \param payload      the claims as signed, deterministic
 * \param cwt          read from it
 * \param disclosures  all of them, or none for a printed licence
 *
 * \retval WALLET_ERR_STRUCTURE  the claims are not such as we issue
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_leaves_find(
    const struct wlt_cwt *cwt,
    const struct wallet_type *type,
    const struct wlt_disclosures *disclosures,
    struct wlt_leaves *out,
    struct wallet_error *error);

void wlt_leaves_clear(struct wlt_leaves *leaves);

#endif
