/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "help.h"
#include "near.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec no_options[] = { { 0 } };

/* A shell's way to write the script, from the one table of commands. */
struct shell {
    const char *name;
    void (*print)(void);
};

/* Calls `print` for each option that a command takes, its own first. */
static void each_option(
    const struct command *command,
    void (*print)(const struct command *command, const struct option_spec *spec))
{
    for (const struct option_spec *spec = command->options; spec->kind != OPTION_END; spec++) {
        print(command, spec);
    }
    for (const struct option_spec *spec = global_options; spec->kind != OPTION_END; spec++) {
        if (command->json || spec->offset != offsetof(struct global_settings, json)) {
            print(command, spec);
        }
    }
}

static void bash_option(const struct command *command, const struct option_spec *spec)
{
    (void)command;
    printf(" --%s", spec->name);
    if (spec->letter != '\0') {
        printf(" -%c", spec->letter);
    }
}

/* What may follow an option. */
static void bash_value(const struct command *command, const struct option_spec *spec)
{
    if (spec->kind == OPTION_FLAG) {
        return;
    }

    printf("    '%s --%s'", command->words, spec->name);
    if (spec->letter != '\0') {
        printf("|'%s -%c'", command->words, spec->letter);
    }
    fputs(") list=", stdout);
    if (spec->choices) {
        for (size_t i = 0; spec->choices[i]; i++) {
            printf("%s%s", i ? " " : "'", spec->choices[i]);
        }
        fputs("'; files= ;;\n", stdout);
    } else if (strcmp(spec->value, "FILE") == 0 || strcmp(spec->value, "DIR") == 0) {
        fputs("; files=1 ;;\n", stdout);
    } else if (strcmp(spec->value, "TYPE") == 0) {
        fputs("$(wallet type list 2>/dev/null | cut -d' ' -f1); files= ;;\n", stdout);
    } else {
        fputs("; files= ;;\n", stdout);
    }
}

/* What operands a command is completed with, in the words of the shell's script. */
static const char *operand_words(const struct command *command)
{
    if (strstr(command->operands, "FILE") || strstr(command->operands, "INPUT")) {
        return "files";
    }
    if (strcmp(command->operands, "TYPE") == 0) {
        return "types";
    }
    if (strstr(command->operands, "REASON")) {
        return "reasons";
    }
    if (strstr(command->operands, "TOPIC")) {
        return "topics";
    }

    return strstr(command->operands, "SHELL") ? "shells" : "none";
}

static void bash_operands(const struct command *command)
{
    const char *words = operand_words(command);

    if (strcmp(words, "files") == 0) {
        fputs("files=1", stdout);
    } else if (strcmp(words, "types") == 0) {
        fputs("list=\"$list $(wallet type list 2>/dev/null | cut -d' ' -f1)\"", stdout);
    } else if (strcmp(words, "reasons") == 0) {
        fputs("list=\"$list $(wallet explain --list 2>/dev/null | cut -d' ' -f1)\"", stdout);
    } else if (strcmp(words, "topics") == 0) {
        fputs("list=\"$list", stdout);
        for (size_t i = 0; help_topics[i]; i++) {
            printf(" %s", help_topics[i]);
        }
        fputs("\"", stdout);
    } else if (strcmp(words, "shells") == 0) {
        fputs("list=\"$list bash zsh fish\"", stdout);
    }
}

static bool is_noun_again(size_t index)
{
    const size_t size = strcspn(commands[index]->words, " ");

    return index > 0 && strncmp(commands[index]->words, commands[index - 1]->words, size) == 0;
}

/* "key) command=...; the verbs ;;" for each noun. */
static void bash_nouns(void)
{
    for (size_t i = 0; commands[i]; i++) {
        const char *blank = strchr(commands[i]->words, ' ');
        if (!blank || is_noun_again(i)) {
            continue;
        }
        printf(
            "    %.*s) command=\"$first $second\"; [ \"$COMP_CWORD\" = 2 ] && list='",
            (int)(blank - commands[i]->words),
            commands[i]->words);
        for (size_t j = i; commands[j] && (j == i || is_noun_again(j)); j++) {
            printf("%s%s", j > i ? " " : "", strchr(commands[j]->words, ' ') + 1);
        }
        fputs("' ;;\n", stdout);
    }
}

static void bash_function(void)
{
    fputs(
        "__wallet_complete() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
        "  local first=${COMP_WORDS[1]} second=${COMP_WORDS[2]} command list= files=\n"
        "  if [ \"$COMP_CWORD\" -le 1 ]; then\n    list='",
        stdout);
    for (size_t i = 0; commands[i]; i++) {
        if (!is_noun_again(i)) {
            const int size = (int)strcspn(commands[i]->words, " ");
            printf("%s%.*s", i ? " " : "", size, commands[i]->words);
        }
    }
    fputs("'\n  fi\n  command=$first\n  case $first in\n", stdout);
    bash_nouns();
    fputs("  esac\n  case $command in\n", stdout);
    for (size_t i = 0; commands[i]; i++) {
        printf("    '%s') list='", commands[i]->words);
        each_option(commands[i], bash_option);
        fputs("'; ", stdout);
        bash_operands(commands[i]);
        fputs(" ;;\n", stdout);
    }
    fputs("  esac\n  case \"$command $prev\" in\n", stdout);
    for (size_t i = 0; commands[i]; i++) {
        each_option(commands[i], bash_value);
    }
    fputs(
        "  esac\n"
        "  COMPREPLY=($(compgen -W \"$list\" -- \"$cur\"))\n"
        "  case $cur in -*) files= ;; esac\n"
        "  if [ -n \"$files\" ]; then COMPREPLY+=($(compgen -f -- \"$cur\")); fi\n"
        "}\n",
        stdout);
}

static void print_bash(void)
{
    fputs("# bash completion for wallet; made by 'wallet completion bash'\n", stdout);
    bash_function();
    fputs("complete -o filenames -F __wallet_complete wallet\n", stdout);
}

/* zsh runs bash's function through its own bridge: one script to keep right. */
static void print_zsh(void)
{
    fputs(
        "#compdef wallet\n"
        "# zsh completion for wallet; made by 'wallet completion zsh'\n"
        "autoload -U +X bashcompinit && bashcompinit\n",
        stdout);
    bash_function();
    fputs(
        "complete -o filenames -F __wallet_complete wallet\n"
        "_bash_complete -o filenames -F __wallet_complete\n",
        stdout);
}

static void print_quoted(const char *text)
{
    putchar('\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\') {
            putchar('\\');
        }
        putchar(*text);
    }
    putchar('\'');
}

/* "__wallet_at key new": whether these words stand on the line. */
static void fish_option(const struct command *command, const struct option_spec *spec)
{
    printf("complete -c wallet -n '__wallet_at %s' -l %s", command->words, spec->name);
    if (spec->letter != '\0') {
        printf(" -s %c", spec->letter);
    }
    if (spec->kind != OPTION_FLAG) {
        fputs(" -r", stdout);
    }
    if (spec->choices) {
        fputs(" -f -a '", stdout);
        for (size_t i = 0; spec->choices[i]; i++) {
            printf("%s%s", i ? " " : "", spec->choices[i]);
        }
        fputs("'", stdout);
    } else if (spec->kind != OPTION_FLAG && strcmp(spec->value, "TYPE") == 0) {
        fputs(" -f -a '(wallet type list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    }
    fputs(" -d ", stdout);
    print_quoted(spec->help);
    putchar('\n');
}

static void fish_operands(const struct command *command)
{
    const char *words = operand_words(command);

    if (strcmp(words, "none") == 0 || strcmp(words, "files") == 0) {
        return;
    }

    printf("complete -c wallet -n '__wallet_at %s' -f -a ", command->words);
    if (strcmp(words, "types") == 0) {
        fputs("'(wallet type list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    } else if (strcmp(words, "reasons") == 0) {
        fputs("'(wallet explain --list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    } else if (strcmp(words, "shells") == 0) {
        fputs("'bash zsh fish'", stdout);
    } else {
        for (size_t i = 0; help_topics[i]; i++) {
            printf("%s%s", i ? " " : "'", help_topics[i]);
        }
        fputs("'", stdout);
    }
    putchar('\n');
}

static void fish_command(size_t index)
{
    const struct command *command = commands[index];
    const char *blank = strchr(command->words, ' ');
    const int size = (int)strcspn(command->words, " ");

    if (!is_noun_again(index)) {
        printf("complete -c wallet -n __wallet_first -f -a %.*s -d ", size, command->words);
        print_quoted(blank ? "" : command->summary);
        putchar('\n');
    }
    if (blank) {
        printf(
            "complete -c wallet -n '__wallet_at %.*s; and test (count (commandline -opc)) = 2' "
            "-f -a %s -d ",
            size,
            command->words,
            blank + 1);
        print_quoted(command->summary);
        putchar('\n');
    }

    fish_operands(command);
    each_option(command, fish_option);
}

static void print_fish(void)
{
    fputs(
        "# fish completion for wallet; made by 'wallet completion fish'\n"
        "function __wallet_at\n"
        "  set -l words (commandline -opc)\n"
        "  for i in (seq (count $argv))\n"
        "    test \"$words[(math $i + 1)]\" = \"$argv[$i]\"; or return 1\n"
        "  end\n"
        "end\n"
        "function __wallet_first\n"
        "  test (count (commandline -opc)) = 1\n"
        "end\n",
        stdout);
    for (size_t i = 0; commands[i]; i++) {
        fish_command(i);
    }
}

static const struct shell shells[] = {
    { "bash", print_bash },
    { "zsh", print_zsh },
    { "fish", print_fish },
};

static enum exit_code completion(
    const struct session *session, const void *settings, const struct operands *operands)
{
    const char *name = operands->items[0];
    struct near near = near_start(name, strlen(name));
    (void)settings;

    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(shells[i].name, name) == 0) {
            shells[i].print();
            return EXIT_CODE_OK;
        }
        near_offer(&near, shells[i].name);
    }

    complain(session, SAY(session, "no completion for '%s'", "没有 '%s' 的补全"), name);
    why(session, SAY(session, "only bash, zsh and fish are known", "只支持 bash、zsh 和 fish"));
    hint(session, "wallet completion %s", near.best ? near.best : "bash");
    return EXIT_CODE_USAGE;
}

const struct command command_completion = {
    .words = "completion",
    .summary = "print the completion script of a shell: bash, zsh or fish",
    .summary_zh = "输出 shell 补全脚本：bash、zsh 或 fish",
    .operands = "SHELL",
    .operand_min = 1,
    .operand_max = 1,
    .options = no_options,
    .examples = "  wallet completion bash > ~/.local/share/bash-completion/completions/wallet\n",
    .run = completion,
};
