/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SIGNERS_H
#define WALLET_CLI_SIGNERS_H

#include <wallet/agent.h>
#include <wallet/key.h>
#include <wallet/token.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/*
 * What stands behind `--key`: a key file, a key in a token ("pkcs11:...", RFC 7512), or an agent's
 * socket ("agent:/path").
 */

/** How a key in a token is opened. */
struct signer_settings {
    const char *owner;
    const char *pin_file;
    const char *module;
    unsigned pin_fd;
};

/** The row of `--key` for a settings struct that has it in a member: who signs, in its own words. */
#define SIGNER_KEY_OPTION(settings_, member_, help_, help_zh_)                         \
    {                                                                                  \
        .kind = OPTION_TEXT, .letter = 'k', .name = "key", .value = "KEY",             \
        .offset = offsetof(settings_, member_), .help = (help_), .help_zh = (help_zh_) \
    }

/** The same where an agency's key has to be named. */
#define SIGNER_AGENCY_KEY_OPTION(settings_, member_)                                   \
    SIGNER_KEY_OPTION(                                                                 \
        settings_,                                                                     \
        member_,                                                                       \
        "the agency's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (required)", \
        "发证机关私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（必填）")

/** The rows of the other options, for a settings struct that has them in a member. */
#define SIGNER_OPTIONS(settings_, member_)                                          \
    { .kind = OPTION_TEXT,                                                          \
      .name = "owner",                                                              \
      .value = "FILE",                                                              \
      .offset = offsetof(settings_, member_.owner),                                 \
      .help = "public key file that says whose the key in the token is",            \
      .help_zh = "注明密码设备中密钥归属的公钥文件" },                              \
        { .kind = OPTION_TEXT,                                                      \
          .name = "pin-file",                                                       \
          .value = "FILE",                                                          \
          .offset = offsetof(settings_, member_.pin_file),                          \
          .help = "file with the token's PIN; '-' is standard input",               \
          .help_zh = "存有密码设备 PIN 的文件；'-' 为标准输入" },                   \
        { .kind = OPTION_NUMBER,                                                    \
          .name = "pin-fd",                                                         \
          .value = "N",                                                             \
          .min = 3,                                                                 \
          .max = 1023,                                                              \
          .offset = offsetof(settings_, member_.pin_fd),                            \
          .help = "read the token's PIN from this open file, 3 to 1023",            \
          .help_zh = "从该文件描述符读取密码设备 PIN，3 至 1023" },                 \
    {                                                                               \
        .kind = OPTION_TEXT, .name = "pkcs11-module", .value = "FILE",              \
        .offset = offsetof(settings_, member_.module),                              \
        .help = "PKCS #11 module of the token, for a URI that names none",          \
        .help_zh = "密码设备的 PKCS #11 模块，用于未指明模块的 URI" \
    }

/** An open key; signers_close() releases it. */
struct signing {
    struct wallet_key *key;      /* with its owner, and perhaps without its secret */
    struct wallet_signer signer; /* signs with it */
    struct wallet_token *token;  /* NULL where it is in none */
    struct wallet_agent *agent;  /* NULL where nobody is asked */
};

/** Whether it names a key in a token. */
bool signers_name_token(const char *name);

/** Whether it names a key that is in no file. */
bool signers_name_no_file(const char *name);

/** Opens what `name` names; tells why where it cannot. */
enum exit_code signers_open(
    const struct session *session,
    const char *name,
    const struct signer_settings *settings,
    struct signing *out);

/** Opens a key in a token that is to be this owner's; fills in no signer. */
enum exit_code signers_open_new(
    const struct session *session,
    const char *uri,
    const struct signer_settings *settings,
    const struct wallet_key_owner *owner,
    struct signing *out);

void signers_close(struct signing *signing);

#endif
