/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DEMO_PART_H
#define WALLET_CLI_DEMO_PART_H

#include "exit_code.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

/*
 * The parts of the demo are this program itself, started anew for each command, in a folder that is their
 * home: nothing of the user's is read or written.
 */
struct demo_place {
    const struct session *session;
    char folder[PATH_MAX];
};

enum {
    DEMO_LINE_SIZE = 1024,
    DEMO_WORDS_MAX = 48,
};

/**
 * Runs "wallet" with words that are separated by blanks, tells which, and waits.
 *
 * \return false where it fails; what it said has been told
 */
bool demo_part_run(const struct demo_place *place, const char *words);

/** A part that goes on running. */
struct demo_part {
    pid_t process;             /* 0: not running */
    char line[DEMO_LINE_SIZE]; /* the first that it printed: where it is */
};

/** Starts one, and waits for its first line. */
bool demo_part_start(const struct demo_place *place, const char *words, struct demo_part *out);

/** Ends it, and waits until it has. */
void demo_part_stop(struct demo_part *part);

/** Reads a file of the folder, without the end of its last line; false where it does not fit. */
bool demo_part_read(const struct demo_place *place, const char *name, char *out, size_t size);

#endif
