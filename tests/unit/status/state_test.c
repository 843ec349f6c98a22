/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/status.h>

#include "test.h"

TEST(each_state_has_a_name_in_both_languages)
{
    static const struct {
        enum wallet_licence_state state;
        const char *english;
        const char *chinese;
    } rows[] = {
        { WALLET_STATE_VALID, "valid", "有效" },
        { WALLET_STATE_SUSPENDED, "suspended", "暂扣" },
        { WALLET_STATE_WITHDRAWN, "withdrawn", "撤销" },
        { WALLET_STATE_CANCELLED, "cancelled", "注销" },
        { WALLET_STATE_LAPSED, "lapsed", "失效" },
        { WALLET_STATE_TRANSFERRED, "transferred", "办理转出" },
        { WALLET_STATE_REVOKED, "revoked", "吊销" },
        { WALLET_STATE_OTHER, "other", "其他" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum wallet_licence_state found = WALLET_STATE_OTHER;
        CHECK_TEXT(wallet_licence_state_name(rows[i].state, WALLET_ENGLISH), rows[i].english);
        CHECK_TEXT(wallet_licence_state_name(rows[i].state, WALLET_CHINESE), rows[i].chinese);
        CHECK(wallet_licence_state_find(rows[i].english, &found));
        CHECK_EQUAL(found, rows[i].state);
    }
}

TEST(there_are_no_other_states)
{
    enum wallet_licence_state found = WALLET_STATE_VALID;
    CHECK(!wallet_licence_state_find("Revoked", &found));
    CHECK(!wallet_licence_state_find("", &found));
    CHECK_EQUAL(found, WALLET_STATE_VALID);
    CHECK_TEXT(wallet_licence_state_name((enum wallet_licence_state)0, WALLET_ENGLISH), "unknown");
}
