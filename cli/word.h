/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_WORD_H
#define WALLET_CLI_WORD_H

#include "session.h"

/** What usage lines call an operand or the value of an option, such as "FILE", for this session. */
const char *word_say(const struct session *session, const char *word);

#endif
