/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/case.h>

/** A name, and what people call it in English and Chinese. */
struct term {
    const char *name;
    const char *label[2];
};

enum {
    STATE_COUNT = WALLET_CASE_RETURNED + 1,
    WAY_COUNT = WALLET_WAY_REUSE + 1,
};

static const struct term states[STATE_COUNT] = {
    [WALLET_CASE_NONE] = { "NONE", { "none", "无" } },
    [WALLET_CASE_COLLECTING] = { "COLLECTING", { "collecting", "收件" } },
    [WALLET_CASE_ACCEPTED] = { "ACCEPTED", { "accepted", "受理" } },
    [WALLET_CASE_CORRECTING] = { "CORRECTING", { "to be completed", "补齐补正" } },
    [WALLET_CASE_NOT_ACCEPTED] = { "NOT_ACCEPTED", { "not accepted", "不予受理" } },
    [WALLET_CASE_CLOSED] = { "CLOSED", { "closed", "办结" } },
    [WALLET_CASE_SUSPENDED] = { "SUSPENDED", { "suspended", "挂起" } },
    [WALLET_CASE_IN_PROGRESS] = { "IN_PROGRESS", { "in progress", "在办" } },
    [WALLET_CASE_RETURNED] = { "RETURNED", { "returned", "退件" } },
};

static const struct term ways[WAY_COUNT] = {
    [0] = { "none", { "none", "无" } },
    [WALLET_WAY_SHOW] = { "show", { "shown by the holder", "亮码" } },
    [WALLET_WAY_SCAN] = { "scan", { "answer to the counter's code", "扫码" } },
    [WALLET_WAY_FACE] = { "face", { "face check", "刷脸" } },
    [WALLET_WAY_DUTY] = { "duty", { "by duty", "依职能" } },
    [WALLET_WAY_SHEET] = { "sheet", { "printed licence", "纸质证照码" } },
    [WALLET_WAY_PAPER] = { "paper", { "paper", "纸质材料" } },
    [WALLET_WAY_REUSE] = { "reuse", { "submitted before", "只交一次" } },
};

/* One row a state: where a case may go from it (the states of one-window systems).  A state without successors is an end;
 * nothing leads back to COLLECTING, so CORRECTING is entered once. */
static const unsigned followers[STATE_COUNT] = {
    [WALLET_CASE_COLLECTING] =
        1U << WALLET_CASE_ACCEPTED | 1U << WALLET_CASE_CORRECTING | 1U << WALLET_CASE_NOT_ACCEPTED,
    [WALLET_CASE_CORRECTING] =
        1U << WALLET_CASE_ACCEPTED | 1U << WALLET_CASE_NOT_ACCEPTED | 1U << WALLET_CASE_RETURNED,
    [WALLET_CASE_ACCEPTED] = 1U << WALLET_CASE_IN_PROGRESS | 1U << WALLET_CASE_SUSPENDED |
                             1U << WALLET_CASE_RETURNED | 1U << WALLET_CASE_CLOSED,
    [WALLET_CASE_IN_PROGRESS] =
        1U << WALLET_CASE_SUSPENDED | 1U << WALLET_CASE_RETURNED | 1U << WALLET_CASE_CLOSED,
    [WALLET_CASE_SUSPENDED] = 1U << WALLET_CASE_IN_PROGRESS | 1U << WALLET_CASE_RETURNED,
};

const char *wallet_case_state_name(enum wallet_case_state state)
{
    const char *name = (size_t)state < STATE_COUNT ? states[state].name : NULL;
    return name ? name : states[WALLET_CASE_NONE].name;
}

const char *wallet_case_state_label(enum wallet_case_state state, enum wallet_language language)
{
    const size_t at = (size_t)state < STATE_COUNT && states[state].name ? state : WALLET_CASE_NONE;
    return states[at].label[language == WALLET_CHINESE];
}

bool wallet_case_may_go(enum wallet_case_state from, enum wallet_case_state to)
{
    return (size_t)from < STATE_COUNT && (size_t)to < STATE_COUNT &&
           (followers[from] >> to & 1U) != 0;
}

const char *wallet_case_way_name(enum wallet_case_way way)
{
    return ways[(size_t)way < WAY_COUNT ? way : 0].name;
}

const char *wallet_case_way_label(enum wallet_case_way way, enum wallet_language language)
{
    return ways[(size_t)way < WAY_COUNT ? way : 0].label[language == WALLET_CHINESE];
}
