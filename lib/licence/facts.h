/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_FACTS_H
#define WLT_LICENCE_FACTS_H

#include "licence/verdict.h"

/**
 * Reads the value of a field as its kind wants it, and what is wrong with it; of a field that the type
 * has not, `fact->field` is NULL, the value is passed over.
 */
void wlt_fact_read_value(struct wlt_reader *reader, struct wallet_fact *fact);

/** As wallet_verdict_next_fact(), of a licence that nobody has verified; its type is known. */
bool wlt_fact_next(
    const struct wallet_verdict *verdict, struct wallet_fact_walk *walk, struct wallet_fact *out);

/** Decides WALLET_CHECK_FIELDS: each field's value, and that no required one is missing. */
void wlt_facts_check(struct wallet_verdict *verdict);

#endif
