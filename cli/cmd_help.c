/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "help.h"
#include "near.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec no_options[] = { { 0 } };

static enum exit_code complain_topic(const struct session *session, const char *name)
{
    struct near near = near_start(name, strlen(name));

    for (size_t i = 0; help_topics[i]; i++) {
        near_offer(&near, help_topics[i]);
    }
    for (size_t i = 0; commands[i]; i++) {
        near_offer(&near, commands[i]->words);
    }

    complain(session, SAY(session, "there is no topic '%s'", "没有主题 '%s'"), name);
    why(session,
        SAY(session, "neither a command nor a topic has this name", "没有同名的命令或主题"));
    if (near.best) {
        hint(
            session,
            SAY(session, "did you mean 'wallet help %s'?", "是不是 'wallet help %s'？"),
            near.best);
    } else {
        hint(session, SAY(session, "'wallet help' lists both", "'wallet help' 列出二者"));
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code help(
    const struct session *session, const void *settings, const struct operands *operands)
{
    size_t used = 0;
    (void)settings;

    if (operands->count == 0) {
        help_print_overview(session, stdout);
        return EXIT_CODE_OK;
    }

    const struct command *command = command_find(operands->items, operands->count, &used);
    if (command) {
        help_print_command(session, command);
        return EXIT_CODE_OK;
    }
    if (operands->count == 1 && (help_print_topic(session, operands->items[0]) ||
                                 help_print_noun(session, operands->items[0]))) {
        return EXIT_CODE_OK;
    }

    return complain_topic(session, operands->items[0]);
}

const struct command command_help = {
    .words = "help",
    .summary = "explain a command or a topic",
    .summary_zh = "说明命令或主题",
    .operands = "[TOPIC]",
    .operand_max = 2,
    .options = no_options,
    .examples = "  wallet help verify\n  wallet help exit-codes\n",
    .run = help,
};
