/* SPDX-License-Identifier: Apache-2.0 */
#include "timing.h"

#include <stdlib.h>
#include <string.h>

enum {
    A_DAY = 86400,
    BEIJING = 8 * 3600,
    MEDIAN = 50,
    MOST = 95,
    HUNDRED = 100,
};

void timing_add(struct timing *timing, double seconds, int64_t at_unix)
{
    const int64_t day = (at_unix + BEIJING) / A_DAY;

    if (day != timing->day) {
        timing->count = 0;
        timing->day = day;
    }
    timing->seconds[timing->count++ % TIMING_MAX] = seconds;
}

static int compare(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static double round_tenth(double seconds)
{
    return (double)(int64_t)(seconds * 10 + 0.5) / 10;
}

/* Nearest rank: the smallest that so many of a hundred do not exceed. */
static json_t *rank_json(const double *sorted, size_t count, unsigned percent)
{
    const size_t rank = (count * percent + HUNDRED - 1) / HUNDRED;

    return count > 0 ? json_real(round_tenth(sorted[rank - 1])) : json_null();
}

json_t *timing_json(const struct timing *timing)
{
    double sorted[TIMING_MAX];
    const size_t count = timing->count < TIMING_MAX ? timing->count : TIMING_MAX;
    json_t *out = json_object();

    memcpy(sorted, timing->seconds, count * sizeof sorted[0]);
    qsort(sorted, count, sizeof sorted[0], compare);
    (void)json_object_set_new(out, "count", json_integer((json_int_t)timing->count));
    (void)json_object_set_new(out, "median_seconds", rank_json(sorted, count, MEDIAN));
    (void)json_object_set_new(out, "p95_seconds", rank_json(sorted, count, MOST));
    return out;
}
