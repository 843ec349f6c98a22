/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_WHY_H
#define WALLET_CLI_CASE_WHY_H

#include <wallet/error.h>

#include "session.h"

/**
 * Why something was not done, in the language of the session.  The library's own messages are English:
 * those that a clerk meets have a Chinese one here, others the sentence of their status.
 */
const char *case_why(const struct session *session, const struct wallet_error *error);

#endif
