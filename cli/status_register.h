/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STATUS_REGISTER_H
#define WALLET_CLI_STATUS_REGISTER_H

#include <wallet/status.h>

#include "exit_code.h"
#include "session.h"

/*
 * An agency's register of its licences' status, in a file that only its owner can read.  While it is
 * open its folder is locked, so that two processes never draw the same place.
 */
struct status_register {
    const char *path;
    int lock; /* the folder; -1: none */
    struct wallet_status_register *reg;
};

/** Nothing is open yet. */
#define STATUS_REGISTER_CLOSED    \
    {                             \
        .path = NULL, .lock = -1, \
    }

/** Locks and reads it; waits where another process has it.  Tells why where it cannot. */
enum exit_code status_register_open(
    const struct session *session, const char *path, struct status_register *out);

/** Writes it at once or not at all. */
enum exit_code status_register_save(
    const struct session *session, const struct status_register *reg);

void status_register_close(struct status_register *reg);

#endif
