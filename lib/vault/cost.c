/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "vault/vault.h"

#include <string.h>

static const struct {
    const char *name;
    struct wallet_vault_cost cost;
} costs[] = {
    { "low", { 1, 8192 } },
    { "moderate", { 3, 262144 } },
    { "high", { 4, 1048576 } },
};

bool wallet_vault_cost_find(const char *name, struct wallet_vault_cost *out)
{
    for (size_t i = 0; name && out && i < sizeof costs / sizeof costs[0]; i++) {
        if (strcmp(costs[i].name, name) == 0) {
            *out = costs[i].cost;
            return true;
        }
    }

    return false;
}

bool wlt_vault_cost_is_fine(struct wallet_vault_cost cost)
{
    return cost.passes >= 1 && cost.passes <= WALLET_VAULT_PASSES_MAX &&
           cost.memory_kib >= WLT_ARGON2ID_MEMORY_KIB_MIN &&
           cost.memory_kib <= WALLET_VAULT_MEMORY_KIB_MAX;
}

/** Characters of valid UTF-8: all bytes but those that continue one. */
static size_t count_characters(struct wallet_bytes utf8)
{
    size_t count = 0;

    for (size_t i = 0; i < utf8.size; i++) {
        count += (utf8.data[i] & 0xc0) != 0x80;
    }

    return count;
}

enum wallet_status wlt_vault_check_passphrase(
    struct wallet_bytes passphrase, struct wallet_error *error)
{
    if (passphrase.size > WALLET_VAULT_PASSPHRASE_MAX || !wlt_utf8_is_valid(passphrase) ||
        count_characters(passphrase) < WALLET_VAULT_PASSPHRASE_MIN) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "expected a passphrase of at least %d characters and at most %d bytes, in UTF-8",
            WALLET_VAULT_PASSPHRASE_MIN,
            WALLET_VAULT_PASSPHRASE_MAX);
    }

    return WALLET_OK;
}
