/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DEMO_DESK_H
#define WALLET_CLI_DEMO_DESK_H

#include "exit_code.h"
#include "session.h"

/**
 * Starts all parts on this machine: a region's authority, three agencies, a repository that serves, a
 * counter with a desk, a citizen with a vault; and plays two visits that one can watch in a browser.  All is
 * in a folder that goes afterwards.
 *
 * \param pace  seconds between two steps; 0: at once, without waiting for a browser, and then it ends
 */
enum exit_code demo_desk_run(const struct session *session, unsigned pace);

#endif
