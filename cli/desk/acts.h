/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_ACTS_H
#define WALLET_DESK_ACTS_H

#include "desk_state.h"

/**
 * Makes the routes: the files of the page, and what the page may ask for and do, below "/api/".
 *
 * \return what ends with a zeroed entry, which the caller owns: free(); NULL where memory ran out
 */
struct http_route *acts_routes(const struct page *page);

#endif
