/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_COMPLAINT_H
#define WALLET_CLI_MDOC_COMPLAINT_H

#include "exit_code.h"
#include "session.h"

/** Tells that an option is missing, which are needed, and what to do. */
enum exit_code mdoc_complain_missing(
    const struct session *session, const char *needed, const char *advice);

/** The hint where `--transcript` names what is none. */
void mdoc_hint_transcript(const struct session *session);

#endif
