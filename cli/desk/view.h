/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_VIEW_H
#define WALLET_DESK_VIEW_H

#include "visit.h"

/** What stands on the page whoever comes. */
struct desk_sign {
    const char *window; /* "7"; NULL: it has no number */
    const char *clerk;  /* NULL: not told */
};

/** All that the clerk's page shows; the caller owns it. */
json_t *view_json(const struct visit *visit, const struct desk_sign *sign);

/** All that the citizen's window shows: nothing personal; the caller owns it. */
json_t *view_citizen_json(const struct visit *visit);

#endif
