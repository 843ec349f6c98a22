/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_CASE_ACTS_H
#define WALLET_DESK_CASE_ACTS_H

#include "desk_state.h"

#include <jansson.h>

#include <stdbool.h>

/*
 * What the page does with a case: each reads what was sent, and has the visit do it.  False: what was sent
 * is not what the page may send.
 */

bool case_acts_open(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_fill(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_take_paper(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_defer(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_use_again(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_write(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_decide(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_take_unchecked(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_record_refusal(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_notify(struct desk *desk, const json_t *body, enum visit_answer *out);
bool case_acts_decline(struct desk *desk, const json_t *body, enum visit_answer *out);

/** A text of what was sent; NULL: there is none of this name. */
const char *case_acts_text(const json_t *body, const char *name);

#endif
