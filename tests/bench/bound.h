/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_BOUND_H
#define WALLET_BENCH_BOUND_H

/*
 * The rates of a database with nothing else to do: rows of a number in rising order, a holder of 16
 * random bytes with an index, and a body of 600 bytes.
 */
struct bound;

/** Makes the database `name` (a file, or a table in the database of a server); ends the program if it cannot. */
struct bound *bound_open(const char *name);

/** Removes it again. */
void bound_close(struct bound *bound);

/** Transactions a second, of one row each, one after the other and each on the disk. */
double bound_commits(struct bound *bound, int count);

/** Rows a second, in transactions of a thousand. */
double bound_rows(struct bound *bound, int count);

#endif
