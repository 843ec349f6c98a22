/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "code_options.h"
#include "command.h"
#include "request_text.h"

#define FIELD(name_) .offset = offsetof(struct ask_settings, name_)

static const struct option_spec ask_options[] = {
    { .kind = OPTION_LIST,
      .letter = 'i',
      .name = "items",
      .value = "ITEM",
      FIELD(items),
      .help = "a licence type and its fields, as id-card:name,sex; may be repeated",
      .help_zh = "证照类型及字段，如 id-card:name,sex；可重复" },
    { .kind = OPTION_LIST,
      .name = "optional",
      .value = "ITEM",
      FIELD(optional),
      .help = "the same for what is welcome and not required, or a type of '--items'",
      .help_zh = "同上，但非必需；或指明 '--items' 中的某类型非必需" },
    { .kind = OPTION_TEXT,
      .letter = 'm',
      .name = "matter",
      .value = "NAME",
      FIELD(matter),
      .help = "what it is for (required unless MATTER of the catalogue is given)",
      .help_zh = "办理事项名称（未指明目录中的事项时必填）" },
    { .kind = OPTION_TEXT,
      .name = "matter-code",
      .value = "CODE",
      FIELD(matter_code),
      .help = "the code of the matter",
      .help_zh = "事项实施编码" },
    { .kind = OPTION_TEXT,
      .name = "cause",
      .value = "TEXT",
      FIELD(cause),
      .help = "why, in up to 200 characters",
      .help_zh = "用证事由，至多 200 字" },
    { .kind = OPTION_TEXT,
      .name = "system",
      .value = "NAME",
      FIELD(system),
      .help = "the system in which the matter is handled",
      .help_zh = "办理所用的业务系统" },
    { .kind = OPTION_TEXT,
      .name = "relation",
      .value = "RELATION",
      .choices = request_relations,
      FIELD(relation),
      .help = "the licences must be of one-holder, one household or one enterprise",
      .help_zh =
          "证照须属于同一持证主体（one-holder）、同一户（household）或同一企业（enterprise）" },
    { .kind = OPTION_TEXT,
      .name = "reply",
      .value = "URL",
      FIELD(reply),
      .help = "https address that takes the answer (default: it is shown as a code)",
      .help_zh = "接收答复的 https 地址（默认以码出示）" },
    { .kind = OPTION_NUMBER,
      .name = "valid",
      .value = "SECONDS",
      .min = 30,
      .max = WALLET_REQUEST_SECONDS_MAX,
      FIELD(seconds),
      .help = "how long it may be answered, 30 to 3600 (default 300)",
      .help_zh = "可答复的时长，30 至 3600 秒（默认 300）" },
    { .kind = OPTION_TEXT,
      .letter = 'k',
      .name = "key",
      .value = "KEY",
      FIELD(key),
      .help = "the counter's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (required)",
      .help_zh = "窗口私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（必填）" },
    SIGNER_OPTIONS(struct ask_settings, signer),
    CODE_OUTPUT_OPTION(struct ask_settings, output),
    CODE_FORMAT_OPTION(struct ask_settings, format),
    CODE_LEVEL_OPTION(struct ask_settings, level),
    CODE_MODULE_OPTION(struct ask_settings, module),
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "ask as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间签名" },
    CODE_FORCE_OPTION(struct ask_settings, force),
    { 0 },
};

static enum exit_code ask(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct ask_settings *settings = opaque_settings;
    struct asking asking = {
        .session = session,
        .settings = settings,
        .named = operands->count > 0 ? operands->items[0] : NULL,
    };

    asking.output = (struct code_output){ .force = settings->force,
                                          .level = code_level(settings->level),
                                          .module_pixels = settings->module };
    enum exit_code code = asking_prepare(&asking);
    if (code == EXIT_CODE_OK) {
        code = asking_sign(&asking);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_draw(session, &asking.output, wallet_buffer_bytes(&asking.request));
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(session, &asking.output);
    }
    if (code == EXIT_CODE_OK) {
        asking_remark_leave(&asking);
        asking_print(&asking);
    }

    asking_finish(&asking);
    return code;
}

const struct command command_ask = {
    .words = "ask",
    .summary = "sign a counter's request for licences and draw its code",
    .summary_zh = "签署窗口的用证请求并绘制二维码",
    .operands = "[MATTER]",
    .operand_max = 1,
    .options = ask_options,
    .settings_size = sizeof(struct ask_settings),
    .json = true,
    .examples = "  wallet ask provident-fund-withdrawal --key counter.key -o request.png\n"
                "  wallet ask --items id-card:name,citizen_number --matter 'Rent subsidy' \\\n"
                "      --key counter.key -o request.png\n"
                "  wallet ask -i id-card:name -i household-register:head_name,members.name \\\n"
                "      --relation household -m 'Rent subsidy' -k counter.key   (draws it here)\n",
    .examples_zh =
        "  wallet ask provident-fund-withdrawal --key counter.key -o request.png\n"
        "  wallet ask --items id-card:name,citizen_number --matter '申请租赁补贴' \\\n"
        "      --key counter.key -o request.png\n"
        "  wallet ask -i id-card:name -i household-register:head_name,members.name \\\n"
        "      --relation household -m '申请租赁补贴' -k counter.key   （直接画在终端上）\n",
    .run = ask,
};
