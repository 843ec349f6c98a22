/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_FACTS_H
#define WLT_LICENCE_FACTS_H

#include "licence/verdict.h"

/** Decides WALLET_CHECK_FIELDS: each field's value, and that no required one is missing. */
void wlt_facts_check(struct wallet_verdict *verdict);

#endif
