/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_reason.h"

#include <wallet/codes.h>

#include "output.h"

#include <string.h>

static const struct {
    const char *english;
    const char *chinese;
} reasons[] = {
    { BATCH_REASON_FEWER, "单元格数少于表头" },
    { BATCH_REASON_MORE, "单元格数多于表头" },
    { BATCH_REASON_INSIDE, "引号位置有误：带引号的单元格内，引号须写成两个" },
    { BATCH_REASON_OPEN, "单元格的引号没有结束" },
    { BATCH_REASON_LONG, "该行超过 256 KiB" },
    { BATCH_REASON_MANY, "该行超过 1024 个单元格" },
    { BATCH_REASON_UTF8, "含有非 UTF-8 字符（所在字节见 reason 一列）" },
    { BATCH_REASON_LIVE, "持证主体已有一张同类有效证照（见 --replace）" },
    { "is not a date", "不是日期，请写成 2026-01-31" },
    { "is not in the code list", "不在代码表中" },
    { "is missing", "缺少必填内容" },
    { "the picture is not there", "找不到照片文件" },
    { "the picture must lie in", "照片文件须在数据表所在目录之下" },
    { "the picture is over 32 KiB", "照片超过 32 KiB" },
};

const char *batch_reason_chinese(enum wallet_status status, const char *english)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (strstr(english, reasons[i].english)) {
            return reasons[i].chinese;
        }
    }
    for (int i = 1; i < WALLET_FINDING_COUNT; i++) {
        const enum wallet_finding finding = (enum wallet_finding)i;
        if (strstr(english, wallet_finding_text(finding, WALLET_ENGLISH))) {
            return wallet_finding_text(finding, WALLET_CHINESE);
        }
    }

    return output_sentence(status);
}
