/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_CHIPS_H
#define WALLET_DESK_DESK_CHIPS_H

#include "desk_case.h"

/* What a desk without a store can tell of a matter: which materials this visit has shown. */

/** Lets a licence stand for the first material that wants it. */
void desk_chips_take(struct desk_case *desk_case, const struct wallet_type *type);

/** Whether one that cannot follow later is not there. */
bool desk_chips_is_lacking(const struct desk_case *desk_case);

/** How many materials are needed, now or later, or how many of these are there. */
size_t desk_chips_count(const struct desk_case *desk_case, bool only_there);

/** The chips and what is missing, as in a view; the caller owns them. */
json_t *desk_chips_json(const struct desk_case *desk_case);
json_t *desk_chips_lacks_json(const struct desk_case *desk_case);

#endif
