/* SPDX-License-Identifier: Apache-2.0 */
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/** Of this process: what else the machine does is not counted. */
static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run_round(struct job *job, int per_round, int round)
{
    const double start = now();
    for (int i = 0; i < per_round; i++) {
        job->run(job->context);
    }

    job->seconds[round] = now() - start;
}

static int compare(const void *a, const void *b)
{
    const double left = *(const double *)a;
    const double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(const double *values)
{
    double sorted[JOB_ROUNDS];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, JOB_ROUNDS, sizeof sorted[0], compare);
    return sorted[JOB_ROUNDS / 2];
}

static bool report(const struct job *bare, const struct job *whole, int per_round, double wanted)
{
    double ratios[JOB_ROUNDS];
    for (int i = 0; i < JOB_ROUNDS; i++) {
        ratios[i] = bare->seconds[i] / whole->seconds[i];
    }

    const double ratio = median(ratios);
    printf("%-34s %9.0f /s\n", bare->name, per_round / median(bare->seconds));
    printf(
        "%-34s %9.0f /s   ratio %.3f (wanted %.2f)%s\n",
        whole->name,
        per_round / median(whole->seconds),
        ratio,
        wanted,
        ratio < wanted ? "  BELOW" : "");
    return ratio >= wanted;
}

bool job_compare(struct job *bare, struct job *whole, int per_round, double wanted)
{
    for (int round = 0; round < JOB_ROUNDS; round++) {
        run_round(bare, per_round, round);
        run_round(whole, per_round, round);
    }

    return report(bare, whole, per_round, wanted);
}

void job_demand(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "bench: %s failed\n", what);
        exit(EXIT_FAILURE);
    }
}
