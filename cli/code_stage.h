/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_STAGE_H
#define WALLET_CLI_CODE_STAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum code_event {
    CODE_EVENT_TIME, /* the time is over */
    CODE_EVENT_KEY,  /* Enter was pressed */
    CODE_EVENT_STOP, /* a signal asked to stop */
};

/** Where codes are shown, and its clock: the terminal, or what a test plays for one. */
struct code_stage {
    FILE *stream;

    /** Milliseconds since 1970. */
    int64_t (*now)(void *context);

    /** Waits for something to happen, for so many milliseconds at most. */
    enum code_event (*wait)(void *context, int64_t milliseconds);

    /** How large it is now. */
    void (*measure)(void *context, unsigned *out_columns, unsigned *out_rows);

    void *context;
};

/**
 * The terminal that standard output is; false where it is none that can be drawn on again and again:
 * no terminal, a dumb one, one of no known size, or one that is too small for any code.
 */
bool code_stage_open(struct code_stage *out);

/** The largest symbol for so large a stage, with a line below it; 0: it is too small for any. */
unsigned code_stage_version(unsigned columns, unsigned rows);

#endif
