/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/call.h>

/** An outcome's name and, in English and Chinese, what a clerk must know about it. */
struct story {
    const char *name;
    const char *sentence[2];
    const char *remedy[2];
};

static const struct story stories[WALLET_OUTCOME_COUNT] = {
    [WALLET_OUTCOME_SUCCESS] = { "SUCCESS", { "Done.", "成功。" }, { "", "" } },
    [WALLET_OUTCOME_NOT_AUTHENTICATED] = {
        "NOT_AUTHENTICATED",
        { "The repository could not tell who asks, or when.", "证照库无法确认调用方身份或调用时间。" },
        { "Check the clock and the counter's key; the region must have the counter in its trust list.",
          "请检查本机时间和窗口密钥；窗口须在本地区信任名单中。" },
    },
    [WALLET_OUTCOME_NO_RIGHT] = {
        "NO_RIGHT",
        { "This counter may not ask for this licence type or field.",
          "该窗口没有访问该证照类型或信息项的权限。" },
        { "Ask for less, or have the region extend what the counter may ask.",
          "请减少调用内容，或先向主管部门申请权限。" },
    },
    [WALLET_OUTCOME_NONE_FOUND] = {
        "NONE_FOUND",
        { "The holder has no such licence in the repository.", "未找到匹配的证照信息。" },
        { "Report it as missing, and accept paper meanwhile.", "请登记缺证问题，并先行容缺受理纸质证照。" },
    },
    [WALLET_OUTCOME_PARAMETER] = {
        "PARAMETER",
        { "Something in the call is missing or makes no sense.", "调用参数缺失或错误。" },
        { "Whoever runs the counter's system must put it right.", "请联系窗口业务系统的运维单位。" },
    },
    [WALLET_OUTCOME_TYPE_UNKNOWN] = {
        "TYPE_UNKNOWN",
        { "There is no such licence type or field.", "证照类型或信息项不存在，或尚未发布。" },
        { "Look the type up in the catalogue.", "请核对证照目录中的类型代码。" },
    },
    [WALLET_OUTCOME_REVOKED] = {
        "REVOKED",
        { "The licence has been revoked or cancelled.", "证照已废止或已注销。" },
        { "Do not accept it; the holder must turn to the issuing agency.",
          "不予采信；请持证人联系发证机关。" },
    },
    [WALLET_OUTCOME_SUSPENDED] = {
        "SUSPENDED",
        { "The licence is suspended.", "证照已暂停使用。" },
        { "Do not accept it until the issuing agency restores it.", "发证机关恢复之前不予采信。" },
    },
    [WALLET_OUTCOME_EXPIRED] = {
        "EXPIRED",
        { "The licence is outside its period of validity.", "证照不在有效期内。" },
        { "The holder must renew it.", "请持证人办理换证。" },
    },
    [WALLET_OUTCOME_USE_RESTRICTED] = {
        "USE_RESTRICTED",
        { "This licence was issued for printing: it is given whole or compared, not in parts.",
          "该证照为打印版，只能整份调用或比对，不能部分调用。" },
        { "Compare the values, or ask for the whole licence.", "请改用比对校验，或调用整份证照。" },
    },
    [WALLET_OUTCOME_MATTER_MISSING] = {
        "MATTER_MISSING",
        { "The call does not say for which matter.", "未说明办理事项或用途。" },
        { "Say the matter with its code, or the cause.", "请填写事项名称及编码，或说明用证事由。" },
    },
    [WALLET_OUTCOME_NOT_SUBSCRIBED] = {
        "NOT_SUBSCRIBED",
        { "The department has no subscription to this for this matter.",
          "本部门未订阅该事项所需的证照或信息项。" },
        { "Have the department subscribe to it.", "请由本部门先办理订阅。" },
    },
    [WALLET_OUTCOME_SUBSCRIPTION_ENDED] = {
        "SUBSCRIPTION_ENDED",
        { "The department's subscription to this has ended.", "本部门的订阅已到期。" },
        { "Have the department renew it.", "请由本部门办理续订。" },
    },
    [WALLET_OUTCOME_GRANT_MISSING] = {
        "GRANT_MISSING",
        { "There is no leave by the holder.", "未取得持证人授权。" },
        { "Ask the holder to show the code, or to answer a request.", "请持证人亮码或扫码授权。" },
    },
    [WALLET_OUTCOME_GRANT_REFUSED] = {
        "GRANT_REFUSED",
        { "The grant does not hold: its signature or its signer is not to be relied on.",
          "授权无效：签名或签名者不可信。" },
        { "Ask the holder to authorise again.", "请持证人重新授权。" },
    },
    [WALLET_OUTCOME_GRANT_EXPIRED] = {
        "GRANT_EXPIRED",
        { "The grant is not good any more, or not yet.", "授权已过期，或尚未生效。" },
        { "Ask the holder to authorise again.", "请持证人重新授权。" },
    },
    [WALLET_OUTCOME_GRANT_AUDIENCE] = {
        "GRANT_AUDIENCE",
        { "The grant was given to another counter.", "该授权是给其他窗口的。" },
        { "Ask the holder to authorise this counter.", "请持证人对本窗口授权。" },
    },
    [WALLET_OUTCOME_GRANT_MATTER] = {
        "GRANT_MATTER",
        { "The grant was given for another matter.", "该授权用于其他事项。" },
        { "Ask the holder to authorise for this matter.", "请持证人就本事项授权。" },
    },
    [WALLET_OUTCOME_GRANT_SCOPE] = {
        "GRANT_SCOPE",
        { "The grant does not cover a licence or field asked for.", "所调用的证照或信息项超出授权范围。" },
        { "Ask for less, or ask the holder to authorise it too.", "请减少调用内容，或请持证人补充授权。" },
    },
    [WALLET_OUTCOME_GRANT_HOLDER] = {
        "GRANT_HOLDER",
        { "The grant's key belongs to no valid licence here.", "授权所用密钥未绑定本库中任何有效证照。" },
        { "The holder must use the wallet to which the licences were issued.",
          "请持证人使用领取证照的钱包授权。" },
    },
    [WALLET_OUTCOME_USED_ALREADY] = {
        "USED_ALREADY",
        { "This call or its grant was used before.", "该授权或该次调用已被使用。" },
        { "Ask the holder to authorise again.", "请持证人重新授权。" },
    },
    [WALLET_OUTCOME_NOT_GENUINE] = {
        "NOT_GENUINE",
        { "This is not what was issued.", "该文件与签发的证照不符。" },
        { "Do not accept it.", "不予采信。" },
    },
    [WALLET_OUTCOME_OUTDATED] = {
        "OUTDATED",
        { "A newer version of this licence is in the repository.", "证照库中已有该证照的新版本。" },
        { "Obtain the newer one.", "请调用最新版本。" },
    },
    [WALLET_OUTCOME_UNREADABLE] = {
        "UNREADABLE",
        { "The stored licence does not load.", "库存证照无法加载。" },
        { "Report it, and accept paper meanwhile.", "请登记加载失败问题，并先行容缺受理纸质证照。" },
    },
    [WALLET_OUTCOME_BUSY] = {
        "BUSY",
        { "The repository is busy; nothing was done.", "服务繁忙，本次调用未执行。" },
        { "Ask again in a moment.", "请稍后重试。" },
    },
    [WALLET_OUTCOME_OTHER] = {
        "OTHER",
        { "The repository failed; nothing was done.", "证照库故障，本次调用未执行。" },
        { "Ask again; if it fails again, tell whoever runs the repository.",
          "请重试；仍失败请联系证照库运维单位。" },
    },
};

static const struct story *story_of(enum wallet_outcome outcome)
{
    return &stories[(unsigned)outcome < WALLET_OUTCOME_COUNT ? outcome : WALLET_OUTCOME_OTHER];
}

const char *wallet_outcome_name(enum wallet_outcome outcome)
{
    return story_of(outcome)->name;
}

const char *wallet_outcome_sentence(enum wallet_outcome outcome, enum wallet_language language)
{
    return story_of(outcome)->sentence[language == WALLET_CHINESE];
}

const char *wallet_outcome_remedy(enum wallet_outcome outcome, enum wallet_language language)
{
    return story_of(outcome)->remedy[language == WALLET_CHINESE];
}
