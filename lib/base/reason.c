/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/reason.h>

#include <strings.h>

/** A reason's name and, in English and Chinese, what a clerk must know about it. */
struct story {
    const char *name;
    const char *sentence[2];
    const char *fault[2];
    const char *remedy[2];
};

static const struct story stories[WALLET_REASON_COUNT] = {
    [WALLET_REASON_NONE] = { "NONE", { "", "" }, { "", "" }, { "", "" } },
    [WALLET_REASON_MALFORMED] = {
        "MALFORMED",
        { "This is not a complete, well-formed licence.", "这不是一份完整、格式正确的证照。" },
        { "the code or its copy", "证照码或其复制件" },
        { "Ask for the code to be shown again; if it fails again, the issuing agency must renew it.",
          "请持证人重新出示；如仍无法识别，请到发证机关重新制证。" },
    },
    [WALLET_REASON_TOO_LARGE] = {
        "TOO_LARGE",
        { "This is larger than any licence may be.", "数据超过证照允许的最大长度。" },
        { "whoever made the code", "制码方" },
        { "Do not use it; the issuing agency must make a smaller one.",
          "请勿使用；由发证机关重新制作。" },
    },
    [WALLET_REASON_UNSUPPORTED] = {
        "UNSUPPORTED",
        { "This kind of licence cannot be read here.", "本系统不支持这种证照。" },
        { "nobody: another format", "无过错：格式不同" },
        { "Use the system it was made for, or ask for another proof.",
          "请使用对应的系统核验，或请持证人提供其他证明。" },
    },
    [WALLET_REASON_ALGORITHM] = {
        "ALGORITHM",
        { "The signature names an algorithm that its key may not be used with.",
          "签名所用算法与签名密钥不符。" },
        { "whoever made the code", "制码方" },
        { "Do not accept it; the issuing agency can tell whether it made it.",
          "不予采信；请向发证机关核实。" },
    },
    [WALLET_REASON_ISSUER_UNKNOWN] = {
        "ISSUER_UNKNOWN",
        { "Nobody we trust has signed this.", "签发者不在信任名单中。" },
        { "the trust list here, or the code", "本机信任名单，或证照码本身" },
        { "Update the trust list; if the agency is still not in it, ask the agency.",
          "请更新信任名单；如仍没有该机关，请与发证机关联系。" },
    },
    [WALLET_REASON_CERTIFICATE] = {
        "CERTIFICATE",
        { "The signer's certificate does not hold at this time.", "签发者的数字证书在该时间无效。" },
        { "the issuing agency", "发证机关" },
        { "The issuing agency must renew its certificate, or the licence.",
          "请发证机关更新证书或重新签发证照。" },
    },
    [WALLET_REASON_SIGNATURE] = {
        "SIGNATURE",
        { "The content was altered, or somebody else signed it.", "内容被改动，或并非该机关所签。" },
        { "the one who made or altered the code", "伪造或改动证照码的人" },
        { "Do not accept it; ask for the original licence and report it.",
          "不予采信；请要求出示原证照并上报。" },
    },
    [WALLET_REASON_ISSUER_NOT_AUTHORISED] = {
        "ISSUER_NOT_AUTHORISED",
        { "The signer is known, but may not issue this type of licence.",
          "签发者无权签发此类证照。" },
        { "the signing agency, or its entry in the trust list", "签发机关，或信任名单中的授权" },
        { "Ask the agency that is responsible for this type of licence.",
          "请向有权签发此类证照的机关核实。" },
    },
    [WALLET_REASON_NOT_YET_VALID] = {
        "NOT_YET_VALID",
        { "The licence is not valid yet.", "证照尚未生效。" },
        { "nobody, or a wrong clock", "无过错，或本机时间有误" },
        { "Come back from its first valid day on; check this machine's clock.",
          "请在生效之日后办理；并核对本机时间。" },
    },
    [WALLET_REASON_EXPIRED] = {
        "EXPIRED",
        { "The licence has expired.", "证照已过有效期。" },
        { "the holder", "持证人" },
        { "The holder renews it at the issuing agency.", "请持证人到发证机关换发。" },
    },
    [WALLET_REASON_DISCLOSURE] = {
        "DISCLOSURE",
        { "A part that is shown does not belong to this licence.", "所出示的内容不属于该证照。" },
        { "the one who presents it", "出示人" },
        { "Do not accept it; ask for the licence to be shown again.",
          "不予采信；请重新出示证照。" },
    },
    [WALLET_REASON_FIELDS] = {
        "FIELDS",
        { "The content does not fit this type of licence.", "内容与该类证照的要求不符。" },
        { "the issuing agency", "发证机关" },
        { "Report the wrong licence to the issuing agency.", "请向发证机关反馈错证。" },
    },
    [WALLET_REASON_HOLDER] = {
        "HOLDER",
        { "It was not shown by its holder's own device.", "不是由持证人本人的设备出示。" },
        { "the one who presents it", "出示人" },
        { "Ask the holder to show it from the holder's own device.",
          "请持证人用本人设备重新出示。" },
    },
    [WALLET_REASON_AUDIENCE] = {
        "AUDIENCE",
        { "The code was made for another counter.", "该码是向其他窗口出示的。" },
        { "the one who presents it", "出示人" },
        { "Ask the holder to show a code for this counter.", "请持证人向本窗口重新出示。" },
    },
    [WALLET_REASON_CODE_EXPIRED] = {
        "CODE_EXPIRED",
        { "The shown code is too old.", "出示码已过期。" },
        { "nobody: codes live for a minute", "无过错：出示码仅短时有效" },
        { "Ask the holder to refresh the code.", "请持证人刷新出示码。" },
    },
    [WALLET_REASON_REPLAYED] = {
        "REPLAYED",
        { "The code was used before.", "该码已被使用过。" },
        { "the one who presents it", "出示人" },
        { "Ask the holder for a new code; a copy is worth nothing.",
          "请持证人重新生成；截图和复制件无效。" },
    },
    [WALLET_REASON_NONCE] = {
        "NONCE",
        { "The answer does not belong to this counter's request.", "应答与本窗口的请求不符。" },
        { "the one who presents it", "出示人" },
        { "Show the request again and let the holder answer it.",
          "请重新展示请求码，由持证人再次应答。" },
    },
    [WALLET_REASON_REVOKED] = {
        "REVOKED",
        { "The licence was revoked.", "证照已被注销或吊销。" },
        { "the holder", "持证人" },
        { "Ask the issuing agency.", "请向发证机关查询。" },
    },
    [WALLET_REASON_SUSPENDED] = {
        "SUSPENDED",
        { "The licence is suspended.", "证照已被暂扣。" },
        { "the holder", "持证人" },
        { "Ask the issuing agency.", "请向发证机关查询。" },
    },
    [WALLET_REASON_STATUS_STALE] = {
        "STATUS_STALE",
        { "What is known here about revoked licences is too old.", "本机的证照状态数据已过期。" },
        { "this counter", "本窗口" },
        { "Update the status data and check again.", "请更新状态数据后重新核验。" },
    },
    [WALLET_REASON_STATUS_MISSING] = {
        "STATUS_MISSING",
        { "Whether the licence was revoked is not known here.", "本机没有该证照的状态数据。" },
        { "this counter", "本窗口" },
        { "Load the status data and check again.", "请加载状态数据后重新核验。" },
    },
    [WALLET_REASON_INCOMPLETE] = {
        "INCOMPLETE",
        { "Something that was asked for is missing.", "缺少所要求的内容。" },
        { "the one who presents it", "出示人" },
        { "Ask the holder to show the missing part too.", "请持证人补充出示。" },
    },
    [WALLET_REASON_CLOCK] = {
        "CLOCK",
        { "This machine's clock cannot be right.", "本机时间不正确。" },
        { "this counter", "本窗口" },
        { "Set the clock and check again.", "请校准本机时间后重新核验。" },
    },
    [WALLET_REASON_SESSION] = {
        "SESSION",
        { "Nobody said in which session it was shown, or the reader's key of that session is missing.",
          "未指明出示时的会话，或缺少该次会话的读卡方密钥。" },
        { "this counter", "本窗口" },
        { "Check again with the session's transcript (--transcript) and, where the device answers with "
          "a MAC, the reader's key (--reader-key).",
          "请提供会话记录（--transcript）重新核验；设备以 MAC 应答时另须提供读卡方密钥（--reader-"
          "key）。" },
    },
};

static const struct story *story_of(enum wallet_reason reason)
{
    return &stories[(size_t)reason < WALLET_REASON_COUNT ? reason : WALLET_REASON_NONE];
}

static const char *in(const char *const texts[2], enum wallet_language language)
{
    return texts[language == WALLET_CHINESE];
}

const char *wallet_reason_name(enum wallet_reason reason)
{
    return story_of(reason)->name;
}

enum wallet_reason wallet_reason_find(const char *name)
{
    for (size_t i = 1; name && i < WALLET_REASON_COUNT; i++) {
        if (strcasecmp(stories[i].name, name) == 0) {
            return (enum wallet_reason)i;
        }
    }

    return WALLET_REASON_NONE;
}

const char *wallet_reason_sentence(enum wallet_reason reason, enum wallet_language language)
{
    return in(story_of(reason)->sentence, language);
}

const char *wallet_reason_fault(enum wallet_reason reason, enum wallet_language language)
{
    return in(story_of(reason)->fault, language);
}

const char *wallet_reason_remedy(enum wallet_reason reason, enum wallet_language language)
{
    return in(story_of(reason)->remedy, language);
}
