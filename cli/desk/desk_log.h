/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_LOG_H
#define WALLET_DESK_DESK_LOG_H

#include "desk_state.h"

/**
 * Writes one line on a code, if one was looked at since the last call: when, the first bytes of its digest, the decision,
 * the reason, how long it took.  Nothing personal.
 */
void desk_log(struct desk *desk);

#endif
