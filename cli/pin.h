/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PIN_H
#define WALLET_CLI_PIN_H

#include <wallet/token.h>

#include "exit_code.h"
#include "session.h"
#include "signers.h"

/** A token's PIN; wipe it with pin_forget(). */
struct pin {
    uint8_t text[WALLET_TOKEN_PIN_MAX + 2]; /* as it was read, the end of the line included */
    size_t size;
};

/**
 * Reads the PIN for the token that the URI names: from --pin-fd, --pin-file, the URI's pin-source, or
 * from whoever sits at the terminal.  Tells why where it cannot.
 */
enum exit_code pin_read(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    struct pin *out);

void pin_forget(struct pin *pin);

#endif
