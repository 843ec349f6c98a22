/* SPDX-License-Identifier: Apache-2.0 */
#include "signers.h"

#include "keys.h"
#include "output.h"
#include "pin.h"

#include <stdlib.h>
#include <string.h>

#define TOKEN_SCHEME "pkcs11:"
#define AGENT_SCHEME "agent:"

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool signers_name_token(const char *name)
{
    return starts_with(name, TOKEN_SCHEME);
}

bool signers_name_no_file(const char *name)
{
    return signers_name_token(name) || starts_with(name, AGENT_SCHEME);
}

static void hint_at_token(const struct session *session, enum wallet_status status)
{
    if (status == WALLET_ERR_KEY) {
        hint(
            session,
            SAY(session,
                "check the PIN, and the names of token and key ('pkcs11-tool -O' lists them)",
                "请检查 PIN 以及设备和密钥的名称（'pkcs11-tool -O' 可列出）"));
    } else if (status == WALLET_ERR_VALUE) {
        hint(
            session,
            SAY(session,
                "such as 'pkcs11:token=NAME;object=KEY?module-path=/path/module.so'",
                "例如 'pkcs11:token=名称;object=密钥?module-path=/路径/module.so'"));
    } else if (status == WALLET_ERR_FILE) {
        hint(
            session,
            SAY(session,
                "name the module of the token's maker: --pkcs11-module FILE",
                "请指定设备厂商的模块：--pkcs11-module FILE"));
    } else if (status == WALLET_ERR_UNSUPPORTED) {
        hint(
            session,
            SAY(session,
                "install libp11-kit-dev and build it again",
                "请安装 libp11-kit-dev 后重新构建"));
    } else {
        hint(
            session,
            SAY(session, "is the token in its reader, and in order?", "设备是否插好且正常？"));
    }
}

static enum exit_code start_token(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    const struct wallet_key_owner *owner,
    struct wallet_token **out)
{
    const char *module = settings->module ? settings->module : getenv("WALLET_PKCS11_MODULE");
    struct wallet_error error;
    struct secret_line pin = { .size = 0 };

    enum exit_code code = pin_read(session, uri, settings, &pin);
    if (code != EXIT_CODE_OK) {
        secret_line_forget(&pin);
        return code;
    }

    const enum wallet_status status =
        wallet_token_open(uri, module, secret_line_bytes(&pin), owner, out, &error);
    secret_line_forget(&pin);
    if (status == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    code = refuse(session, &error, SAY(session, "the key cannot be opened", "无法打开密钥"));
    hint_at_token(session, status);
    return code;
}

/* The public half with its owner, for all who want to know whose key it is. */
static enum exit_code take_public(
    const struct session *session,
    enum wallet_status written,
    struct wallet_buffer *file,
    struct wallet_error *error,
    struct signing *signing)
{
    enum exit_code code = EXIT_CODE_OK;

    if (written != WALLET_OK ||
        wallet_key_parse(wallet_buffer_bytes(file), &signing->key, error) != WALLET_OK) {
        code = refuse(session, error, SAY(session, "the key cannot be used", "密钥不可用"));
        hint_at_token(session, error->status);
    }

    wallet_buffer_clear(file);
    return code;
}

/* The lines of a key file as an owner; borrows from the key.  `codes` has room for its types. */
static struct wallet_key_owner owner_of(const struct wallet_key *key, const char **codes)
{
    const size_t count = wallet_key_type_count(key);

    for (size_t i = 0; i < count; i++) {
        codes[i] = wallet_key_type_at(key, i);
    }
    return (struct wallet_key_owner){ .issuer = wallet_key_issuer(key),
                                      .name_zh = wallet_key_issuer_name(key, WALLET_CHINESE),
                                      .name_en = wallet_key_issuer_name(key, WALLET_ENGLISH),
                                      .types = codes,
                                      .type_count = count };
}

static enum exit_code check_is_same(
    const struct session *session, const struct wallet_key *owner, const struct wallet_key *key)
{
    if (memcmp(wallet_key_id(owner).data, wallet_key_id(key).data, WALLET_KEY_ID_SIZE) == 0) {
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "'--owner' is the file of another key", "'--owner' 是另一个密钥的文件"));
    why(session,
        SAY(session,
            "the public key in it is not that of the key in the token",
            "其中的公钥与密码设备中的密钥不符"));
    hint(
        session,
        SAY(session,
            "'wallet key export' writes the file for this key",
            "用 'wallet key export' 为该密钥生成文件"));
    return EXIT_CODE_KEY;
}

enum exit_code signers_open_new(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    const struct wallet_key_owner *owner,
    struct signing *out)
{
    struct wallet_buffer file = { 0 };
    struct wallet_error error;

    const enum exit_code code = start_token(session, uri, settings, owner, &out->token);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const enum wallet_status written = wallet_token_write_public(out->token, &file, &error);
    return take_public(session, written, &file, &error, out);
}

static enum exit_code open_with_owner(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    const struct wallet_key *owner,
    struct signing *out)
{
    const char **codes = calloc(wallet_key_type_count(owner) + 1, sizeof *codes);
    if (!codes) {
        return complain_memory(session);
    }

    const struct wallet_key_owner lines = owner_of(owner, codes);
    enum exit_code code = signers_open_new(session, uri, settings, &lines, out);
    if (code == EXIT_CODE_OK) {
        code = check_is_same(session, owner, out->key);
    }

    free(codes);
    return code;
}

static enum exit_code open_token(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    struct signing *out)
{
    struct wallet_key *owner = NULL;

    if (!settings->owner) {
        complain(session, SAY(session, "'--owner' is missing", "缺少 '--owner'"));
        why(session,
            SAY(session,
                "a token does not say whose key it holds; a public key file does",
                "密码设备不注明密钥归属，公钥文件则注明"));
        hint(session, "wallet key export 'pkcs11:...' --issuer USCC -o agency.pub");
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = keys_read(session, settings->owner, &owner);
    if (code == EXIT_CODE_OK) {
        code = open_with_owner(session, uri, settings, owner, out);
    }

    wallet_key_free(owner);
    return code;
}

static enum exit_code open_agent(
    const struct session *session, const char *path, struct signing *out)
{
    struct wallet_buffer file = { 0 };
    struct wallet_error error;

    if (wallet_agent_connect(path, &out->agent, &error) != WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "no agent at '%s'", "'%s' 处没有代理"), path);
        hint(
            session,
            SAY(session,
                "'wallet key agent --key FILE --socket %s' starts one; its --allow-user lets "
                "others in",
                "用 'wallet key agent --key FILE --socket %s' 启动；--allow-user 允许其他用户"),
            path);
        return code;
    }

    const enum wallet_status written = wallet_agent_write_public(out->agent, &file, &error);
    return take_public(session, written, &file, &error, out);
}

static enum exit_code open_file(
    const struct session *session, const char *path, struct signing *out)
{
    const enum exit_code code = keys_read(session, path, &out->key);
    if (code != EXIT_CODE_OK || wallet_key_is_private(out->key)) {
        return code;
    }

    complain(session, SAY(session, "'%s' cannot sign", "'%s' 不能签名"), path);
    why(session, SAY(session, "it is a public key", "它是公钥"));
    hint(session, SAY(session, "give the private key it was exported from", "请提供导出它的私钥"));
    return EXIT_CODE_KEY;
}

static enum wallet_status fill_in_signer(struct signing *signing, struct wallet_error *error)
{
    if (signing->token) {
        return wallet_token_signer(signing->token, &signing->signer, error);
    }

    return signing->agent ? wallet_agent_signer(signing->agent, &signing->signer, error)
                          : wallet_key_signer(signing->key, &signing->signer, error);
}

enum exit_code signers_open(
    const struct session *session,
    const char *name,
    const struct signer_settings *settings,
    struct signing *out)
{
    struct signing signing = { .key = NULL };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (signers_name_token(name)) {
        code = open_token(session, name, settings, &signing);
    } else if (signers_name_no_file(name)) {
        code = open_agent(session, name + strlen(AGENT_SCHEME), &signing);
    } else {
        code = open_file(session, name, &signing);
    }
    if (code == EXIT_CODE_OK && fill_in_signer(&signing, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "'%s' cannot sign", "'%s' 不能签名"), name);
        hint(
            session,
            SAY(session, "'wallet key show' tells what it is", "用 'wallet key show' 查看"));
    }

    if (code == EXIT_CODE_OK) {
        *out = signing;
    } else {
        signers_close(&signing);
    }
    return code;
}

void signers_close(struct signing *signing)
{
    wallet_agent_close(signing->agent);
    wallet_token_close(signing->token);
    wallet_key_free(signing->key);
    *signing = (struct signing){ .key = NULL };
}
