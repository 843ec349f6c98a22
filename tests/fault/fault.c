/* SPDX-License-Identifier: Apache-2.0 */
#include "fault.h"

#include "test.h"

#include <stdio.h>

enum {
    RUNS_MAX = 100000, /* a scenario that never ends by itself is a fault too */
};

/** Runs a scenario with the n-th allocation failing; true if it came to that. */
static bool run(const char *what, fault_scenario *scenario, size_t n)
{
    char row[128];
    (void)snprintf(row, sizeof row, "%s with allocation %zu failing", what, n);

    const size_t live = alloc_faults.live;
    alloc_faults = (struct alloc_faults){ .fail_at = n, .live = live };
    const enum wallet_status status = scenario();
    const bool failed = alloc_faults.calls > n;

    CHECK_ROW(row, status, failed ? WALLET_ERR_MEMORY : WALLET_OK);
    CHECK_ROW(row, alloc_faults.live, live);
    CHECK_ROW(row, alloc_faults.wild, 0);
    return failed;
}

size_t fault_each(const char *what, fault_scenario *scenario)
{
    size_t n = 0;

    while (run(what, scenario, n)) {
        n++;
        CHECK_ROW(what, n < RUNS_MAX, true);
    }

    CHECK_ROW(what, n > 0, true);
    alloc_faults.fail_at = SIZE_MAX;
    return n;
}
