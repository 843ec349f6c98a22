/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/audit_log.h>

/** Its name and, in English and Chinese, what it means. */
struct story {
    const char *name;
    const char *sentence[2];
};

static const struct story stories[] = {
    [WALLET_DAMAGE_DATABASE] = { "DATABASE",
                                 { "the database is damaged in itself", "数据库文件本身已损坏" } },
    [WALLET_DAMAGE_HEAD] = { "HEAD",
                             { "the log's head does not fit its entries", "日志头与条目不符" } },
    [WALLET_DAMAGE_MISSING] = { "MISSING", { "the entry is missing", "条目缺失" } },
    [WALLET_DAMAGE_LEAF] = { "LEAF",
                             { "the entry's content does not fit its hash",
                               "条目内容与其哈希值不符" } },
    [WALLET_DAMAGE_BODY] = { "BODY",
                             { "the entry's content is not what was written", "条目内容被改动" } },
    [WALLET_DAMAGE_ERASED] = { "ERASED",
                               { "the entry's content is gone, and no entry says it was erased",
                                 "条目内容缺失，且日志中没有删除记录" } },
    [WALLET_DAMAGE_TILE] = { "TILE",
                             { "stored hashes do not fit the entries", "存储的哈希值与条目不符" } },
    [WALLET_DAMAGE_CHECKPOINT] = { "CHECKPOINT",
                                   { "a checkpoint does not fit the entries",
                                     "检查点与条目不符" } },
    [WALLET_DAMAGE_SIGNATURE] = { "SIGNATURE",
                                  { "a checkpoint's signature does not hold",
                                    "检查点的签名无效" } },
    [WALLET_DAMAGE_USE] = { "USE",
                            { "the list of uses does not fit the entries", "用证清单与条目不符" } },
    [WALLET_DAMAGE_CUT] = { "CUT",
                            { "the log's end was cut off: others hold a signed root of more "
                              "entries",
                              "日志末尾被截去：他人持有更多条目的签名凭据" } },
    [WALLET_DAMAGE_FORK] = { "FORK",
                             { "others hold a signed root of other entries",
                               "他人持有的签名凭据与现有条目不符" } },
};

static const struct story *story_of(enum wallet_damage damage)
{
    const size_t index = (size_t)damage;
    return &stories[index < sizeof stories / sizeof *stories ? index : WALLET_DAMAGE_DATABASE];
}

const char *wallet_damage_name(enum wallet_damage damage)
{
    return story_of(damage)->name;
}

const char *wallet_damage_sentence(enum wallet_damage damage, enum wallet_language language)
{
    return story_of(damage)->sentence[language == WALLET_CHINESE];
}
