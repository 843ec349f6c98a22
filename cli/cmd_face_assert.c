/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/request.h>

#include "code_show.h"
#include "command.h"
#include "face.h"
#include "holder_line.h"
#include "trust_source.h"

#define FIELD(name_) .offset = offsetof(struct face_settings, name_)

static const struct option_spec face_options[] = {
    { .kind = OPTION_TEXT,
      .name = "portrait",
      .value = "FILE",
      FIELD(portrait),
      .help =
          "the portrait on record (required); its digest goes into the grant, never the picture",
      .help_zh = "存档相片（必填）；授权中只含其摘要，不含图片" },
    { .kind = OPTION_TEXT,
      .name = "live",
      .value = "FILE",
      FIELD(live),
      .help = "a picture of whoever stands there (required); nothing of it is kept",
      .help_zh = "现场所拍图片（必填）；不作留存" },
    { .kind = OPTION_TEXT,
      .name = "matcher",
      .value = "PROGRAM",
      FIELD(matcher),
      .help = "the program that compares the two (required)",
      .help_zh = "比对两张图片的程序（必填）" },
    { .kind = OPTION_NUMBER,
      .name = "time-limit",
      .value = "SECONDS",
      .min = 1,
      .max = MATCHER_SECONDS_MAX,
      FIELD(time_limit),
      .help = "how long it may take, 1 to 600 (default 120)",
      .help_zh = "比对时限，1 至 600 秒（默认 120）" },
    { .kind = OPTION_TEXT,
      .name = "holder",
      .value = "ID",
      FIELD(holder),
      .help = "whose portrait it is: 111:CITIZEN-NUMBER (required)" HOLDER_LINE_HELP,
      .help_zh = "相片所属人：111:公民身份号码（必填）" HOLDER_LINE_HELP_ZH },
    { .kind = OPTION_TEXT,
      .name = "request",
      .value = "FILE",
      FIELD(request),
      .help = "the counter's request: it says for whom, for what, and which fields",
      .help_zh = "窗口的用证请求：含窗口、事项与字段" },
    { .kind = OPTION_TEXT,
      .name = "nonce",
      .value = "HEX",
      FIELD(nonce),
      .help = "without '--request': the nonce of what was asked, 16 to 128 digits",
      .help_zh = "不用 '--request' 时：所答请求的随机数，16 至 128 位十六进制" },
    { .kind = OPTION_TEXT,
      .name = "to",
      .value = "ID",
      FIELD(to),
      .help = "without '--request': the counter's USCC",
      .help_zh = "不用 '--request' 时：窗口的统一社会信用代码" },
    { .kind = OPTION_TEXT,
      .letter = 'm',
      .name = "matter",
      .value = "NAME",
      FIELD(matter),
      .help = "without '--request': what it is for",
      .help_zh = "不用 '--request' 时：办理事项名称" },
    TRUST_LIST_OPTION(struct face_settings, trust),
    { .kind = OPTION_NUMBER,
      .name = "assurance",
      .value = "N",
      .min = 1,
      .max = 4,
      FIELD(assurance),
      .help = "level of assurance that this service gives, 1 to 4 (default 1)",
      .help_zh = "本服务的身份保证级别，1 至 4（默认 1）" },
    { .kind = OPTION_NUMBER,
      .name = "for",
      .value = "SECONDS",
      .min = 30,
      .max = 10800,
      FIELD(seconds),
      .help = "how long the grant is good, 30 to 10800 (default 1800)",
      .help_zh = "授权有效时长，30 至 10800 秒（默认 1800）" },
    SIGNER_KEY_OPTION(
        struct face_settings,
        key,
        "the identity service's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (required)",
        "身份核验服务的私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（必填）"),
    SIGNER_OPTIONS(struct face_settings, signer),
    SHOWING_OPTIONS(struct face_settings, showing),
    { 0 },
};

static enum exit_code face_assert(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct face_settings settings = *(const struct face_settings *)opaque_settings;
    struct secret_line line = { .size = 0 };

    enum exit_code code = holder_line_take(session, &settings.holder, &line);
    if (code == EXIT_CODE_OK) {
        code = face_run(session, &settings, operands);
    }

    secret_line_forget(&line);
    return code;
}

const struct command command_face_assert = {
    .words = "face-assert",
    .summary = "sign that a face was compared: a grant to fetch that person's licences",
    .summary_zh = "就人脸比对结果签发取用授权（刷脸）",
    .operands = "[ITEM...]",
    .operand_max = WALLET_REQUEST_ITEM_MAX,
    .options = face_options,
    .settings_size = sizeof(struct face_settings),
    .json = true,
    .examples = "  wallet face-assert --request request.txt --portrait card.jpg --live now.jpg \\\n"
                "      --matcher ./face-by-person --holder 111:360502199003070024 \\\n"
                "      --key service.key -o grant.cbor\n",
    .run = face_assert,
};
