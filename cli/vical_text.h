/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VICAL_TEXT_H
#define WALLET_CLI_VICAL_TEXT_H

#include <wallet/vical.h>

#include "exit_code.h"
#include "session.h"

/** Prints what a VICAL says, as text or JSON: the whole, then each authority. */
void vical_print(const struct session *session, const struct wallet_vical *vical, int64_t at_unix);

/**
 * Verifies a VICAL in a file, under the root that is given or one that the store has, and prints it;
 * tells why where it cannot.
 *
 * \param root  certificates in PEM or DER; NULL: those of the store
 */
enum exit_code vical_show(
    const struct session *session,
    const char *name,
    struct wallet_bytes content,
    const char *root,
    int64_t at_unix);

#endif
