/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_REPRINT_H
#define WALLET_CLI_REPRINT_H

#include <wallet/verify.h>

#include "code_options.h"
#include "code_output.h"
#include "exit_code.h"
#include "facts.h"
#include "print_paper.h"
#include "session.h"

#include <stdbool.h>

/* A printed licence that its holder has in the vault, put on paper again. */

struct reprint_settings {
    const char *output;
    const char *format;
    const char *print;
    const char *level;
    bool force;
};

/** The options of it, for a settings struct that has them at `field_`. */
#define REPRINT_OPTIONS(struct_, field_)                                               \
    { .kind = OPTION_TEXT,                                                             \
      .letter = 'o',                                                                   \
      .name = "output",                                                                \
      .value = "FILE",                                                                 \
      .offset = offsetof(struct_, field_.output),                                      \
      .help = "write its code to FILE.png, .svg, .pdf, .txt or .cbor",                 \
      .help_zh = "将其二维码写到 .png、.svg、.pdf、.txt 或 .cbor 文件" },              \
        { .kind = OPTION_TEXT,                                                         \
          .name = "format",                                                            \
          .value = "FORM",                                                             \
          .choices = code_forms,                                                       \
          .offset = offsetof(struct_, field_.format),                                  \
          .help = "png, svg, terminal, text, cbor or pdf",                             \
          .help_zh = "png、svg、terminal、text、cbor 或 pdf" },                        \
        PRINT_OPTION(struct_, field_.print), CODE_LEVEL_OPTION(struct_, field_.level), \
        CODE_FORCE_OPTION(struct_, field_.force)

/** Whether any of it was asked for. */
bool reprint_is_wanted(const struct reprint_settings *settings);

/** Decides on form, file and paper; tells why where it cannot. */
enum exit_code reprint_choose(
    const struct session *session,
    const struct reprint_settings *settings,
    struct code_output *out);

/**
 * Writes a licence's page, or its bare code, and tells what was written.
 *
 * \param output   by reprint_choose(); the caller calls code_output_finish()
 * \param licence  as it is in the vault; bound to nobody, and in order
 */
enum exit_code reprint(
    const struct session *session,
    const struct wallet_verdict *verdict,
    struct wallet_bytes licence,
    enum facts_veil veil,
    struct code_output *output);

#endif
