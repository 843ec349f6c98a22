/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_REACH_H
#define WALLET_DESK_REACH_H

#include "exit_code.h"
#include "http_run.h"
#include "session.h"

/** Whether the clerk's page may be served there: on this machine alone; tells why not. */
enum exit_code reach_check(const struct session *session, const char *listen);

/** Tells where the clerk's page is, and where phones are let in; the run's context is the desk. */
void reach_tell(const struct session *session, const struct http_run *run);

#endif
