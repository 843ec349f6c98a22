/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/scan_stream.h>

enum {
    FIRST = 100, /* milliseconds, all */
    LEAST = 20,
    OLD = 3, /* parts of the interval so far in the new one, of one more */
};

/** What lies between two frames of which `skipped` were left out. */
static unsigned interval_of(int64_t between_ms, unsigned skipped)
{
    if (between_ms <= 0) {
        return 0;
    }

    const int64_t interval = between_ms / ((int64_t)skipped + 1);
    return interval < WALLET_SCAN_BUDGET_MAX ? (unsigned)interval : WALLET_SCAN_BUDGET_MAX;
}

unsigned wallet_pace_budget(struct wallet_pace *pace, int64_t at_ms, unsigned skipped)
{
    if (pace->count == 0) {
        *pace = (struct wallet_pace){ .last_ms = at_ms, .count = 1 };
        return FIRST;
    }

    /* Frames come unevenly, and one that is late says little about the next. */
    const unsigned interval = interval_of(at_ms - pace->last_ms, skipped);
    pace->interval_ms =
        pace->count == 1 ? interval : (OLD * pace->interval_ms + interval) / (OLD + 1);
    pace->last_ms = at_ms;
    pace->count = 2;
    return pace->interval_ms > LEAST ? pace->interval_ms : LEAST;
}
