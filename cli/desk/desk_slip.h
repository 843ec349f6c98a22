/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_SLIP_H
#define WALLET_DESK_DESK_SLIP_H

#include "desk_case.h"

/**
 * What the applicant is handed when a case was accepted (受理回执), told once what is missing
 * (补正告知书), or not accepted (不予受理通知书): number, matter, office, clerk, time, materials or what
 * is lacking, in both languages; nothing of the applicant but what is in the clerk's own words.
 *
 * \param reason  why it was not accepted, as the clerk put it; NULL: it was
 */
json_t *desk_slip_json(
    const struct desk_case *desk_case, const struct wallet_case_actor *actor, const char *reason);

#endif
