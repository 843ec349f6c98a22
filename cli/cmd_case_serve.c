/* SPDX-License-Identifier: Apache-2.0 */
#include "case_serve.h"
#include "case_store.h"
#include "command.h"
#include "trust_source.h"

static const struct option_spec serve_options[] = {
    CASE_STORE_OPTION(offsetof(struct case_serve_settings, store)),
    { .kind = OPTION_TEXT,
      .letter = 'c',
      .name = "connector",
      .value = "NAME",
      .offset = offsetof(struct case_serve_settings, connector),
      .help = "how the system names things: of the catalogue, or a file (required)",
      .help_zh = "字段映射：目录中的名称或文件（必填）" },
    SIGNER_KEY_OPTION(
        struct case_serve_settings,
        key,
        "the counter's key (required): a file, pkcs11: or agent:",
        "窗口密钥（必填）：文件、pkcs11: 或 agent:"),
    SIGNER_OPTIONS(struct case_serve_settings, signer),
    TRUST_LIST_OPTION(struct case_serve_settings, trust),
    { .kind = OPTION_TEXT,
      .name = "attach-trust",
      .value = "FILE",
      .offset = offsetof(struct case_serve_settings, files.trust),
      .help = "the signed trust list to go with a package (default: the imported one)",
      .help_zh = "随归档包附上的签名信任名单（默认为已导入的名单）" },
    { .kind = OPTION_TEXT,
      .letter = 's',
      .name = "status",
      .value = "DIR",
      .offset = offsetof(struct case_serve_settings, files.status),
      .help = "status data to go with a package (default: what 'wallet status import' keeps)",
      .help_zh = "随归档包附上的状态数据（默认为 'wallet status import' 所存）" },
    { .kind = OPTION_TEXT,
      .name = "memory",
      .value = "FILE",
      .offset = offsetof(struct case_serve_settings, memory),
      .help = "where requests that came are remembered (default: asked.db beside the cases)",
      .help_zh = "记录已收到请求的文件（默认为办件库中的 asked.db）" },
    HTTP_OPTIONS(struct case_serve_settings, http, CASE_SERVE_LISTEN),
    { .kind = OPTION_FLAG,
      .letter = 'q',
      .name = "quiet",
      .offset = offsetof(struct case_serve_settings, quiet),
      .help = "no line for each request",
      .help_zh = "不逐条记录请求" },
    { 0 },
};

static enum exit_code serve(
    const struct session *session, const void *settings, const struct operands *operands)
{
    (void)operands;
    return case_serve(session, settings);
}

const struct command command_case_serve = {
    .words = "case serve",
    .summary = "let departments' systems pull what was accepted, over HTTP until interrupted",
    .summary_zh = "通过 HTTP 供部门审批系统获取已受理办件，直到被中断",
    .operands = "",
    .options = serve_options,
    .settings_size = sizeof(struct case_serve_settings),
    .json = true,
    .examples = "  wallet case serve --connector one-window --key counter.key\n"
                "  wallet case serve --connector one-window --key counter.key \\\n"
                "      --listen 10.1.2.3:8443 --tls-cert counter.pem --tls-key counter.tls\n",
    .run = serve,
};
