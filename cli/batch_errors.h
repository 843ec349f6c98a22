/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_ERRORS_H
#define WALLET_CLI_BATCH_ERRORS_H

#include "batch_sink.h"

#include <limits.h>
#include <stdio.h>

/*
 * The rows that failed, as a table again: row, line, column, reason in both languages, and the row's
 * cells as they were, so that it can be put right and handed in.  Cells that a spreadsheet would take for formulas get a "'".
 */
struct batch_errors {
    const struct session *session;
    char path[PATH_MAX];
    FILE *stream;                     /* NULL until the first one */
    const struct wallet_bytes *names; /* of the columns; borrowed */
    size_t name_count;
};

/**
 * Says where they go.  Rows that an earlier run told of, and did not come to commit, are taken out of
 * the file.  Where the batch only begins, a file that is there is in the way unless `force`.
 *
 * \param sink  tells how far the batch is
 */
enum exit_code batch_errors_open(
    const struct session *session,
    const char *path,
    const struct batch_sink *sink,
    bool force,
    struct batch_errors *out);

/** Adds a row that failed. */
enum exit_code batch_errors_add(
    struct batch_errors *errors, const struct batch_row *row, const char *reason);

/** Waits until all of it is on the disk. */
enum exit_code batch_errors_sync(struct batch_errors *errors);

void batch_errors_close(struct batch_errors *errors);

#endif
