/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SHOWN_H
#define WALLET_CLI_SHOWN_H

#include <wallet/presentation.h>

#include "clock.h"
#include "input.h"
#include "session.h"

/** What was verified, and what is needed to tell of it. */
struct shown {
    const struct wallet_presentation *presentation;
    const struct wallet_request *request; /* that it answers; NULL: none */
    const struct wallet_catalogue *catalogue;
    const struct input *input;
    const struct moment *moment;
};

/**
 * Prints the verdict on each licence, and on the whole where it is more than its licences: several at
 * once, or an answer to a request.
 */
void shown_print(const struct session *session, const struct shown *shown);

#endif
