/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_IN_FORCE_H
#define WLT_LICENCE_IN_FORCE_H

#include "licence/verdict.h"
#include "status/snapshot.h"

/**
 * Decides WALLET_CHECK_STATUS for a licence that has a status: looks it up among the lists of its
 * issuer, and judges how old they are.
 *
 * \param snapshot  NULL: no status data is loaded
 */
void wlt_in_force_check(
    const struct wallet_status_snapshot *snapshot, struct wallet_verdict *verdict);

#endif
