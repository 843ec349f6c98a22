/* SPDX-License-Identifier: Apache-2.0 */
#include "vault_cost.h"

#include "output.h"

const char *const vault_costs[] = { "low", "moderate", "high", NULL };

struct wallet_vault_cost vault_cost_of(const char *name)
{
    struct wallet_vault_cost cost = { 0 };

    (void)wallet_vault_cost_find(name ? name : "moderate", &cost);
    return cost;
}

enum exit_code vault_cost_complain(const struct session *session, const struct wallet_error *error)
{
    (void)refuse(session, error, SAY(session, "the passphrase cannot be used", "口令无法使用"));
    if (error->status == WALLET_ERR_MEMORY) {
        hint(
            session,
            SAY(session,
                "close other programs, or take --cost low",
                "请关闭其他程序，或使用 --cost low"));
        return EXIT_CODE_FILE;
    }

    hint(
        session,
        SAY(session,
            "take several words that nobody can guess: 8 characters at the very least",
            "请用别人猜不到的若干词语：至少 8 个字符"));
    return EXIT_CODE_KEY;
}
