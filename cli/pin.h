/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PIN_H
#define WALLET_CLI_PIN_H

#include <wallet/token.h>

#include "exit_code.h"
#include "secret_line.h"
#include "session.h"
#include "signers.h"

/**
 * Reads the PIN for the token that the URI names: from --pin-fd, --pin-file, the URI's pin-source, or
 * from whoever sits at the terminal.  Tells why where it cannot.
 *
 * \param out  to be wiped with secret_line_forget(), whatever the outcome
 */
enum exit_code pin_read(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    struct secret_line *out);

#endif
