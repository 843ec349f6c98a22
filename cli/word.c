/* SPDX-License-Identifier: Apache-2.0 */
#include "word.h"

#include <string.h>

const char *word_say(const struct session *session, const char *word)
{
    static const char *const chinese[][2] = {
        { "FILE", "文件" },        { "DIR", "目录" },
        { "TIME", "时间" },        { "TYPE", "类型" },
        { "NAME", "名称" },        { "USCC", "信用代码" },
        { "LANG", "语言" },        { "WHEN", "何时" },
        { "FORM", "格式" },        { "LEVEL", "等级" },
        { "PIXELS", "像素" },      { "SERIAL", "流水号" },
        { "N", "数字" },           { "INPUT", "输入" },
        { "INPUT...", "输入..." }, { "[INPUT...]", "[输入...]" },
        { "DEV", "设备" },         { "[REASON]", "[原因]" },
        { "[TOPIC]", "[主题]" },
    };

    for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++) {
        if (session->language == WALLET_CHINESE && strcmp(chinese[i][0], word) == 0) {
            return chinese[i][1];
        }
    }

    return word;
}
