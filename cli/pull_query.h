/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PULL_QUERY_H
#define WALLET_CLI_PULL_QUERY_H

#include "pull_request.h"

/**
 * Reads "?since=CURSOR&limit=N", each at most once.
 *
 * \return NULL, and since and limit are filled in; else why not
 */
const char *pull_query_read(const char *query, struct pull_request *out);

#endif
