/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/csr.h>

#include "command.h"
#include "output.h"
#include "roles.h"
#include "save.h"
#include "signers.h"

#include <string.h>

struct certify_settings {
    struct signer_settings signer;
    struct option_list roles;
    const char *output;
    bool force;
};

static const struct option_spec certify_options[] = {
    {
        .kind = OPTION_LIST,
        .letter = 'r',
        .name = "role",
        .value = "ROLE",
        .offset = offsetof(struct certify_settings, roles),
        .help = "ask for this role: issuer (default), counter, identity-service, status, "
                "repository, audit or approval; may be repeated",
        .help_zh = "所申请的角色：issuer（默认）、counter、identity-service、status、"
                   "repository、audit 或 approval；可重复",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct certify_settings, output),
        .help = "write to this file instead of standard output",
        .help_zh = "写到该文件而非标准输出",
    },
    {
        .kind = OPTION_FLAG,
        .letter = 'f',
        .name = "force",
        .offset = offsetof(struct certify_settings, force),
        .help = "overwrite the file",
        .help_zh = "覆盖已有文件",
    },
    SIGNER_OPTIONS(struct certify_settings, signer),
    { 0 },
};

static enum exit_code complain_csr(const struct session *session, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "no request was made", "未生成证书请求"));

    if (error->status == WALLET_ERR_VALUE) {
        hint(session, SAY(session, "give the key a shorter name", "请为密钥使用较短的机关名称"));
    } else {
        hint(
            session,
            SAY(session,
                "it takes the agency's private key ('wallet key show' tells what it is)",
                "须用发证机关的私钥（用 'wallet key show' 查看）"));
    }
    return code;
}

static enum exit_code write_csr(
    const struct session *session,
    const struct certify_settings *settings,
    const struct signing *signing,
    unsigned roles)
{
    struct wallet_buffer text = { 0 };
    struct wallet_error error;
    const char *output = settings->output ? settings->output : "-";
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_csr(signing->key, &signing->signer, roles, &text, &error) != WALLET_OK) {
        code = complain_csr(session, &error);
    } else {
        code = save(
            session, output, wallet_buffer_bytes(&text), settings->force ? SAVE_REPLACE : SAVE_NEW);
    }
    if (code == EXIT_CODE_OK && strcmp(output, "-") != 0) {
        remark(
            session,
            SAY(session,
                "'%s' is for the certification authority; it holds no secret",
                "'%s' 请交给证书颁发机构；其中不含私钥"),
            output);
    }

    wallet_buffer_clear(&text);
    return code;
}

static enum exit_code key_certify(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct certify_settings *settings = opaque_settings;
    struct signing signing = { 0 };
    unsigned roles = 0;
    enum exit_code code = roles_read(session, &settings->roles, &roles);

    if (code == EXIT_CODE_OK) {
        code = signers_open(session, operands->items[0], &settings->signer, &signing);
    }
    if (code == EXIT_CODE_OK) {
        code = write_csr(session, settings, &signing, roles ? roles : WALLET_ROLE_ISSUER);
    }

    signers_close(&signing);
    return code;
}

const struct command command_key_certify = {
    .words = "key certify",
    .summary = "write a certificate request (PKCS #10) for an authority to sign",
    .summary_zh = "生成证书请求（PKCS #10），交由证书颁发机构签发",
    .operands = "KEY",
    .operand_min = 1,
    .operand_max = 1,
    .options = certify_options,
    .settings_size = sizeof(struct certify_settings),
    .examples = "  wallet key certify agency.key -o agency.csr\n"
                "  wallet key certify status.key --role status -o status.csr\n",
    .run = key_certify,
};
