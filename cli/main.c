/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "help.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was found on the line after the command's own words. */
struct call {
    const struct command *command;
    struct global_settings *globals;
    void *settings;
    struct operands operands;
};

static bool check_json(const struct session *session, const struct call *call)
{
    if (!call->globals->json || call->command->json) {
        return true;
    }

    complain(session, SAY(session, "'--json' is of no use here", "此处不能用 '--json'"));
    why(session,
        SAY(session, "'wallet %s' prints text for people only", "'wallet %s' 只输出供人阅读的文字"),
        call->command->words);
    hint(session, SAY(session, "leave '--json' out", "请去掉 '--json'"));
    return false;
}

static bool check_operands(const struct session *session, const struct call *call)
{
    const struct command *command = call->command;
    const size_t count = call->operands.count;

    if (count >= command->operand_min && count <= command->operand_max) {
        return true;
    }

    if (count < command->operand_min) {
        complain(
            session,
            SAY(session, "'wallet %s' needs %s", "'wallet %s' 缺少 %s"),
            command->words,
            word_say(session, command->operands));
        why(session,
            SAY(session, "the line has %zu operands, not %zu", "给了 %zu 个操作数，应有 %zu 个"),
            count,
            command->operand_min);
    } else {
        complain(
            session,
            SAY(session, "'%s' is one operand too many", "操作数 '%s' 多余"),
            call->operands.items[command->operand_max]);
        why(session,
            SAY(session, "'wallet %s' takes %s", "'wallet %s' 只取 %s"),
            command->words,
            command->operands[0] ? word_say(session, command->operands)
                                 : SAY(session, "no operands", "零个操作数"));
    }
    hint(session, SAY(session, "see 'wallet %s --help'", "见 'wallet %s --help'"), command->words);
    return false;
}

static enum exit_code run(struct session *session, const struct call *call)
{
    session->json = call->globals->json;
    session_set_color(session, call->globals->color);

    if (call->globals->help) {
        help_print_command(session, call->command);
        return EXIT_CODE_OK;
    }
    if (!check_json(session, call) || !check_operands(session, call)) {
        return EXIT_CODE_USAGE;
    }

    return call->command->run(session, call->settings, &call->operands);
}

static enum exit_code parse_and_run(
    struct session *session,
    const struct command *command,
    struct global_settings *globals,
    int argc,
    char *const *argv)
{
    struct call call = { .command = command, .globals = globals };
    call.settings = calloc(1, command->settings_size ? command->settings_size : 1);
    call.operands.items = calloc((size_t)argc + 1, sizeof *call.operands.items);

    const struct option_table tables[] = {
        { command->options, call.settings },
        { global_options, globals },
    };
    char name[64];
    (void)snprintf(name, sizeof name, "wallet %s", command->words);
    const struct option_line line = {
        .command = name, .tables = tables, .table_count = 2, .argc = argc, .argv = argv
    };

    enum exit_code code = EXIT_CODE_USAGE;
    int used = 0;
    if (!call.settings || !call.operands.items) {
        code = complain_memory(session);
    } else {
        if (options_parse(session, &line, &call.operands, &used)) {
            code = run(session, &call);
        }
        options_release(&tables[0]);
    }
    /* Inputs that could not be looked at have their objects already. */
    if (globals->json && command->json && session->story->what[0] && !session->story->is_told) {
        json_print_failure(session, NULL, code);
    }

    free(call.operands.items);
    free(call.settings);
    return code;
}

/* A noun without its verb, as in "wallet key --help". */
static bool asks_for_help(int count, char *const *words)
{
    return count > 1 && (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0);
}

/* Options before the command, then the command, then the rest. */
static enum exit_code dispatch(struct session *session, int argc, char *const *argv)
{
    struct global_settings globals = { 0 };
    const struct option_table table = { global_options, &globals };
    const struct option_line line = { .command = "wallet",
                                      .tables = &table,
                                      .table_count = 1,
                                      .argc = argc,
                                      .argv = argv,
                                      .stop_at_operand = true };
    int used = 0;
    if (argc > 0 && strcmp(argv[0], "--version") == 0) {
        return parse_and_run(session, &command_version, &globals, argc - 1, argv + 1);
    }
    if (!options_parse(session, &line, NULL, &used)) {
        return EXIT_CODE_USAGE;
    }
    if (used == argc) {
        help_print_overview(session, globals.help ? stdout : stderr);
        return globals.help ? EXIT_CODE_OK : EXIT_CODE_USAGE;
    }

    size_t words = 0;
    const struct command *command = command_find(argv + used, (size_t)(argc - used), &words);
    if (!command) {
        return asks_for_help(argc - used, argv + used) && help_print_noun(session, argv[used])
                   ? EXIT_CODE_OK
                   : command_complain(session, argv + used, (size_t)(argc - used));
    }

    used += (int)words;
    return parse_and_run(session, command, &globals, argc - used, argv + used);
}

int main(int argc, char *argv[])
{
    struct story story = { .is_told = false };
    struct session session = { .language = session_language(argc, argv), .story = &story };
    session_set_color(&session, NULL);
    output_start();
    interrupt_listen();

    const int rest = argc > 0 ? argc - 1 : 0;
    const enum exit_code code =
        output_finish(&session, dispatch(&session, rest, argv + argc - rest));

    return (int)(interrupted() ? EXIT_CODE_INTERRUPTED : code);
}
