/* SPDX-License-Identifier: Apache-2.0 */
#include "code_options.h"
#include "code_show.h"
#include "command.h"
#include "issuing.h"
#include "issuing_identity.h"
#include "print_paper.h"

#include <string.h>

#define FIELD(name_) .offset = offsetof(struct issue_settings, name_)

static const struct option_spec issue_options[] = {
    { .kind = OPTION_TEXT,
      .letter = 'd',
      .name = "data",
      .value = "FILE",
      FIELD(data),
      .help = "what the licence says, as JSON; '-' is standard input (required)",
      .help_zh = "证照内容，JSON 格式；'-' 为标准输入（必填）" },
    SIGNER_AGENCY_KEY_OPTION(struct issue_settings, key),
    SIGNER_OPTIONS(struct issue_settings, signer),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      FIELD(output),
      .help = "write to FILE.png, .svg, .pdf, .txt or .cbor; '-' is standard output",
      .help_zh = "写到 .png、.svg、.pdf、.txt 或 .cbor 文件；'-' 为标准输出" },
    { .kind = OPTION_TEXT,
      .name = "format",
      .value = "FORM",
      .choices = code_forms,
      FIELD(format),
      .help = "png, svg, terminal, text, cbor or pdf, whatever the name of the file",
      .help_zh = "png、svg、terminal、text、cbor 或 pdf，不论文件名" },
    PRINT_OPTION(struct issue_settings, print),
    { .kind = OPTION_FLAG,
      .letter = 'a',
      .name = "all",
      FIELD(all),
      .help = "print sensitive fields, too, such as the portrait",
      .help_zh = "敏感字段（如照片）也打印" },
    { .kind = OPTION_TEXT,
      .name = "level",
      .value = "LEVEL",
      .choices = code_levels,
      FIELD(level),
      .help = "how much damage the code survives: L, M (default), Q (laminated cards), H",
      .help_zh = "二维码纠错等级：L、M（默认）、Q（塑封卡）、H" },
    CODE_MODULE_OPTION(struct issue_settings, module),
    { .kind = OPTION_NUMBER,
      .name = "interval",
      .value = "MS",
      .min = CODE_INTERVAL_MIN,
      .max = CODE_INTERVAL_MAX,
      FIELD(interval),
      .help = "milliseconds that each of several codes is shown here (default 600)",
      .help_zh = "多个码在终端上轮流显示时每个码的毫秒数（默认 600）" },
    { .kind = OPTION_TEXT,
      .name = "serial",
      .value = "SERIAL",
      FIELD(serial),
      .help = "serial of the licence, 0-9 A-Z (default: from the data, else random)",
      .help_zh = "证照流水号，0-9 A-Z（默认取自数据，否则随机）" },
    { .kind = OPTION_TEXT,
      .letter = 's',
      .name = "status",
      .value = "FILE",
      FIELD(status),
      .help = "register that draws a place for the licence's status",
      .help_zh = "为证照状态分配位置的登记簿" },
    { .kind = OPTION_TEXT,
      .name = "holder",
      .value = "FILE",
      FIELD(holder),
      .help = "bind it to this public key of its holder (default: it is printed)",
      .help_zh = "与持证主体的该公钥绑定（默认为打印件）" },
    { .kind = OPTION_FLAG,
      .name = "mdoc",
      FIELD(mdoc),
      .help = "issue it as a mobile document (ISO/IEC 18013-5) for the device of its holder",
      .help_zh = "签发为移动证件（ISO/IEC 18013-5），存于持证主体的设备" },
    { .kind = OPTION_TEXT,
      .name = "certificate",
      .value = "FILE",
      FIELD(certificate),
      .help = "the signer's certificate, and those between it and the root (required with --mdoc)",
      .help_zh = "签名者证书，以及它与根证书之间的各级证书（--mdoc 必填）" },
    { .kind = OPTION_NUMBER,
      .name = "version",
      .value = "N",
      .min = 1,
      .max = 999,
      FIELD(version),
      .help = "version of the licence, 1 to 999 (default: from the data, else 1)",
      .help_zh = "证照版本号，1 至 999（默认取自数据，否则为 1）" },
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "issue as of this time, or the end of this day, and say so",
      .help_zh = "以该时间（或该日之末）而非当前时间签发，输出中会标明" },
    CODE_FORCE_OPTION(struct issue_settings, force),
    { .kind = OPTION_FLAG,
      .letter = 'n',
      .name = "dry-run",
      FIELD(dry_run),
      .help = "do everything but write",
      .help_zh = "只试运行，不写文件" },
    { 0 },
};

static enum exit_code issue(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct issue_settings *settings = opaque_settings;
    if (strcmp(operands->items[0], ISSUING_IDENTITY) == 0) {
        return issuing_identity(session, settings);
    }

    struct issuing issuing = { .session = session,
                               .settings = settings,
                               .reg = STATUS_REGISTER_CLOSED };
    issuing.output = (struct code_output){ .force = settings->force,
                                           .dry_run = settings->dry_run,
                                           .is_printable = true,
                                           .level = code_level(settings->level),
                                           .module_pixels = settings->module,
                                           .interval = settings->interval };

    enum exit_code code = issuing_prepare(&issuing, operands->items[0]);
    if (code == EXIT_CODE_OK) {
        code = issuing_draw_place(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_sign(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_read_back(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_draw(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_draw_page(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = issuing_enter_place(&issuing);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(session, &issuing.output);
        /* Who ends the show by a signal has the licence all the same. */
        if (code == EXIT_CODE_OK || code == EXIT_CODE_INTERRUPTED) {
            issuing_print(&issuing);
        }
    }

    issuing_finish(&issuing);
    return code;
}

const struct command command_issue = {
    .words = "issue",
    .summary = "sign a licence and draw its code",
    .summary_zh = "签发证照并绘制二维码",
    .operands = "TYPE",
    .operand_min = 1,
    .operand_max = 1,
    .options = issue_options,
    .settings_size = sizeof(struct issue_settings),
    .json = true,
    .examples = "  wallet issue id-card --data zhang.json --key agency.key -o card.png\n"
                "  wallet issue id-card -d zhang.json -k agency.key        (draws it here)\n"
                "  wallet issue id-card -d zhang.json -k agency.key -o card.pdf --print a6 --all\n"
                "  wallet issue id-card -d - -k agency.key -o - --format cbor < zhang.json\n"
                "  wallet issue claim-169 -d person.json -k agency.key -o code.png\n"
                "  wallet issue id-card -d zhang.json -k agency.key --mdoc --holder device.pub \\\n"
                "      --certificate agency.pem -o card.cbor\n",
    .examples_zh =
        "  wallet issue id-card --data zhang.json --key agency.key -o card.png\n"
        "  wallet issue id-card -d zhang.json -k agency.key        （直接画在终端上）\n"
        "  wallet issue id-card -d zhang.json -k agency.key -o card.pdf --print a6 --all\n"
        "  wallet issue id-card -d - -k agency.key -o - --format cbor < zhang.json\n"
        "  wallet issue claim-169 -d person.json -k agency.key -o code.png\n"
        "  wallet issue id-card -d zhang.json -k agency.key --mdoc --holder device.pub \\\n"
        "      --certificate agency.pem -o card.cbor\n",
    .run = issue,
};
