/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_RESUMPTION_H
#define WALLET_CLI_RESUMPTION_H

#include "changeover.h"
#include "exit_code.h"
#include "session.h"

#include <stdbool.h>

/*
 * Bringing a changeover that was cut short to its end, before its stores are read or written: half of
 * it is never seen.  Where that cannot be done all of these tell why.
 *
 * A store may lie on a medium that somebody brings along, so nothing is believed that only one of two
 * stores says, no link is followed, and drafts of another user are left to him.
 */

/** Does what is left to do in a trust store, and in the status store that belongs to it. */
enum exit_code resume_trust(const struct session *session, const char *store);

/** As resume_trust(), for the store that a file is in: a trust list may be named by itself. */
enum exit_code resume_trust_of(const struct session *session, const char *path);

/** As resume_trust(), from the side of the status store. */
enum exit_code resume_status(const struct session *session, const char *store);

/** As resume_trust(), for whoever has locked the trust store. */
enum exit_code resume_locked(const struct session *session, const char *store);

/** The moves themselves, for whoever has locked both stores. */
enum exit_code resume_moves(const struct session *session, const struct changeover *changeover);

/** Whether a changeover of this trust store was committed and is not at its end. */
bool resume_is_due(const char *trust);

/** Whether one that this status store has part in may be: then its drafts are not to be touched. */
bool resume_status_is_due(const char *status);

#endif
