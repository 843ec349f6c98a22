/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_ENTRY_TYPES_H
#define WLT_TRUST_ENTRY_TYPES_H

#include "trust/entry.h"

/**
 * Fills in an entry's types from what a caller says; its owner and roles are there already.
 *
 * \retval WALLET_ERR_VALUE      no type code, or fields for one that is no counter
 * \retval WALLET_ERR_TOO_LARGE  over WLT_ENTRY_TYPE_MAX types, or WALLET_TRUST_TYPE_MAX bytes of one
 */
enum wallet_status wlt_entry_take_types(
    struct wlt_entry *entry, const struct wallet_trust_entry *from, struct wallet_error *error);

#endif
