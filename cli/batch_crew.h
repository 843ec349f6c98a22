/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_CREW_H
#define WALLET_CLI_BATCH_CREW_H

#include "batch_ring.h"
#include "batch_sink.h"

enum {
    BATCH_WORKER_MAX = 64,
};

/** Threads that read a table and issue its rows; what they make is taken from the ring. */
struct batch_crew {
    const struct batch *batch;
    const struct batch_sink *sink; /* NULL: nothing is kept */
    struct batch_ring *ring;
    struct csv *csv;    /* behind the first row */
    uint64_t first_row; /* rows before it are passed over */
    pthread_t reader;
    pthread_t workers[BATCH_WORKER_MAX];
    unsigned worker_count; /* of those that run */
    bool is_reading;
};

/**
 * Starts a reader and `count` workers.
 *
 * \return false where the system gives no thread; batch_crew_finish() then, too
 */
bool batch_crew_start(struct batch_crew *crew, unsigned count);

/** Stops the ring and waits until all have gone. */
void batch_crew_finish(struct batch_crew *crew);

#endif
