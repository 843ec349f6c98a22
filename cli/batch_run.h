/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_RUN_H
#define WALLET_CLI_BATCH_RUN_H

#include "batch_errors.h"
#include "batch_sink.h"
#include "progress.h"

enum {
    BATCH_COMMIT_ROWS = 1024, /* rows that are committed together */
};

/** The way of a table through the crew to the sink. */
struct batch_run {
    const struct session *session;
    const struct batch *batch;
    struct csv *csv;             /* behind the first row */
    struct batch_sink *sink;     /* NULL: nothing is kept */
    struct batch_errors *errors; /* NULL: they are only counted */
    enum progress_manner manner;
    unsigned worker_count;

    /* How it went: */
    struct batch_progress progress;
    uint64_t pending; /* rows that wait for the next commit */
    double seconds;
    bool is_interrupted;
};

/** Issues all rows; tells what stops it.  Interrupted, it commits what is finished first. */
enum exit_code batch_run(struct batch_run *run);

#endif
