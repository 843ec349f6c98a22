/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_OPEN_H
#define WALLET_DESK_DESK_OPEN_H

#include "exit_code.h"

struct desk;

/** Opens all that the desk is made of but its threads, or says what of its settings cannot be used. */
enum exit_code desk_open(struct desk *desk);

/** Closes it all, also what is opened in part. */
void desk_close(struct desk *desk);

#endif
