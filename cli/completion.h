/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_COMPLETION_H
#define WALLET_CLI_COMPLETION_H

#include "command.h"

/** Calls `print` for each option that a command takes, its own first. */
void completion_each_option(
    const struct command *command,
    void (*print)(const struct command *command, const struct option_spec *spec));

/** What operands a command is completed with: "files", "types", "reasons", "topics", ... */
const char *completion_operand_words(const struct command *command);

/** Whether the command at `index` begins with the same word as the one before it. */
bool completion_is_noun_again(size_t index);

/** Prints the first words of all commands, a blank before each. */
void completion_print_first_words(void);

/** Prints the script for fish. */
void completion_print_fish(void);

#endif
