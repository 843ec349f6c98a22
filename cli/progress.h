/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PROGRESS_H
#define WALLET_CLI_PROGRESS_H

#include "session.h"

#include <stdbool.h>
#include <stdint.h>

/** How work that takes long tells how far it is. */
enum progress_manner {
    PROGRESS_AUTO = 0, /* one line that is written again, if standard error is a terminal */
    PROGRESS_JSON,     /* an object a line, on standard error */
    PROGRESS_NONE,
};

/** The names of `--progress`, in the order of the enum; ends with NULL. */
extern const char *const progress_manners[];

/** The manner of this name; AUTO for NULL. */
enum progress_manner progress_manner_of(const char *name);

/** How far it is. */
struct progress_state {
    uint64_t done;   /* things, such as rows */
    uint64_t failed; /* of them */
    uint64_t bytes;  /* of `total` that were worked through, for the time that is left */
    uint64_t total;  /* 0: not known */
};

/** Told often, it prints seldom; and at once when SIGUSR1 asks for it. */
struct progress {
    const struct session *session;
    enum progress_manner manner;
    double started; /* as clock_milliseconds() counts */
    double printed;
    uint64_t done_before; /* by an earlier run */
    uint64_t bytes_before;
    bool is_line_open;
};

/** \param state  where an earlier run left off */
struct progress progress_start(
    const struct session *session, enum progress_manner manner, const struct progress_state *state);

/** Prints if it is time to. */
void progress_tell(struct progress *progress, const struct progress_state *state);

/** Takes the line away; returns the seconds that it took. */
double progress_finish(struct progress *progress, const struct progress_state *state);

#endif
