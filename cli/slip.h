/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SLIP_H
#define WALLET_CLI_SLIP_H

#include <wallet/bytes.h>

#include "session.h"

#include <stdint.h>

/*
 * What happens to a code's text between the code and us: a keyboard or an input method that was left
 * in another state turns capitals into small or full-width letters.
 */

/** Full-width characters as plain ones, all others as they are. */
int32_t slip_narrow(int32_t point);

/** The character that was meant in a licence's text: full-width and small letters as plain capitals, all others as they are. */
int32_t slip_meant(int32_t point);

/** Whether this is the text of a licence's code, be it in letters that it must not have. */
bool slip_is_licence(struct wallet_bytes text);

/** What is wrong with the letters of a licence's code, and what to do; NULL where nothing is. */
const char *slip_hint(const struct session *session, struct wallet_bytes text);

#endif
