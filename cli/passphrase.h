/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PASSPHRASE_H
#define WALLET_CLI_PASSPHRASE_H

#include "exit_code.h"
#include "option.h"
#include "secret_line.h"
#include "session.h"

/*
 * Where a passphrase comes from: an option that names a file or an open one, or a person at the
 * terminal.  Never the command line, which everybody on the machine can read.
 */
struct passphrase_settings {
    const char *file;
    unsigned fd;
};

/** The rows of --NAMEpassphrase-file and --NAMEpassphrase-fd; name_ is "" or such as "new-". */
#define PASSPHRASE_OPTIONS(settings_, member_, name_, of_, of_zh_)                                 \
    { .kind = OPTION_TEXT,                                                                         \
      .name = name_ "passphrase-file",                                                             \
      .value = "FILE",                                                                             \
      .offset = offsetof(settings_, member_.file),                                                 \
      .help = "file with the passphrase " of_ ", alone on a line; '-' is standard input",          \
      .help_zh = "存有" of_zh_ "口令的文件，单独一行；'-' 为标准输入" },                           \
    {                                                                                              \
        .kind = OPTION_NUMBER, .name = name_ "passphrase-fd", .value = "N", .min = 3, .max = 1023, \
        .offset = offsetof(settings_, member_.fd),                                                 \
        .help = "read the passphrase " of_ " from this open file, 3 to 1023",                      \
        .help_zh = "从该文件描述符读取" of_zh_ "口令，3 至 1023"                               \
    }

/** Which passphrase it is. */
enum passphrase_kind {
    PASSPHRASE_OF_VAULT = 0,
    PASSPHRASE_NEW = 1,       /* for the vault: asked for twice */
    PASSPHRASE_OF_EXPORT = 2, /* for a file that is made: asked for twice */
    PASSPHRASE_OF_IMPORT = 3,
    PASSPHRASE_FIRST = 4, /* of a vault that is made: asked for twice */
};

/**
 * Reads a passphrase; tells why where it cannot.
 *
 * \param out  to be wiped with secret_line_forget(), whatever the outcome
 */
enum exit_code passphrase_read(
    const struct session *session,
    const struct passphrase_settings *settings,
    enum passphrase_kind kind,
    struct secret_line *out);

#endif
