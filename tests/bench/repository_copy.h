/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_REPOSITORY_COPY_H
#define WALLET_BENCH_REPOSITORY_COPY_H

#include "repository_rows.h"

/*
 * Rows by COPY (PostgreSQL, "COPY", binary format), for filling a server with more of them than anybody
 * would wait for: each table over a connection of its own.  They are those that statements would write.
 */
struct copy;

/** Ends the program where it cannot, as all here. */
struct copy *copy_open(const char *database);
void copy_row(struct copy *copy, struct raw *raw, const struct row *row);

/** Commits, does what autovacuum would do in time, and reads the index and the rows of licences once. */
void copy_close(struct copy *copy);

#endif
