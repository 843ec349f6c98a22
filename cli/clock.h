/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CLOCK_H
#define WALLET_CLI_CLOCK_H

#include "exit_code.h"
#include "session.h"

#include <stdint.h>

/** The time of a check. */
struct moment {
    int64_t unix_seconds;
    bool is_test; /* from `--at`, not from the clock of the machine: to be announced */
};

/** Before this the clock of the machine cannot be right: the year this program was made in. */
#define CLOCK_EARLIEST 1767225600 /* 2026-01-01T00:00:00Z */

/** Reads `at` (NULL: the clock of the machine); tells why where it cannot. */
enum exit_code clock_read(const struct session *session, const char *at, struct moment *out);

/** The clock of the machine, whatever it says. */
int64_t clock_now(void);

/** The same in milliseconds. */
int64_t clock_now_milliseconds(void);

/** Milliseconds of a clock that only goes forward, for measuring. */
double clock_milliseconds(void);

#endif
