/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/key.h>

#include "command.h"
#include "keys.h"
#include "output.h"
#include "save.h"

#include <string.h>
#include <unistd.h>

struct export_settings {
    const char *output;
    bool cose;
    bool force;
};

static const struct option_spec export_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct export_settings, output),
        .help = "write to this file instead of standard output",
        .help_zh = "写到该文件而非标准输出",
    },
    {
        .kind = OPTION_FLAG,
        .name = "cose",
        .offset = offsetof(struct export_settings, cose),
        .help = "write a COSE_Key (CBOR) instead of PEM",
        .help_zh = "输出 COSE_Key（CBOR）而非 PEM",
    },
    {
        .kind = OPTION_FLAG,
        .letter = 'f',
        .name = "force",
        .offset = offsetof(struct export_settings, force),
        .help = "overwrite the file",
        .help_zh = "覆盖已有文件",
    },
    { 0 },
};

static enum exit_code write_key(
    const struct session *session,
    const struct export_settings *settings,
    const struct wallet_key *key)
{
    struct wallet_buffer text = { 0 };
    struct wallet_error error;
    const char *output = settings->output ? settings->output : "-";
    enum exit_code code = EXIT_CODE_OK;

    if ((settings->cose ? wallet_key_write_cose : wallet_key_write_public)(key, &text, &error) !=
        WALLET_OK) {
        code = refuse(session, &error, SAY(session, "the key cannot be exported", "密钥无法导出"));
        hint(
            session,
            SAY(session, "'wallet key show' tells what it is", "用 'wallet key show' 查看"));
    } else {
        code = save(
            session, output, wallet_buffer_bytes(&text), settings->force ? SAVE_REPLACE : SAVE_NEW);
    }
    if (code == EXIT_CODE_OK && strcmp(output, "-") != 0 && !settings->cose) {
        suggest(session, "wallet verify card.png --trust %s", output);
    }

    wallet_buffer_clear(&text);
    return code;
}

static enum exit_code key_export(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct export_settings *settings = opaque_settings;
    const bool to_terminal =
        (!settings->output || strcmp(settings->output, "-") == 0) && isatty(STDOUT_FILENO) == 1;
    struct wallet_key *key = NULL;

    if (settings->cose && to_terminal) {
        complain(session, SAY(session, "CBOR is not for a terminal", "CBOR 不能输出到终端"));
        why(session, SAY(session, "it is binary", "它是二进制数据"));
        hint(session, SAY(session, "write it to a file: -o FILE", "请写到文件：-o FILE"));
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = keys_read(session, operands->items[0], &key);
    if (code == EXIT_CODE_OK) {
        code = write_key(session, settings, key);
    }

    wallet_key_free(key);
    return code;
}

const struct command command_key_export = {
    .words = "key export",
    .summary = "write the public key, for those who are to trust the agency",
    .summary_zh = "导出公钥，供信任该机关者使用",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = export_options,
    .settings_size = sizeof(struct export_settings),
    .examples = "  wallet key export agency.key -o agency.pub\n"
                "  wallet key export agency.key --cose > agency.cbor\n",
    .run = key_export,
};
