/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VAULT_FILE_H
#define WALLET_CLI_VAULT_FILE_H

#include "exit_code.h"
#include "file.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>

/*
 * The file of a vault, and the lock beside it.  The vault is replaced as a whole, so a lock on itself
 * would be one on a file that is gone: there is an empty FILE.lock, which stays.
 */

/** Where the vault is: `given`, else $WALLET_VAULT, else wallet/vault in $XDG_DATA_HOME. */
enum exit_code vault_file_place(
    const struct session *session, const char *given, char out[PATH_MAX]);

/** Whether there is a file; tells how to make one where there is none. */
enum exit_code vault_file_expect(const struct session *session, const char *path);

/**
 * Locks the vault, waiting a moment for whoever has it; tells that it is in use where that lasts.
 *
 * \param is_shared  readers do not disturb each other
 * \param out        on success an open file: closing it lets go
 */
enum exit_code vault_file_lock(
    const struct session *session, const char *path, bool is_shared, int *out);

/** Reads the file if it is the user's own and nobody else may read it; no link is followed. */
enum exit_code vault_file_read(const struct session *session, const char *path, struct file *out);

#endif
