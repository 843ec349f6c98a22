/* SPDX-License-Identifier: Apache-2.0 */
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
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

/** A round of both jobs. */
struct pair {
    double bare;
    double whole;
};

static int compare(const void *a, const void *b)
{
    const struct pair *left = a;
    const struct pair *right = b;
    const double difference = left->bare + left->whole - right->bare - right->whole;
    return (difference > 0) - (difference < 0);
}

/**
 * The mean of the fastest tenth of the rounds.  What else happens on a machine only ever adds to a time,
 * and adds most to what runs over much code and memory: the least disturbed rounds say what the work
 * itself takes.
 */
static struct pair least_disturbed(const struct job *bare, const struct job *whole)
{
    struct pair pairs[JOB_ROUNDS];
    for (int i = 0; i < JOB_ROUNDS; i++) {
        pairs[i] = (struct pair){ bare->seconds[i], whole->seconds[i] };
    }

    qsort(pairs, JOB_ROUNDS, sizeof pairs[0], compare);
    struct pair sum = { 0 };
    for (int i = 0; i < JOB_ROUNDS / 10; i++) {
        sum.bare += pairs[i].bare;
        sum.whole += pairs[i].whole;
    }

    const int count = JOB_ROUNDS / 10;
    return (struct pair){ sum.bare / count, sum.whole / count };
}

static int compare_numbers(const void *a, const void *b)
{
    const double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

/** Between which ratios eight of ten rounds lie, whatever disturbed them. */
static void report_spread(const struct job *bare, const struct job *whole)
{
    double ratios[JOB_ROUNDS];
    for (int i = 0; i < JOB_ROUNDS; i++) {
        ratios[i] = bare->seconds[i] / whole->seconds[i];
    }

    qsort(ratios, JOB_ROUNDS, sizeof ratios[0], compare_numbers);
    printf(", rounds %.3f to %.3f", ratios[JOB_ROUNDS / 10], ratios[JOB_ROUNDS * 9 / 10]);
}

static bool report(const struct job *bare, const struct job *whole, int per_round, double wanted)
{
    const struct pair seconds = least_disturbed(bare, whole);
    const double ratio = seconds.bare / seconds.whole;
    printf("%-34s %9.0f /s\n", bare->name, per_round / seconds.bare);
    printf("%-34s %9.0f /s   ratio %.3f", whole->name, per_round / seconds.whole, ratio);
    if (wanted > 0) {
        printf(" (wanted %.2f)%s", wanted, ratio < wanted ? "  BELOW" : "");
    }

    report_spread(bare, whole);
    (void)putchar('\n');
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

double job_rate(struct job *job, int per_round)
{
    double sum = 0;

    for (int round = 0; round < JOB_ROUNDS; round++) {
        run_round(job, per_round, round);
    }

    qsort(job->seconds, JOB_ROUNDS, sizeof job->seconds[0], compare_numbers);
    for (int i = 0; i < JOB_ROUNDS / 10; i++) {
        sum += job->seconds[i];
    }

    return per_round * (JOB_ROUNDS / 10) / sum;
}

void job_demand(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "bench: %s failed\n", what);
        exit(EXIT_FAILURE);
    }
}
