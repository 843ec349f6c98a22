/* SPDX-License-Identifier: Apache-2.0 */
#include "help.h"

#include "text.h"
#include "word.h"

#include <string.h>

enum {
    GAP_COLUMNS = 2,
    OPTION_COLUMNS = 24,
};

static size_t command_columns(void)
{
    size_t most = 0;

    for (size_t i = 0; commands[i]; i++) {
        const size_t columns = strlen(commands[i]->words); /* of ASCII */
        most = columns > most ? columns : most;
    }

    return most + GAP_COLUMNS;
}

static const char *summary_of(const struct session *session, const struct command *command)
{
    return SAY(session, command->summary, command->summary_zh);
}

void help_print_overview(const struct session *session, FILE *stream)
{
    fputs(
        SAY(session,
            "usage: wallet COMMAND [OPTION]... [OPERAND]...\n\nSign, draw, scan and verify "
            "electronic licences.\n\n",
            "用法：wallet 命令 [选项]... [操作数]...\n\n签发、绘制、扫描和核验电子证照。\n\n"),
        stream);

    const size_t columns = command_columns();
    for (size_t i = 0; commands[i]; i++) {
        fputs("  ", stream);
        text_print_padded(stream, text_of(commands[i]->words), columns);
        fprintf(stream, "%s\n", summary_of(session, commands[i]));
    }

    fputs(
        SAY(session,
            "\n'wallet COMMAND --help' tells more; 'wallet demo' shows the whole way.\n"
            "topics of 'wallet help TOPIC':",
            "\n'wallet 命令 --help' 有详细说明；'wallet demo' 演示全过程。\n"
            "'wallet help 主题' 的主题："),
        stream);
    for (size_t i = 0; help_topics[i]; i++) {
        fprintf(stream, " %s", help_topics[i]);
    }
    fputc('\n', stream);
}

static void print_option(const struct session *session, const struct option_spec *spec)
{
    char head[64];
    char letter[8] = "    ";

    if (spec->letter != '\0') {
        (void)snprintf(letter, sizeof letter, "-%c, ", spec->letter);
    }
    (void)snprintf(
        head,
        sizeof head,
        "%s--%s%s%s",
        letter,
        spec->name,
        spec->value ? " " : "",
        spec->value ? word_say(session, spec->value) : "");

    fputs("  ", stdout);
    text_print_padded(stdout, text_of(head), OPTION_COLUMNS);
    printf("  %s\n", SAY(session, spec->help, spec->help_zh));
}

void help_print_command(const struct session *session, const struct command *command)
{
    printf(
        SAY(session, "usage: wallet %s [OPTION]...%s%s\n\n", "用法：wallet %s [选项]...%s%s\n\n"),
        command->words,
        command->operands[0] ? " " : "",
        word_say(session, command->operands));
    printf("%s\n\n", summary_of(session, command));

    for (const struct option_spec *spec = command->options; spec->kind != OPTION_END; spec++) {
        print_option(session, spec);
    }
    for (const struct option_spec *spec = global_options; spec->kind != OPTION_END; spec++) {
        if (command->json || spec->offset != offsetof(struct global_settings, json)) {
            print_option(session, spec);
        }
    }

    printf(
        "%s\n%s",
        SAY(session, "\nexamples:", "\n示例："),
        command->examples_zh ? SAY(session, command->examples, command->examples_zh)
                             : command->examples);
}

bool help_print_noun(const struct session *session, const char *noun)
{
    const size_t size = strlen(noun);
    bool found = false;

    for (size_t i = 0; commands[i]; i++) {
        if (strncmp(commands[i]->words, noun, size) == 0 && commands[i]->words[size] == ' ') {
            fputs(found ? "\n" : "", stdout);
            help_print_command(session, commands[i]);
            found = true;
        }
    }

    return found;
}
