/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ASK_H
#define WALLET_CLI_ASK_H

#include "exit_code.h"
#include "session.h"

/**
 * Asks whoever sits at the terminal; anything but a yes is a no.  Tells where there is no terminal.
 *
 * \param question  without the "[y/N]" behind it
 *
 * \return OK for a yes, REFUSED for a no
 */
enum exit_code ask_yes(const struct session *session, const char *question);

/**
 * The same where a yes beforehand, `--yes`, is one for what is named and for nothing else.
 *
 * \param named  the option that names it, with an example; NULL: it is named already
 */
enum exit_code ask_yes_to(const struct session *session, const char *question, const char *named);

#endif
