/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/key.h>

#include "command.h"
#include "keys.h"
#include "output.h"
#include "owner.h"
#include "save.h"
#include "signers.h"

#include <string.h>
#include <unistd.h>

struct export_settings {
    struct owner_settings owner;
    struct signer_settings signer;
    const char *key;
    const char *output;
    bool cose;
    bool force;
};

#define FIELD(name_) .offset = offsetof(struct export_settings, name_)

static const struct option_spec export_options[] = {
    SIGNER_KEY_OPTION(
        struct export_settings,
        key,
        "the same as the operand: a file, 'pkcs11:...' or 'agent:SOCKET'",
        "与操作数相同：文件、'pkcs11:...' 或 'agent:SOCKET'"),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      FIELD(output),
      .help = "write to this file instead of standard output",
      .help_zh = "写到该文件而非标准输出" },
    { .kind = OPTION_FLAG,
      .name = "cose",
      FIELD(cose),
      .help = "write a COSE_Key (CBOR) instead of PEM",
      .help_zh = "输出 COSE_Key（CBOR）而非 PEM" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "overwrite the file",
      .help_zh = "覆盖已有文件" },
    { .kind = OPTION_TEXT,
      .letter = 'i',
      .name = "issuer",
      .value = "USCC",
      FIELD(owner.issuer),
      .help = "of a key in a token: the agency's unified social credit code",
      .help_zh = "密码设备中的密钥：发证机关的统一社会信用代码" },
    { .kind = OPTION_TEXT,
      .name = "name-zh",
      .value = "NAME",
      FIELD(owner.name_zh),
      .help = "of a key in a token: the agency's Chinese name",
      .help_zh = "密码设备中的密钥：发证机关中文名称" },
    { .kind = OPTION_TEXT,
      .name = "name-en",
      .value = "NAME",
      FIELD(owner.name_en),
      .help = "of a key in a token: the agency's English name",
      .help_zh = "密码设备中的密钥：发证机关英文名称" },
    { .kind = OPTION_LIST,
      .letter = 'T',
      .name = "types",
      .value = "TYPE",
      FIELD(owner.types),
      .help = "of a key in a token: licence types it may sign; default: all",
      .help_zh = "密码设备中的密钥：可签发的证照类型；默认全部" },
    SIGNER_OPTIONS(struct export_settings, signer),
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

/* Whose it is comes from the line: no file says so yet. */
static enum exit_code read_token(
    const struct session *session,
    const char *uri,
    const struct export_settings *settings,
    struct signing *out)
{
    struct owner owner = { .catalogue = NULL };

    if (!settings->owner.issuer) {
        complain(session, SAY(session, "'--issuer' is missing", "缺少 '--issuer'"));
        why(session,
            SAY(session,
                "a token does not say whose key it holds; the exported file must",
                "密码设备不注明密钥归属，而导出的文件必须注明"));
        hint(session, "wallet key export 'pkcs11:...' --issuer USCC --name-zh NAME");
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = owner_read(session, &settings->owner, &owner);
    if (code == EXIT_CODE_OK) {
        code = signers_open_new(session, uri, &settings->signer, &owner.owner, out);
        owner_free(&owner);
    }
    return code;
}

static enum exit_code read_key(
    const struct session *session,
    const char *name,
    const struct export_settings *settings,
    struct signing *out)
{
    if (signers_name_token(name) && !settings->signer.owner) {
        return read_token(session, name, settings, out);
    }

    return signers_name_no_file(name) ? signers_open(session, name, &settings->signer, out)
                                      : keys_read(session, name, &out->key);
}

/* The operand or --key; NULL after it told that it is not just one of them. */
static const char *name_of(
    const struct session *session,
    const struct export_settings *settings,
    const struct operands *operands)
{
    if ((settings->key != NULL) != (operands->count == 1)) {
        return settings->key ? settings->key : operands->items[0];
    }

    complain(
        session, SAY(session, "'wallet key export' needs a key", "'wallet key export' 缺少密钥"));
    why(session,
        SAY(session,
            "it takes one, as its operand or by '--key'",
            "它只取一个密钥，可为操作数或由 '--key' 给出"));
    hint(session, SAY(session, "see 'wallet %s --help'", "见 'wallet %s --help'"), "key export");
    return NULL;
}

static enum exit_code key_export(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct export_settings *settings = opaque_settings;
    const bool to_terminal =
        (!settings->output || strcmp(settings->output, "-") == 0) && isatty(STDOUT_FILENO) == 1;
    struct signing signing = { .key = NULL };

    const char *name = name_of(session, settings, operands);
    if (!name) {
        return EXIT_CODE_USAGE;
    }
    if (settings->cose && to_terminal) {
        complain(session, SAY(session, "CBOR is not for a terminal", "CBOR 不能输出到终端"));
        why(session, SAY(session, "it is binary", "它是二进制数据"));
        hint(session, SAY(session, "write it to a file: -o FILE", "请写到文件：-o FILE"));
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = read_key(session, name, settings, &signing);
    if (code == EXIT_CODE_OK) {
        code = write_key(session, settings, signing.key);
    }

    signers_close(&signing);
    return code;
}

const struct command command_key_export = {
    .words = "key export",
    .summary = "write the public key, for those who are to trust the agency",
    .summary_zh = "导出公钥，供信任该机关者使用",
    .operands = "[FILE]",
    .operand_min = 0,
    .operand_max = 1,
    .options = export_options,
    .settings_size = sizeof(struct export_settings),
    .examples = "  wallet key export agency.key -o agency.pub\n"
                "  wallet key export agency.key --cose > agency.cbor\n"
                "  wallet key export 'pkcs11:token=Agency;object=licences' -i 11360500000000019F "
                "-o agency.pub\n",
    .run = key_export,
};
