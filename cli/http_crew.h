/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_CREW_H
#define WALLET_CLI_HTTP_CREW_H

#include "http_exchange.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Who does the calls.  Workers check what needs no database; one committer does all that wait, in one
 * transaction; workers then make the answers.  No answer leaves before the commit that it is about is
 * durable.  What does not fit into the queue is turned away at once.
 */
struct http_crew;

/** A call on its way through the crew. */
struct http_job {
    struct http_exchange *exchange;
    double begun; /* clock_milliseconds() when it was whole */
    void *state;  /* what prepare() keeps for the others */
    struct http_job *next;
};

/** What is done with a call, step by step; the threads are the crew's. */
struct http_steps {
    void *context;

    /** By any worker, several at a time: reads and checks what needs no database. */
    void (*prepare)(void *context, struct http_job *job);

    /** By the committer: the acts of a group, of one at least, in one transaction. */
    void (*handle)(void *context, struct http_job *first);

    /** By the committer: makes the group durable; false: nothing of it was done. */
    bool (*commit)(void *context);

    /** By any worker: answers the exchange, and releases the state. */
    void (*finish)(void *context, struct http_job *job, bool is_committed);
};

struct http_crew_terms {
    const struct http_steps *steps; /* copied */
    unsigned workers;               /* 0: as many as there are processors */
    unsigned queue;                 /* calls at a time, from the first step to the last */
    unsigned group;                 /* calls in one transaction */
};

/** NULL where threads or memory ran out. */
struct http_crew *http_crew_start(const struct http_crew_terms *terms);

/** Takes a call; false where the queue is full or memory ran out: then it is the caller's to answer. */
bool http_crew_take(struct http_crew *crew, struct http_exchange *exchange);

/** Does what was taken, then ends the threads and releases. */
void http_crew_stop(struct http_crew *crew);

#endif
