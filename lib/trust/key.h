/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_KEY_H
#define WLT_TRUST_KEY_H

#include <wallet/key.h>

#include "crypto/private_key.h"

/** What checks signatures by `key`; lives as long as it does. */
const struct wlt_public_key *wlt_key_public(const struct wallet_key *key);

/** What signs and agrees with others by `key`; NULL where it has no secret.  Lives as long as it does. */
const struct wlt_private_key *wlt_key_private(const struct wallet_key *key);

/**
 * Whether the key's file says that it may sign licences of this type.
 *
 * \param type_code  empty: what is of none of our types, such as an identity of another country
 */
bool wlt_key_allows_type(const struct wallet_key *key, struct wallet_bytes type_code);

#endif
