/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/vault.h>

const char *wallet_vault_act_name(enum wallet_vault_act act)
{
    switch (act) {
    case WALLET_VAULT_SHOWN: return "shown";
    case WALLET_VAULT_ANSWERED: return "answered";
    case WALLET_VAULT_DECLINED: return "declined";
    case WALLET_VAULT_ADDED: return "added";
    case WALLET_VAULT_REMOVED: return "removed";
    case WALLET_VAULT_IMPORTED: return "imported";
    case WALLET_VAULT_REKEYED: return "rekeyed";
    case WALLET_VAULT_ROLLED: return "rollback-accepted";
    case WALLET_VAULT_GRANTED: return "granted";
    }

    return "unknown";
}
