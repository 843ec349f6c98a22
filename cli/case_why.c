/* SPDX-License-Identifier: Apache-2.0 */
#include "case_why.h"

#include <wallet/reason.h>

#include "output.h"

#include <string.h>

static const char *const reasons[][2] = {
    { "it is in the case already", "该证照已在本办件中" },
    { "no material of this matter wants a licence of this type", "本事项的材料不需要此类证照" },
    { "it is not a licence of anybody whom this case is about", "该证照的持证主体与本办件不符" },
    { "it does not say whose it is: the holder's number is not shown",
      "未出示持证主体代码，无法确认属于何人" },
    { "a licence stands for this material already", "该材料已有证照" },
    { "expected a note on what was looked at", "请注明查看了什么材料" },
    { "the matter does not let this material follow later", "该材料不允许容缺后补" },
    { "the material is there already", "该材料已收取" },
    { "expected a day such as 2026-12-31", "应为日期，如 2026-12-31" },
    { "the day is over", "该日期已过" },
    { "nothing was written there by hand", "该项并未手工填写" },
    { "this rule is not for the clerk to decide", "该比对结果不由经办人认定" },
    { "expected the reason", "请说明理由" },
    { "something is still lacking", "仍有欠缺，不能受理" },
    { "nothing is lacking", "没有欠缺，无须补正" },
    { "a material was deferred, or is to be checked, and has not come",
      "容缺或待核验的材料尚未补齐" },
    { "what came later does not agree with what was there", "后补材料与原有内容比对不一致" },
    { "the case is over", "办件已结束" },
    { "the case was accepted: only what was deferred or is to be checked comes later",
      "办件已受理，只能补交容缺或待核验的材料" },
    { "the case was accepted or is over: it no longer changes", "办件已受理或已结束，不能再修改" },
    { "another program has changed the case since it was read", "办件已被其他程序修改" },
    { "there is no case of this number", "没有此编号的办件" },
    { "the matter does not share this material", "本事项的该材料不参与共享" },
    { "something stands for this material already", "该材料已收取" },
    { "whose case it is shows only when a licence has been taken",
      "尚未收取任何证照，无法确定申请人" },
    { "this holder submitted nothing in that case which could stand for the material",
      "该申请人在该办件中没有提交过可用于此材料的内容" },
    { "a later case has a newer one", "其后的办件中已有更新的材料" },
};

/** What became of a licence since: the reason behind these words has a sentence in both languages. */
static const char *const before_reason[] = {
    "the licence no longer holds: ",
    "it cannot be told whether the licence still holds: ",
};

static const char *find_sentence(const char *message, enum wallet_language language)
{
    for (size_t i = 0; i < sizeof before_reason / sizeof before_reason[0]; i++) {
        const size_t size = strlen(before_reason[i]);
        if (strncmp(message, before_reason[i], size) == 0) {
            return wallet_reason_sentence(wallet_reason_find(message + size), language);
        }
    }

    return NULL;
}

const char *case_why(const struct session *session, const struct wallet_error *error)
{
    const char *sentence = find_sentence(error->message, session->language);

    if (sentence || session->language != WALLET_CHINESE) {
        return sentence ? sentence : error->message;
    }

    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (strcmp(reasons[i][0], error->message) == 0) {
            return reasons[i][1];
        }
    }

    return strncmp(error->message, "a case cannot go from", 21) == 0
               ? "办件当前状态不能转为该状态"
               : output_sentence(error->status);
}
