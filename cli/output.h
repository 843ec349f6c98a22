/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_OUTPUT_H
#define WALLET_CLI_OUTPUT_H

#include <wallet/error.h>

#include "exit_code.h"
#include "session.h"

/*
 * What was asked for goes to standard output, all else to standard error through these calls.  An
 * error has three lines, one call each:
 *
 *     wallet: what happened
 *     why: what stood in the way
 *     hint: what to do
 *
 * Arguments may come from anywhere: the finished line is printed by text_print(), and what stands in
 * quotes in the first two lines is cut where it is very long.
 */
#define OUTPUT_LIKE_PRINTF(format_, first_) __attribute__((format(printf, format_, first_)))

void complain(const struct session *session, const char *format, ...) OUTPUT_LIKE_PRINTF(2, 3);
void why(const struct session *session, const char *format, ...) OUTPUT_LIKE_PRINTF(2, 3);
void hint(const struct session *session, const char *format, ...) OUTPUT_LIKE_PRINTF(2, 3);

/** Tells something that is worth knowing and no error. */
void remark(const struct session *session, const char *format, ...) OUTPUT_LIKE_PRINTF(2, 3);

/** Shows the command that a person may want next. */
void suggest(const struct session *session, const char *format, ...) OUTPUT_LIKE_PRINTF(2, 3);

/** The first two lines for an error of the library; the hint is the caller's. */
enum exit_code refuse(
    const struct session *session, const struct wallet_error *error, const char *format, ...)
    OUTPUT_LIKE_PRINTF(3, 4);

/** What a status says by itself, in Chinese: the library's own messages are English. */
const char *output_sentence(enum wallet_status status);

/** All three lines for an allocation that failed. */
enum exit_code complain_memory(const struct session *session);

/** What the system says of an errno, in the language of the session; writes to `out`. */
const char *output_problem(const struct session *session, int number, char out[160]);

/**
 * Keeps the numbers of the standard streams taken where one is closed: no file may get them.  From here
 * on standard error waits for the end of a line.
 */
void output_start(void);

/** Pushes out what was printed; complains where standard output does not take it. */
enum exit_code output_finish(const struct session *session, enum exit_code code);

#endif
