/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HELP_H
#define WALLET_CLI_HELP_H

#include "command.h"

#include <stdio.h>

/** Prints all commands with their summaries. */
void help_print_overview(const struct session *session, FILE *stream);

/** Prints usage, options and examples of one command. */
void help_print_command(const struct session *session, const struct command *command);

/** Prints all commands of a noun, such as "key"; false if it has none. */
bool help_print_noun(const struct session *session, const char *noun);

/** What `wallet help TOPIC` can tell beside commands; ends with NULL. */
extern const char *const help_topics[];

/** Prints a topic; false if there is none of this name. */
bool help_print_topic(const struct session *session, const char *name);

#endif
