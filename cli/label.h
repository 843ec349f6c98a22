/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_LABEL_H
#define WALLET_CLI_LABEL_H

#include <wallet/claims.h>

#include "tree.h"

/** The registered name of a key in claims or headers; NULL where there is none. */
const char *label_name(enum tree_kind kind, const struct wallet_item *key);

/** The name of a COSE algorithm's number; NULL where it is not known here. */
const char *label_algorithm(const struct wallet_item *value);

/** Whether the claim holds a point in time. */
bool label_is_time(enum tree_kind kind, const struct wallet_item *key);

/** The key as a signed number; false for other keys and beyond 64 bits. */
bool label_number(const struct wallet_item *key, int64_t *out);

#endif
