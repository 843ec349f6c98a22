/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VAULT_PUBLIC_H
#define WALLET_CLI_VAULT_PUBLIC_H

#include "save.h"
#include "vault.h"

/**
 * Writes the public half of a key of the vault: the key file that an agency binds licences to.
 *
 * \param kid   the key's id in hex; NULL: the vault's first
 * \param path  "-" for standard output
 */
enum exit_code vault_public_write(
    const struct open_vault *open, const char *kid, const char *path, enum save_kind kind);

#endif
