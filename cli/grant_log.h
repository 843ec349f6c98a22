/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GRANT_LOG_H
#define WALLET_CLI_GRANT_LOG_H

#include "grant_key.h"
#include "granting.h"

/**
 * Puts down in the vault's history what is granted, or was not, to whom and for what; saves it.
 *
 * \param to_name  the counter's; "": not known
 */
enum exit_code grant_log(
    struct open_vault *open,
    const struct granting *granting,
    const struct grant_key *key,
    enum wallet_vault_act act,
    const char *to_name);

#endif
