/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_TIMING_H
#define WALLET_DESK_TIMING_H

#include <jansson.h>

#include <stddef.h>
#include <stdint.h>

enum {
    TIMING_MAX = 1024, /* visits; of more in a day the latest count */
};

/** How long the visits of this day took, from the first code to the end; in memory only. */
struct timing {
    double seconds[TIMING_MAX];
    size_t count; /* all of the day */
    int64_t day;  /* since 1970, in Beijing */
};

/** Adds a visit; the first of another day begins anew. */
void timing_add(struct timing *timing, double seconds, int64_t at_unix);

/** {"count", "median_seconds", "p95_seconds"}, null where there is none; the caller owns it. */
json_t *timing_json(const struct timing *timing);

#endif
