/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_INTERRUPT_H
#define WALLET_CLI_INTERRUPT_H

#include <stdbool.h>

/** From now on SIGINT, SIGTERM and SIGHUP only ask to stop, once; a second one kills. */
void interrupt_listen(void);

/** Whether it was asked to stop: loops look here, then leave by their ordinary way out. */
bool interrupted(void);

/** Waits until there is something to read; false if it was asked to stop. */
bool interrupt_wait(int descriptor);

#endif
