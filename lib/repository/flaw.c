/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/repository.h>

const char *wallet_flaw_sentence(enum wallet_flaw flaw, enum wallet_language language)
{
    const bool is_chinese = language == WALLET_CHINESE;

    switch (flaw) {
    case WALLET_FLAW_NONE: break;
    case WALLET_FLAW_BODY:
        return is_chinese ? "证照内容无法解密，或与其摘要不符"
                          : "what is stored does not open, or is not what its digest says";
    case WALLET_FLAW_INDEX:
        return is_chinese ? "未登记在其持证主体、类型、颁发机构、流水号或密钥之下"
                          : "it does not stand under its holder, type, issuer, serial or key";
    case WALLET_FLAW_NAME:
        return is_chinese ? "按其证照标识查不到" : "it cannot be found by its identifier";
    case WALLET_FLAW_LIVE:
        return is_chinese ? "状态与“现行有效”标记相矛盾"
                          : "its state and its being the one in force contradict each other";
    case WALLET_FLAW_ORPHAN:
        return is_chinese ? "内容或标识所属的证照不存在"
                          : "content or identifier of a licence that is not there";
    }

    return is_chinese ? "无问题" : "nothing is wrong";
}
