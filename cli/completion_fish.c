/* SPDX-License-Identifier: Apache-2.0 */
#include "completion.h"
#include "help.h"

#include <stdio.h>
#include <string.h>

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
    if (command) {
        printf("complete -c wallet -n '__wallet_at %s' -l %s", command->words, spec->name);
    } else {
        printf("complete -c wallet -n __wallet_first -l %s", spec->name);
    }
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
    } else if (spec->kind != OPTION_FLAG && strcmp(spec->value, "MATTER") == 0) {
        fputs(" -f -a '(wallet matter list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    }
    fputs(" -d ", stdout);
    print_quoted(spec->help);
    putchar('\n');
}

static void fish_operands(const struct command *command)
{
    const char *words = completion_operand_words(command);

    if (strcmp(words, "none") == 0 || strcmp(words, "files") == 0) {
        return;
    }

    printf("complete -c wallet -n '__wallet_at %s' -f -a ", command->words);
    if (strcmp(words, "types") == 0) {
        fputs("'(wallet type list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    } else if (strcmp(words, "matters") == 0) {
        fputs("'(wallet matter list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    } else if (strcmp(words, "reasons") == 0) {
        fputs("'(wallet explain --list 2>/dev/null | cut -d\" \" -f1)'", stdout);
    } else if (strcmp(words, "shells") == 0) {
        fputs("'bash zsh fish'", stdout);
    } else {
        fputs("'", stdout);
        completion_print_first_words();
        for (size_t i = 0; help_topics[i]; i++) {
            printf(" %s", help_topics[i]);
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

    if (!completion_is_noun_again(index)) {
        printf("complete -c wallet -n __wallet_first -f -a %.*s -d ", size, command->words);
        print_quoted(blank ? "" : command->summary);
        putchar('\n');
    }
    if (blank) {
        printf(
            "complete -c wallet -n '__wallet_at %.*s; and test (count (__wallet_words)) = 1' "
            "-f -a %s -d ",
            size,
            command->words,
            blank + 1);
        print_quoted(command->summary);
        putchar('\n');
    }

    fish_operands(command);
    completion_each_option(command, fish_option);
}

void completion_print_fish(void)
{
    fputs(
        "# fish completion for wallet; made by 'wallet completion fish'\n"
        "function __wallet_words\n"
        "  set -l words (commandline -opc)\n"
        "  set -l skip 0\n"
        "  set -e words[1]\n"
        "  for word in $words\n"
        "    if test $skip = 1\n"
        "      set skip 0\n"
        "    else if contains -- $word --lang --color\n"
        "      set skip 1\n"
        "    else if not string match -q -- '-*' $word\n"
        "      echo $word\n"
        "    end\n"
        "  end\n"
        "end\n"
        "function __wallet_at\n"
        "  set -l words (__wallet_words)\n"
        "  for i in (seq (count $argv))\n"
        "    test \"$words[$i]\" = \"$argv[$i]\"; or return 1\n"
        "  end\n"
        "end\n"
        "function __wallet_first\n"
        "  test (count (__wallet_words)) = 0\n"
        "end\n",
        stdout);
    for (const struct option_spec *spec = global_options; spec->kind != OPTION_END; spec++) {
        fish_option(NULL, spec);
    }
    for (size_t i = 0; commands[i]; i++) {
        fish_command(i);
    }
}
