/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HOLDER_LINE_H
#define WALLET_CLI_HOLDER_LINE_H

#include "exit_code.h"
#include "secret_line.h"
#include "session.h"

/** What help says behind what a holder is. */
#define HOLDER_LINE_HELP    "; '-' reads it from standard input, out of the sight of others"
#define HOLDER_LINE_HELP_ZH "；'-' 表示从标准输入读取，不为他人所见"

/**
 * Takes a holder from the command line, or for "-" from the one line of standard input: what stands in a
 * command line everybody on the machine can see.  Tells why where there is none.
 *
 * \param holder  what was given, or NULL; for "-" it is made to point into `line`
 * \param line    wiped by the caller: secret_line_forget()
 */
enum exit_code holder_line_take(
    const struct session *session, const char **holder, struct secret_line *line);

#endif
