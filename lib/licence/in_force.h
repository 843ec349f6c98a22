/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_IN_FORCE_H
#define WLT_LICENCE_IN_FORCE_H

#include "licence/verifier.h"

/**
 * Decides WALLET_CHECK_STATUS for a licence that has a status: looks it up in each list that it names, and
 * judges how old they are.  Where it names two, both must pass, and the worse of them is told.
 */
void wlt_in_force_check(const struct wallet_verifier *verifier, struct wallet_verdict *verdict);

#endif
