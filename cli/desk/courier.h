/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_COURIER_H
#define WALLET_DESK_COURIER_H

#include "desk_state.h"

/*
 * Takes errands to the repository and brings back what it answers, on a thread of its own: the desk goes
 * on meanwhile.
 */

/** On the clerk's hand: sends the visit's errand, where there is one that was not sent. */
void courier_send(struct desk *desk);

#endif
