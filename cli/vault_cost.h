/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VAULT_COST_H
#define WALLET_CLI_VAULT_COST_H

#include <wallet/vault.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** The names for --cost; ends with NULL. */
extern const char *const vault_costs[];

/** The row of --cost. */
#define VAULT_COST_OPTION(settings_, member_)                                                                       \
    {                                                                                                               \
        .kind = OPTION_TEXT, .name = "cost", .value = "COST", .choices = vault_costs,                               \
        .offset = offsetof(settings_, member_),                                                                     \
        .help = "of each guess: moderate (default; 256 MiB), high (1 GiB), low (8 MiB; tests, "                     \
                "weak devices)",                                                                                    \
        .help_zh =                                                                                                  \
            "每次猜测的代价：moderate（默认，256 MiB）、high（1 GiB）、low（8 MiB，仅供测试" \
            "和低配设备）"                                                                                    \
    }

/** The cost of this name, which is one of those above; NULL: moderate. */
struct wallet_vault_cost vault_cost_of(const char *name);

/** Tells why a vault cannot be put under a new passphrase. */
enum exit_code vault_cost_complain(const struct session *session, const struct wallet_error *error);

#endif
