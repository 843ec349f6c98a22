/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_POST_H
#define WALLET_CLI_POST_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

/**
 * Posts an object to an https address, as application/cwt; tells why where it did not arrive.  No
 * redirection is followed: the address is the one that the counter signed.
 *
 * \param authorities  a file of certificates in PEM to believe instead of the system's; may be NULL
 */
enum exit_code post(
    const struct session *session,
    const char *url,
    const char *authorities,
    struct wallet_bytes object);

#endif
