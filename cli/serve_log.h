/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SERVE_LOG_H
#define WALLET_CLI_SERVE_LOG_H

#include <wallet/call.h>

#include "session.h"

/** What is told of a call that was answered: nothing about anybody. */
struct serve_line {
    int64_t at_unix;
    struct wallet_bytes call;
    enum wallet_operation operation;
    enum wallet_outcome outcome;
    double milliseconds;
};

/**
 * Writes one line: to standard error for people, as an object to standard output with --json.  Any
 * thread.
 */
void serve_log(const struct session *session, const struct serve_line *line);

#endif
