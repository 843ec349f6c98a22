/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/audit.h>

#include <strings.h>

/** A name, and what people call it in English and Chinese. */
struct term {
    const char *name;
    const char *label[2];
};

static const struct term acts[WALLET_ACT_COUNT] = {
    [WALLET_ACT_NONE] = { "NONE", { "another act", "其他行为" } },
    [WALLET_ACT_ISSUE] = { "ISSUE", { "issued", "签发入库" } },
    [WALLET_ACT_LOAD] = { "LOAD", { "loaded", "归集入库" } },
    [WALLET_ACT_STATE] = { "STATE", { "changed its state", "变更状态" } },
    [WALLET_ACT_RELEASE] = { "RELEASE", { "fields given", "调用" } },
    [WALLET_ACT_COMPARE] = { "COMPARE", { "values compared", "比对" } },
    [WALLET_ACT_SEARCH] = { "SEARCH", { "searched", "检索" } },
    [WALLET_ACT_VERIFY] = { "VERIFY", { "copy checked", "核验" } },
    [WALLET_ACT_REFUSE] = { "REFUSE", { "refused", "拒绝" } },
    [WALLET_ACT_PROBLEM] = { "PROBLEM", { "problem reported", "问题反馈" } },
    [WALLET_ACT_SUBSCRIBE] = { "SUBSCRIBE", { "subscription changed", "变更订阅" } },
    [WALLET_ACT_ERASE] = { "ERASE", { "content erased", "删除证照内容" } },
    [WALLET_ACT_FORGET] = { "FORGET", { "older entry's content erased", "删除旧日志内容" } },
    [WALLET_ACT_CASE] = { "CASE", { "act in a case", "办件操作" } },
};

static const struct term details[WALLET_DETAIL_COUNT] = {
    [WALLET_DETAIL_COUNTER] = { "counter", { "asked by", "用证单位" } },
    [WALLET_DETAIL_DESK] = { "desk", { "desk or system", "窗口或系统" } },
    [WALLET_DETAIL_CLERK] = { "clerk", { "clerk", "经办人" } },
    [WALLET_DETAIL_MATTER] = { "matter", { "matter code", "事项编码" } },
    [WALLET_DETAIL_MATTER_NAME] = { "matter_name", { "matter", "办理事项" } },
    [WALLET_DETAIL_METHOD] = { "method", { "authorised by", "授权方式" } },
    [WALLET_DETAIL_TYPE] = { "type", { "licence type", "证照类型" } },
    [WALLET_DETAIL_FIELDS] = { "fields", { "fields", "数据项" } },
    [WALLET_DETAIL_GRANT] = { "grant", { "grant's digest", "授权摘要" } },
    [WALLET_DETAIL_RESULT] = { "result", { "result", "结果" } },
    [WALLET_DETAIL_REASON] = { "reason", { "reason", "原因" } },
    [WALLET_DETAIL_NUMBER] = { "number", { "entry", "日志条目" } },
    [WALLET_DETAIL_NOTE] = { "note", { "note", "备注" } },
    [WALLET_DETAIL_CASE] = { "case", { "case", "办件编号" } },
    [WALLET_DETAIL_DEED] = { "deed", { "digest of the act", "操作摘要" } },
};

static const struct term *term_of(enum wallet_act act)
{
    return &acts[(size_t)act < WALLET_ACT_COUNT ? act : WALLET_ACT_NONE];
}

const char *wallet_act_name(enum wallet_act act)
{
    return term_of(act)->name;
}

enum wallet_act wallet_act_find(const char *name)
{
    for (size_t i = 1; name && i < WALLET_ACT_COUNT; i++) {
        if (strcasecmp(acts[i].name, name) == 0) {
            return (enum wallet_act)i;
        }
    }

    return WALLET_ACT_NONE;
}

const char *wallet_act_label(enum wallet_act act, enum wallet_language language)
{
    return term_of(act)->label[language == WALLET_CHINESE];
}

const char *wallet_detail_name(uint64_t key)
{
    return key < WALLET_DETAIL_COUNT ? details[key].name : NULL;
}

const char *wallet_detail_label(uint64_t key, enum wallet_language language)
{
    return key < WALLET_DETAIL_COUNT ? details[key].label[language == WALLET_CHINESE] : NULL;
}
