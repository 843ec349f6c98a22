/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_OPEN_H
#define WLT_LICENCE_OPEN_H

#include "licence/verdict.h"

/**
 * Reads `verdict->received`: a key-binding token, if it is one, the licence inside it and its claims.
 * Finds the format, unless the verdict has it from a code's prefix, and decides WALLET_CHECK_FORM.
 */
void wlt_open(struct wallet_verdict *verdict);

#endif
