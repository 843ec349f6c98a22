/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

TEST(every_act_has_a_name_of_its_own)
{
    for (int i = WALLET_VAULT_SHOWN; i <= WALLET_VAULT_GRANTED; i++) {
        const char *name = wallet_vault_act_name((enum wallet_vault_act)i);
        CHECK(strcmp(name, "unknown") != 0);
        for (int j = WALLET_VAULT_SHOWN; j < i; j++) {
            CHECK(strcmp(name, wallet_vault_act_name((enum wallet_vault_act)j)) != 0);
        }
    }

    CHECK_TEXT(wallet_vault_act_name((enum wallet_vault_act)99), "unknown");
}
