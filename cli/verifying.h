/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VERIFYING_H
#define WALLET_CLI_VERIFYING_H

#include <wallet/copy.h>
#include <wallet/presentation.h>

#include "check.h"
#include "input.h"
#include "mdoc_session.h"
#include "option.h"

/** What `verify` and `scan` are asked for. */
struct verify_settings {
    struct check_settings check;
    struct option_list audience;
    const char *request;
    const char *nonce;
    const char *decrypt_key;
    const char *memory;
    struct mdoc_settings mdoc;
};

/** These rows, for a settings struct that has its struct verify_settings at this offset. */
#define VERIFY_OPTIONS(base_)                                                                      \
    CHECK_OPTIONS((base_) + offsetof(struct verify_settings, check)),                              \
        { .kind = OPTION_LIST,                                                                     \
          .letter = 'a',                                                                           \
          .name = "audience",                                                                      \
          .value = "ID",                                                                           \
          .offset = (base_) + offsetof(struct verify_settings, audience),                          \
          .help = "who checks: the counter's USCC, or a division such as 360500; may be repeated", \
          .help_zh = "核验方：窗口的统一社会信用代码，或行政区划代码，如 360500；可重复" },        \
        { .kind = OPTION_TEXT,                                                                     \
          .letter = 'r',                                                                           \
          .name = "request",                                                                       \
          .value = "FILE",                                                                         \
          .offset = (base_) + offsetof(struct verify_settings, request),                           \
          .help = "the counter's own request, which is answered",                                  \
          .help_zh = "所答复的本窗口用证请求" },                                                   \
        { .kind = OPTION_TEXT,                                                                     \
          .name = "nonce",                                                                         \
          .value = "HEX",                                                                          \
          .offset = (base_) + offsetof(struct verify_settings, nonce),                             \
          .help = "what a request of another kind was made with",                                  \
          .help_zh = "其他方式请求所用的随机数（十六进制）" },                                     \
        { .kind = OPTION_TEXT,                                                                     \
          .name = "decrypt-key",                                                                   \
          .value = "FILE",                                                                         \
          .offset = (base_) + offsetof(struct verify_settings, decrypt_key),                       \
          .help = "AES key that opens encrypted codes: 16, 24 or 32 bytes, or hex digits",         \
          .help_zh = "解开加密码的 AES 密钥：16、24 或 32 字节，或十六进制数字" },                 \
    {                                                                                              \
        .kind = OPTION_TEXT, .name = "memory", .value = "FILE",                                    \
        .offset = (base_) + offsetof(struct verify_settings, memory),                              \
        .help = "where accepted codes are remembered, for all counters that share it",             \
        .help_zh = "记录已通过之码的文件，可由多个窗口共用"                     \
    }

/** These rows beside them, where mobile documents are verified in the session in which they are shown. */
#define VERIFY_MDOC_OPTIONS(base_)                                                                      \
    MDOC_SESSION_OPTIONS((base_) + offsetof(struct verify_settings, mdoc)),                             \
    {                                                                                                   \
        .kind = OPTION_TEXT, .name = "doc-type", .value = "NAME",                                       \
        .offset = (base_) + offsetof(struct verify_settings, mdoc.doc_type),                            \
        .help = "of a mobile document: its type, as org.iso.18013.5.1.mDL; no other is accepted",       \
        .help_zh = "移动证件：其类型，如 org.iso.18013.5.1.mDL；其他类型一律不通过" \
    }

/** What was verified, for whoever keeps it; all is borrowed for the call. */
struct verified {
    const struct input *input;
    struct wallet_bytes original;                   /* its bytes: those in a code, or the input's */
    const struct wallet_presentation *presentation; /* NULL: a copy */
    const struct wallet_verdict *verdict;           /* on the copy */
    const struct wallet_copy *copy;                 /* NULL: none, or its own part did not hold */
    bool is_request_answered;                       /* by --request or --nonce */
};

/** Takes what was accepted, in place of the verdict that would be printed. */
struct verify_keeper {
    enum exit_code (*keep)(void *context, const struct verified *verified);
    void *context;
    bool takes_unknown; /* what could not be told, as well */
};

/** Where the inputs come from. */
struct verify_source {
    /** Gives each input to the taker; returns the worst outcome. */
    enum exit_code (*take)(
        const void *context, const struct session *session, const struct input_taker *taker);
    const void *context;
    const struct verify_keeper *keeper; /* NULL: verdicts are printed */
};

/**
 * Verifies all that is taken, parts of one licence put together, and prints the verdicts; tells how many
 * were what, if they were several.
 */
enum exit_code verifying_run(
    const struct session *session,
    const struct verify_settings *settings,
    const struct verify_source *source);

#endif
