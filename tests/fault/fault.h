/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_FAULT_H
#define WALLET_TEST_FAULT_H

#include <wallet/error.h>

#include "alloc_faulty.h"

#include <stddef.h>
#include <stdint.h>

/**
 * One piece of work: makes what it needs, does it, releases all it made, and returns the status.  It
 * is run again and again, so it may keep nothing.
 */
typedef enum wallet_status fault_scenario(void);

/**
 * Runs a scenario with its first allocation failing, then its second, and so on until none is left
 * to fail.  Each run must end with WALLET_ERR_MEMORY and as many blocks live as before, the last with
 * WALLET_OK.  Returns how many allocations the scenario makes; fails the test where there is none.
 */
size_t fault_each(const char *what, fault_scenario *scenario);

#endif
