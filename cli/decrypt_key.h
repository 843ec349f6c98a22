/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DECRYPT_KEY_H
#define WALLET_CLI_DECRYPT_KEY_H

#include <wallet/verify.h>

#include "exit_code.h"
#include "session.h"

/**
 * Gives a verifier the key that `--decrypt-key` names: a file that nobody else may read, with 32, 48 or 64
 * hexadecimal digits, or 16, 24 or 32 bytes.  Tells why where it cannot.
 *
 * \param path  NULL: there is none
 */
enum exit_code decrypt_key_give(
    const struct session *session, const char *path, struct wallet_verifier *verifier);

#endif
