/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_ADDRESS_H
#define WLT_PRESENT_ADDRESS_H

#include <wallet/bytes.h>

#include <stdbool.h>

/**
 * Whether it is an address to which an answer may go: "https://", a host, perhaps a port, a path and
 * a query (RFC 3986), at most WALLET_REQUEST_URL_MAX bytes.  No user's name in front of the host, which
 * is how addresses pretend to be another's, and no fragment, which is never sent.
 */
bool wlt_address_is_valid(struct wallet_bytes url);

#endif
