/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_JOB_H
#define WALLET_BENCH_JOB_H

#include <stdbool.h>

enum {
    JOB_ROUNDS = 600,
};

/** One thing to be timed; does it once. */
struct job {
    const char *name;
    void (*run)(void *context);
    void *context;
    double seconds[JOB_ROUNDS]; /* a round */
};

/**
 * Times both in turns, `per_round` runs each, and prints the rates of the least disturbed rounds and their
 * ratio; tells whether that is what is wanted, 0 for nothing.
 */
bool job_compare(struct job *bare, struct job *whole, int per_round, double wanted);

/** Times one alone, and gives the rate of its least disturbed rounds. */
double job_rate(struct job *job, int per_round);

/** Ends the program with a word unless it holds. */
void job_demand(bool holds, const char *what);

#endif
