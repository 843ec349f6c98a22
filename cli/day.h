/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DAY_H
#define WALLET_CLI_DAY_H

#include <wallet/time.h>

#include <stdbool.h>
#include <stdint.h>

/**
 * Writes the day in Beijing where a moment is its first second, else the moment in full.  An end names
 * the first second that no longer counts: the day before it is the last that does.
 */
void day_write(int64_t moment, bool is_end, char out[WALLET_TIME_SIZE]);

#endif
