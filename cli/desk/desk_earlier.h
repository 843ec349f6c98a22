/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_EARLIER_H
#define WALLET_DESK_DESK_EARLIER_H

#include "desk_case.h"

/*
 * Cases that are in the store already: those to be gone on with, because somebody was told what is missing or
 * left before the end, and what the same person came for before.
 */

/** The cases to be gone on with, those that wait for corrections first, up to 50; the caller owns the array. */
json_t *desk_earlier_open_json(const struct desk_case *desk_case);

/**
 * Goes on with one of them, for its own matter.
 *
 * \return DESK_CASE_REFUSED where there is none of this number, or it no longer takes anything: `told` says so
 */
enum desk_case_answer desk_earlier_resume(struct desk_case *desk_case, const char *number);

/** Other cases of the same person for the same matter, the latest first, up to 3; the caller owns the array. */
json_t *desk_earlier_same_json(const struct desk_case *desk_case);

#endif
