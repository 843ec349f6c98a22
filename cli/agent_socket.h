/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_AGENT_SOCKET_H
#define WALLET_CLI_AGENT_SOCKET_H

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>
#include <sys/stat.h>

/** A socket in the file system on which an agent listens. */
struct agent_socket {
    const char *path;
    int descriptor;
    struct stat made; /* so that only what was made here is removed */
};

/**
 * Makes the socket, in a folder that nobody but its owner may write to; one that nobody listens on
 * any more is replaced.  Tells why where it cannot.
 *
 * \param for_others  whether other users are to reach it; if not, its mode is 0600
 */
enum exit_code agent_socket_open(
    const struct session *session, const char *path, bool for_others, struct agent_socket *out);

/** Closes and removes it. */
void agent_socket_close(struct agent_socket *listener);

#endif
