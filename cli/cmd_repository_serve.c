/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "repository.h"
#include "repository_serve.h"

static const struct option_spec serve_options[] = {
    REPOSITORY_OPTION(struct serve_settings, repository),
    { .kind = OPTION_LIST,
      .letter = 't',
      .name = "trust",
      .value = "FILE",
      .offset = offsetof(struct serve_settings, check.trust),
      .help = "believe this trust list, key or folder of them; may be repeated",
      .help_zh = "信任该信任名单、公钥或其所在目录；可重复" },
    { .kind = OPTION_TEXT,
      .letter = 's',
      .name = "status",
      .value = "DIR",
      .offset = offsetof(struct serve_settings, check.status),
      .help = "status data to look in (default: what 'wallet status import' keeps)",
      .help_zh = "查询该目录的状态数据（默认为 'wallet status import' 所存）" },
    HTTP_OPTIONS(struct serve_settings, http, SERVE_LISTEN),
    { .kind = OPTION_NUMBER,
      .name = "queue",
      .value = "N",
      .min = 1,
      .max = 100000,
      .offset = offsetof(struct serve_settings, queue),
      .help = "calls at a time: further ones are told to come again (default: 1024)",
      .help_zh = "同时处理的调用数，超出的须稍后重试（默认 1024）" },
    { .kind = OPTION_NUMBER,
      .name = "workers",
      .value = "N",
      .min = 1,
      .max = 64,
      .offset = offsetof(struct serve_settings, workers),
      .help = "threads that check and sign (default: one a processor)",
      .help_zh = "验签和签名的线程数（默认每处理器一个）" },
    { .kind = OPTION_FLAG,
      .letter = 'q',
      .name = "quiet",
      .offset = offsetof(struct serve_settings, quiet),
      .help = "no line for each call",
      .help_zh = "不逐条记录调用" },
    { 0 },
};

static enum exit_code serve(
    const struct session *session, const void *settings, const struct operands *operands)
{
    (void)operands;
    return repository_serve(session, settings);
}

const struct command command_repository_serve = {
    .words = "repository serve",
    .summary = "answer the calls of counters over HTTP until interrupted",
    .summary_zh = "通过 HTTP 应答窗口的调用，直到被中断",
    .operands = "",
    .options = serve_options,
    .settings_size = sizeof(struct serve_settings),
    .json = true,
    .examples = "  wallet repository serve --trust region/\n"
                "  wallet repository serve --listen 10.1.2.3:8443 --tls-cert repository.pem "
                "--tls-key repository.tls\n"
                "  wallet repository serve --listen 10.1.2.3:8420 --behind-proxy "
                "--host repository.example\n",
    .run = serve,
};
