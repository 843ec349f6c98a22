/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DOOR_TAKE_H
#define WALLET_DESK_DOOR_TAKE_H

#include "desk_state.h"

/*
 * What is handed in at the door, on its way to the visit: one at a time, and only while its request is
 * up.  What is no licence is told to whoever handed it in, and does not disturb the clerk.  Each call
 * gives the exchange its answer, later; the transport's thread.
 */

/** Takes an object, a text or a picture for the request of that name. */
void door_take(struct desk *desk, struct http_exchange *exchange, const char *name);

/** Tells what came of what a ticket was given for. */
void door_tell_result(struct desk *desk, struct http_exchange *exchange, const char *ticket);

#endif
