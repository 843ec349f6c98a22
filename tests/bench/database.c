/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a database does at best, through the layer that everything else goes through: transactions of one
 * row, each on the disk before the next begins, and rows in transactions of a thousand.  These are the
 * bounds that batch issue and release are measured against, which use bound.c themselves.
 *
 *     bench_database [FOLDER]     a file in FOLDER (the current one), and the server of
 *                                 WALLET_TEST_POSTGRESQL (tests/support/postgres.py), where it is set
 */
#include "bound.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ROUNDS = 5,
    COMMITS = 1000, /* in a round */
    ROWS = 50000,
};

static void measure(const char *what, const char *name)
{
    struct bound *bound = bound_open(name);
    double commits = 0;
    double rows = 0;

    /* In turns; the best of each is what the least disturbed round did. */
    for (int round = 0; round < ROUNDS; round++) {
        const double commit_rate = bound_commits(bound, COMMITS);
        const double row_rate = bound_rows(bound, ROWS);
        commits = commit_rate > commits ? commit_rate : commits;
        rows = row_rate > rows ? row_rate : rows;
    }

    printf(
        "%-10s  %8.0f commits/s of one row  %8.0f rows/s by the thousand\n", what, commits, rows);
    bound_close(bound);
}

int main(int argc, char **argv)
{
    const char *server = getenv("WALLET_TEST_POSTGRESQL");
    char name[4096];

    (void)snprintf(
        name, sizeof name, "%s/bench-%d.database", argc > 1 ? argv[1] : ".", (int)getpid());
    measure("SQLite", name);
    if (server) {
        measure("PostgreSQL", server);
    }

    return EXIT_SUCCESS;
}
