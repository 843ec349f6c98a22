/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_INTERRUPT_H
#define WALLET_CLI_INTERRUPT_H

#include <stdbool.h>
#include <stdint.h>

enum interrupt_event {
    INTERRUPT_READY, /* there is something to read */
    INTERRUPT_TIME,  /* the time is over */
    INTERRUPT_STOP,  /* it was asked to stop */
};

/** From now on SIGINT, SIGTERM and SIGHUP only ask to stop, once; a second one kills. */
void interrupt_listen(void);

/** Whether it was asked to stop: loops look here, then leave by their ordinary way out. */
bool interrupted(void);

/** Stopping was what was asked for, and was done in order: it is no interruption. */
void interrupt_settle(void);

/** Waits for what comes first; negative: no descriptor, or no limit of time. */
enum interrupt_event interrupt_wait_for(int descriptor, int64_t milliseconds);

/** Waits until there is something to read; false if it was asked to stop. */
bool interrupt_wait(int descriptor);

#endif
