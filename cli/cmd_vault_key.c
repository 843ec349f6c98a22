/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "vault_public.h"

struct key_settings {
    struct vault_settings vault;
    const char *output;
    bool force;
};

static const struct option_spec key_options[] = {
    VAULT_OPTIONS(struct key_settings, vault),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      .offset = offsetof(struct key_settings, output),
      .help = "write to this file instead of standard output",
      .help_zh = "写到该文件而非标准输出" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      .offset = offsetof(struct key_settings, force),
      .help = "overwrite the file",
      .help_zh = "覆盖已有文件" },
    { 0 },
};

static enum exit_code vault_key(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct key_settings *settings = opaque_settings;
    struct open_vault open;

    enum exit_code code = vault_open(session, &settings->vault, VAULT_READ, &open);
    if (code == EXIT_CODE_OK) {
        code = vault_public_write(
            &open,
            operands->count == 1 ? operands->items[0] : NULL,
            settings->output ? settings->output : "-",
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }

    vault_close(&open);
    return code;
}

const struct command command_vault_key = {
    .words = "vault key",
    .summary = "write the holder's public key, for agencies to bind licences to",
    .summary_zh = "导出持证人公钥，供发证机关绑定证照",
    .operands = "[KID]",
    .operand_max = 1,
    .options = key_options,
    .settings_size = sizeof(struct key_settings),
    .examples = "  wallet vault key -o holder.pub\n",
    .run = vault_key,
};
