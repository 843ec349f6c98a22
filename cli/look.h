/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_LOOK_H
#define WALLET_CLI_LOOK_H

#include <wallet/repository.h>

#include "exit_code.h"
#include "option.h"
#include "repository.h"

/*
 * Looking at somebody's licences is an act, also at the command line: it says who looks and why, and
 * is in the log before anything is shown.
 */

/** Who looks, and why. */
struct look_settings {
    const char *clerk;
    const char *cause;
};

/** These rows, for a settings struct that has its struct look_settings as this member. */
#define LOOK_OPTIONS(settings_, member_)                                                       \
    { .kind = OPTION_TEXT,                                                                     \
      .letter = 'c',                                                                           \
      .name = "cause",                                                                         \
      .value = "TEXT",                                                                         \
      .offset = offsetof(settings_, member_.cause),                                            \
      .help = "why these licences are looked at (required); it is kept in the log, which the " \
              "holder may see",                                                                \
      .help_zh = "查看这些证照的事由（必填）；记入日志，持证主体可见" },                       \
    {                                                                                          \
        .kind = OPTION_TEXT, .name = "clerk", .value = "NAME",                                 \
        .offset = offsetof(settings_, member_.clerk),                                          \
        .help = "who looks (default: the name of the account)",                                \
        .help_zh = "查看人（默认为当前系统账号）"                                \
    }

/** Tells what is missing. */
enum exit_code look_check(const struct session *session, const struct look_settings *settings);

/** Writes it down, in a transaction of its own; fills in clerk and cause. */
enum exit_code look_log(
    const struct open_repository *repository,
    const struct look_settings *settings,
    struct wallet_repository_look *look);

#endif
