/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "completion.h"
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

void completion_each_option(
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

    const char *words = command ? command->words : ""; /* an option before the command */
    printf("    '%s --%s'", words, spec->name);
    if (spec->letter != '\0') {
        printf("|'%s -%c'", words, spec->letter);
    }
    fputs(") list=", stdout);
    if (spec->choices) {
        for (size_t i = 0; spec->choices[i]; i++) {
            printf("%s%s", i ? " " : "'", spec->choices[i]);
        }
        fputs("'; files= ;;\n", stdout);
    } else if (
        strcmp(spec->value, "FILE") == 0 || strcmp(spec->value, "DIR") == 0 ||
        strcmp(spec->value, "KEY") == 0 || strcmp(spec->value, "DEV") == 0) {
        fputs("; files=1 ;;\n", stdout);
    } else if (strcmp(spec->value, "TYPE") == 0) {
        fputs("$(wallet type list 2>/dev/null | cut -d' ' -f1); files= ;;\n", stdout);
    } else if (strcmp(spec->value, "MATTER") == 0) {
        fputs("$(wallet matter list 2>/dev/null | cut -d' ' -f1); files= ;;\n", stdout);
    } else {
        fputs("; files= ;;\n", stdout);
    }
}

const char *completion_operand_words(const struct command *command)
{
    if (strstr(command->operands, "MATTER")) {
        return "matters";
    }
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

bool completion_is_noun_again(size_t index)
{
    const size_t size = strcspn(commands[index]->words, " ");

    return index > 0 && strncmp(commands[index]->words, commands[index - 1]->words, size) == 0;
}

void completion_print_first_words(void)
{
    for (size_t i = 0; commands[i]; i++) {
        if (!completion_is_noun_again(i)) {
            printf(" %.*s", (int)strcspn(commands[i]->words, " "), commands[i]->words);
        }
    }
}

/* The verbs of the noun that the command at `index` starts with, a blank before each. */
static void print_verbs(size_t index)
{
    for (size_t i = index; commands[i] && (i == index || completion_is_noun_again(i)); i++) {
        printf(" %s", strchr(commands[i]->words, ' ') + 1);
    }
}

static bool is_noun(size_t index)
{
    return strchr(commands[index]->words, ' ') && !completion_is_noun_again(index);
}

/* After 'help': a topic, a command, or the verb of a noun. */
static void bash_topics(void)
{
    fputs("case $second in '') list=\"$list", stdout);
    completion_print_first_words();
    for (size_t i = 0; help_topics[i]; i++) {
        printf(" %s", help_topics[i]);
    }
    fputs("\";;", stdout);
    for (size_t i = 0; commands[i]; i++) {
        if (is_noun(i)) {
            printf(" %.*s) list='", (int)strcspn(commands[i]->words, " "), commands[i]->words);
            print_verbs(i);
            fputs("';;", stdout);
        }
    }
    fputs(" esac", stdout);
}

static void bash_operands(const struct command *command)
{
    const char *words = completion_operand_words(command);

    if (strcmp(words, "files") == 0) {
        fputs("files=1", stdout);
    } else if (strcmp(words, "types") == 0) {
        fputs("list=\"$list $(wallet type list 2>/dev/null | cut -d' ' -f1)\"", stdout);
    } else if (strcmp(words, "matters") == 0) {
        fputs("list=\"$list $(wallet matter list 2>/dev/null | cut -d' ' -f1)\"", stdout);
    } else if (strcmp(words, "reasons") == 0) {
        fputs("list=\"$list $(wallet explain --list 2>/dev/null | cut -d' ' -f1)\"", stdout);
    } else if (strcmp(words, "topics") == 0) {
        bash_topics();
    } else if (strcmp(words, "shells") == 0) {
        fputs("list=\"$list bash zsh fish\"", stdout);
    }
}

/* "key) command=...; the verbs ;;" for each noun. */
static void bash_nouns(void)
{
    for (size_t i = 0; commands[i]; i++) {
        if (is_noun(i)) {
            printf(
                "    %.*s) command=\"$first $second\"; [ -z \"$second\" ] && list='",
                (int)strcspn(commands[i]->words, " "),
                commands[i]->words);
            print_verbs(i);
            fputs("' ;;\n", stdout);
        }
    }
}

/* Finds the command's words, whatever options stand before and between them. */
static const char bash_start[] =
    "__wallet_complete() {\n"
    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "  local first= second= command= list= files= i\n"
    "  if [ \"$cur\" = '=' ]; then cur=\n"
    "  elif [ \"$prev\" = '=' ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "    case ${COMP_WORDS[i]} in\n"
    "      --lang|--color)\n"
    "        [ \"${COMP_WORDS[i+1]}\" = '=' ] && i=$((i + 1)); i=$((i + 1)) ;;\n"
    "      -*) ;;\n"
    "      *) if [ -z \"$first\" ]; then first=${COMP_WORDS[i]}\n"
    "         elif [ -z \"$second\" ]; then second=${COMP_WORDS[i]}; fi ;;\n"
    "    esac\n"
    "  done\n"
    "  command=$first\n"
    "  case $first in\n"
    "    '') list='";

static void bash_function(void)
{
    fputs(bash_start, stdout);
    completion_print_first_words();
    fputs(" --version", stdout);
    for (const struct option_spec *spec = global_options; spec->kind != OPTION_END; spec++) {
        bash_option(NULL, spec);
    }
    fputs("' ;;\n", stdout);
    bash_nouns();
    fputs("  esac\n  case $command in\n", stdout);
    for (size_t i = 0; commands[i]; i++) {
        printf("    '%s') list='", commands[i]->words);
        completion_each_option(commands[i], bash_option);
        fputs("'; ", stdout);
        bash_operands(commands[i]);
        fputs(" ;;\n", stdout);
    }
    fputs("  esac\n  case \"$command $prev\" in\n", stdout);
    for (const struct option_spec *spec = global_options; spec->kind != OPTION_END; spec++) {
        bash_value(NULL, spec);
    }
    for (size_t i = 0; commands[i]; i++) {
        completion_each_option(commands[i], bash_value);
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

static const struct shell shells[] = {
    { "bash", print_bash },
    { "zsh", print_zsh },
    { "fish", completion_print_fish },
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
