/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_LIST_H
#define WLT_TRUST_LIST_H

#include <wallet/trust_list.h>

#include "trust/entry.h"

#define WLT_TRUST_LIST_TYP "application/wallet-trust+cwt"

/** The entries of a region, in ascending order of id and key identifier. */
struct wallet_trust_list {
    struct wlt_entry **entries;
    size_t count;
    size_t capacity;
    uint64_t version;
    char issuer[WALLET_ISSUER_SIZE]; /* "" before it was signed; as the two below */
    int64_t issued_unix;
    int64_t until_unix; /* 0: no bound */
};

/**
 * Adds an entry, which the list then owns.
 *
 * \retval WALLET_ERR_KEY        another id has this key already
 * \retval WALLET_ERR_STRUCTURE  the same id and key are there, and `may_replace` is false
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_TRUST_ENTRY_MAX
 */
enum wallet_status wlt_trust_list_add(
    struct wallet_trust_list *list,
    struct wlt_entry *entry,
    bool may_replace,
    struct wallet_error *error);

#endif
