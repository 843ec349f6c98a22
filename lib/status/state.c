/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/status.h>

#include <string.h>

static const struct {
    enum wallet_licence_state state;
    const char *english;
    const char *chinese;
} names[] = {
    { WALLET_STATE_VALID, "valid", "有效" },
    { WALLET_STATE_SUSPENDED, "suspended", "暂扣" },
    { WALLET_STATE_WITHDRAWN, "withdrawn", "撤销" },
    { WALLET_STATE_CANCELLED, "cancelled", "注销" },
    { WALLET_STATE_LAPSED, "lapsed", "失效" },
    { WALLET_STATE_TRANSFERRED, "transferred", "办理转出" },
    { WALLET_STATE_REVOKED, "revoked", "吊销" },
    { WALLET_STATE_OTHER, "other", "其他" },
};

const char *wallet_licence_state_name(
    enum wallet_licence_state state, enum wallet_language language)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].state == state) {
            return language == WALLET_CHINESE ? names[i].chinese : names[i].english;
        }
    }

    return language == WALLET_CHINESE ? "未知" : "unknown";
}

bool wallet_licence_state_find(const char *name, enum wallet_licence_state *out)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].english, name) == 0) {
            *out = names[i].state;
            return true;
        }
    }

    return false;
}
