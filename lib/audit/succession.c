/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/audit.h>

/** Its name and, in English and Chinese, what it means. */
struct story {
    const char *name;
    const char *sentence[2];
};

static const struct story stories[] = {
    [WALLET_SUCCESSION_SAME] = { "SAME", { "the log is as it was", "日志与先前所见一致" } },
    [WALLET_SUCCESSION_GROWN] = { "GROWN",
                                  { "the log only grew since then",
                                    "日志此后只有追加，没有改动" } },
    [WALLET_SUCCESSION_FORK] = { "FORK",
                                 { "the log has as many entries as then, but others: it was forked",
                                   "日志条数与先前相同，但内容不同：日志被分叉" } },
    [WALLET_SUCCESSION_ROLLBACK] = { "ROLLBACK",
                                     { "the log has fewer entries than then: its end was cut off",
                                       "日志条数少于先前所见：末尾被截去" } },
    [WALLET_SUCCESSION_INCONSISTENT] = { "INCONSISTENT",
                                         { "the log has grown, but its older entries are others "
                                           "now",
                                           "日志虽有增长，但先前的条目已被改动" } },
    [WALLET_SUCCESSION_UNPROVEN] = { "UNPROVEN",
                                     { "the log has grown, and there is no proof that it only grew",
                                       "日志已增长，但没有证据表明只有追加" } },
    [WALLET_SUCCESSION_FOREIGN] = { "FOREIGN", { "it is another log", "不是同一个日志" } },
};

enum {
    STORY_COUNT = sizeof stories / sizeof *stories,
};

static const struct story *story_of(enum wallet_succession succession)
{
    const size_t index = (size_t)succession;
    return &stories[index < STORY_COUNT ? index : WALLET_SUCCESSION_UNPROVEN];
}

const char *wallet_succession_name(enum wallet_succession succession)
{
    return story_of(succession)->name;
}

const char *wallet_succession_sentence(
    enum wallet_succession succession, enum wallet_language language)
{
    return story_of(succession)->sentence[language == WALLET_CHINESE];
}
