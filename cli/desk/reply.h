/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_REPLY_H
#define WALLET_DESK_REPLY_H

#include "desk_state.h"

/* Answers to the page.  Each gives the exchange its one answer. */

/** An object, which is released. */
void reply_json(struct http_exchange *exchange, enum http_status status, json_t *object);

/** The whole view. */
void reply_view(const struct desk *desk, struct http_exchange *exchange);

/** The view where the act was done; else what stood in the way, and with 409 the view. */
void reply_answer(
    const struct desk *desk, struct http_exchange *exchange, enum visit_answer answer);

/** What was sent is not what the contract says. */
void reply_bad(struct http_exchange *exchange);

/** Answers those who wait where something happened, or their time is over. */
void reply_waiting(struct desk *desk, double now);

/** Answers all who wait, at the end. */
void reply_all(struct desk *desk);

#endif
