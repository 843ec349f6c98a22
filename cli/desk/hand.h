/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_HAND_H
#define WALLET_DESK_HAND_H

#include <stdint.h>

/*
 * A thread that does jobs one after the other, in the order in which they came, and between them what is
 * due.  What it works on needs no lock: nobody else touches it.
 */
struct hand;

/** A job; whoever gives it makes it, and run() releases it. */
struct hand_job {
    void (*run)(void *context, struct hand_job *job);
    struct hand_job *next;
};

struct hand_terms {
    void *context;

    /**
     * After each job, and when the time is over that it named: does what is due, and returns in how many
     * milliseconds something will be; negative: nothing.  NULL: nothing ever is.
     */
    int64_t (*due)(void *context);
};

/** NULL where threads or memory ran out.  `terms` is copied. */
struct hand *hand_start(const struct hand_terms *terms);

/** Any thread; after hand_stop() began, jobs are still done. */
void hand_give(struct hand *hand, struct hand_job *job);

/** Does what was given, ends the thread, and releases.  NULL is allowed. */
void hand_stop(struct hand *hand);

#endif
