/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STATE_CHANGE_H
#define WALLET_CLI_STATE_CHANGE_H

#include <wallet/status.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** What `revoke`, `suspend` and `restore` are asked for. */
struct state_settings {
    const char *reg;
    const char *note;
    const char *at;
    const char *state; /* of `revoke` only */
};

/** The rows that the three have in common. */
#define STATE_OPTIONS                                                          \
    { .kind = OPTION_TEXT,                                                     \
      .letter = 'r',                                                           \
      .name = "register",                                                      \
      .value = "FILE",                                                         \
      .offset = offsetof(struct state_settings, reg),                          \
      .help = "the agency's register of its licences' status (required)",      \
      .help_zh = "发证机关的状态登记簿（必填）" },                             \
        { .kind = OPTION_TEXT,                                                 \
          .name = "note",                                                      \
          .value = "TEXT",                                                     \
          .offset = offsetof(struct state_settings, note),                     \
          .help = "why, in one line; kept in the register, never published",   \
          .help_zh = "事由，一行；只存于登记簿，不公布" },                     \
    {                                                                          \
        .kind = OPTION_TEXT, .name = "at", .value = "TIME",                    \
        .offset = offsetof(struct state_settings, at),                         \
        .help = "note this time instead of now (said in the output)",          \
        .help_zh = "记录该时间而非当前时间（输出中会标明）" \
    }

/**
 * Sets the state of each operand, an identifier or anything that a licence is read from; all or
 * none.  Tells why where it cannot.
 */
enum exit_code state_change(
    const struct session *session,
    const struct state_settings *settings,
    const struct operands *operands,
    enum wallet_licence_state state);

#endif
