/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GRANT_KEY_H
#define WALLET_CLI_GRANT_KEY_H

#include <wallet/request.h>

#include "clock.h"
#include "vault.h"

/** Which key of the vault signs, and the licence by which it was found. */
struct grant_key {
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    bool has_licence;
    struct wallet_vault_licence licence; /* borrows from the vault */
};

/**
 * Finds the key to which the holder's licences are bound: that of a licence of one of these types, else
 * of any licence that holds now, else the only key there is.  A repository knows its licences by this
 * key.  Tells why where it cannot.
 *
 * \param named  the beginning of a licence's id whose key it is to be; NULL: none
 */
enum exit_code grant_key_find(
    const struct open_vault *open,
    const struct wallet_request_item *items,
    size_t count,
    const char *named,
    int64_t now_unix,
    struct grant_key *out);

/** The licence of this type that holds now and is bound to the key; false if the vault has none. */
bool grant_key_licence(
    const struct open_vault *open,
    const struct grant_key *key,
    const char *type,
    int64_t now_unix,
    struct wallet_vault_licence *out);

#endif
