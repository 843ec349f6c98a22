/* SPDX-License-Identifier: Apache-2.0 */
#include "option.h"

#include "near.h"
#include "output.h"
#include "word.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Where the parser stands in the line. */
struct cursor {
    const struct session *session;
    const struct option_line *line;
    int index;
};

struct match {
    const struct option_spec *spec;
    void *field;
};

static bool same_name(const struct option_spec *spec, const char *name, size_t size)
{
    return strlen(spec->name) == size && strncmp(spec->name, name, size) == 0;
}

static struct match find(const struct option_line *line, char letter, const char *name, size_t size)
{
    for (size_t i = 0; i < line->table_count; i++) {
        const struct option_table *table = &line->tables[i];
        for (const struct option_spec *spec = table->specs; spec->kind != OPTION_END; spec++) {
            if (name ? same_name(spec, name, size)
                     : spec->letter != '\0' && spec->letter == letter) {
                return (struct match){ spec, (char *)table->settings + spec->offset };
            }
        }
    }

    return (struct match){ NULL, NULL };
}

static bool complain_unknown(const struct cursor *cursor, const char *name, size_t size)
{
    const struct option_line *line = cursor->line;
    const struct session *session = cursor->session;
    struct near near = near_start(name, size);

    for (size_t i = 0; i < line->table_count; i++) {
        for (const struct option_spec *spec = line->tables[i].specs; spec->kind != OPTION_END;
             spec++) {
            near_offer(&near, spec->name);
        }
    }

    complain(
        session, SAY(session, "unknown option '--%.*s'", "没有选项 '--%.*s'"), (int)size, name);
    why(session, SAY(session, "'%s' has no such option", "'%s' 不认识它"), line->command);
    if (near.best) {
        hint(session, SAY(session, "did you mean '--%s'?", "是不是 '--%s'？"), near.best);
    } else {
        hint(
            session,
            SAY(session, "'%s --help' lists them", "'%s --help' 列出全部选项"),
            line->command);
    }
    return false;
}

static bool complain_value(
    const struct cursor *cursor, const struct option_spec *spec, const char *value)
{
    const struct session *session = cursor->session;

    complain(
        session,
        SAY(session, "'%s' is no value for '--%s'", "'%s' 不能作 '--%s' 的值"),
        value,
        spec->name);
    if (spec->choices) {
        char list[160] = "";
        for (size_t i = 0; spec->choices[i]; i++) {
            strncat(list, i ? ", " : "", sizeof list - strlen(list) - 1);
            strncat(list, spec->choices[i], sizeof list - strlen(list) - 1);
        }
        why(session, SAY(session, "it takes one of: %s", "只能是：%s"), list);
    } else {
        why(session,
            SAY(session, "it takes a number from %u to %u", "应是 %u 到 %u 之间的数"),
            spec->min,
            spec->max);
    }
    hint(session, SAY(session, "see '%s --help'", "见 '%s --help'"), cursor->line->command);
    return false;
}

static bool set_number(const struct option_spec *spec, void *field, const char *value)
{
    char *end = NULL;
    errno = 0;
    const unsigned long number = strtoul(value, &end, 10);

    if (errno != 0 || value[0] < '0' || value[0] > '9' || *end != '\0' || number < spec->min ||
        number > spec->max) {
        return false;
    }

    *(unsigned *)field = (unsigned)number;
    return true;
}

static bool is_choice(const struct option_spec *spec, const char *value)
{
    for (size_t i = 0; spec->choices && spec->choices[i]; i++) {
        if (strcmp(spec->choices[i], value) == 0) {
            return true;
        }
    }

    return !spec->choices;
}

static bool list_add(struct option_list *list, const char *value)
{
    const char **items = reallocarray(list->items, list->count + 1, sizeof *items);
    if (!items) {
        return false;
    }

    list->items = items;
    list->items[list->count++] = value;
    return true;
}

static bool set(const struct cursor *cursor, const struct match *match, const char *value)
{
    const struct option_spec *spec = match->spec;
    bool good = is_choice(spec, value);

    if (good && spec->kind == OPTION_NUMBER) {
        good = set_number(spec, match->field, value);
    } else if (good && spec->kind == OPTION_LIST) {
        if (!list_add(match->field, value)) {
            return complain_memory(cursor->session) == EXIT_CODE_OK;
        }
    } else if (good) {
        *(const char **)match->field = value;
    }

    return good || complain_value(cursor, spec, value);
}

/* Takes the value that follows as an argument of its own. */
static bool take_next(struct cursor *cursor, const struct match *match)
{
    const struct session *session = cursor->session;
    const struct option_line *line = cursor->line;

    if (++cursor->index < line->argc) {
        return set(cursor, match, line->argv[cursor->index]);
    }

    complain(session, SAY(session, "'--%s' needs a value", "'--%s' 缺少值"), match->spec->name);
    why(session,
        SAY(session, "the line ends where its %s should stand", "后面应有 %s"),
        word_say(session, match->spec->value));
    hint(session, SAY(session, "see '%s --help'", "见 '%s --help'"), line->command);
    return false;
}

static bool parse_long(struct cursor *cursor, const char *argument)
{
    const char *name = argument + 2;
    const char *equals = strchr(name, '=');
    const size_t size = equals ? (size_t)(equals - name) : strlen(name);
    const struct match match = find(cursor->line, '\0', name, size);

    if (!match.spec) {
        return complain_unknown(cursor, name, size);
    }
    if (match.spec->kind != OPTION_FLAG) {
        return equals ? set(cursor, &match, equals + 1) : take_next(cursor, &match);
    }
    if (!equals) {
        *(bool *)match.field = true;
        return true;
    }

    const struct session *session = cursor->session;
    complain(session, SAY(session, "'--%.*s' takes no value", "'--%.*s' 不带值"), (int)size, name);
    why(session, SAY(session, "it is either given or not", "它只有给与不给之分"));
    hint(session, SAY(session, "write '--%.*s' alone", "请只写 '--%.*s'"), (int)size, name);
    return false;
}

/* "-fn" is "-f -n"; "-oFILE" is "-o FILE". */
static bool parse_letters(struct cursor *cursor, const char *argument)
{
    const struct session *session = cursor->session;

    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        const struct match match = find(cursor->line, *letter, NULL, 0);
        if (!match.spec) {
            complain(session, SAY(session, "unknown option '%s'", "没有选项 '%s'"), argument);
            why(session,
                SAY(session, "'%s' has no such option", "'%s' 不认识它"),
                cursor->line->command);
            hint(
                session,
                SAY(session, "'%s --help' lists them", "'%s --help' 列出全部选项"),
                cursor->line->command);
            return false;
        }
        if (match.spec->kind != OPTION_FLAG) {
            return letter[1] != '\0' ? set(cursor, &match, letter + 1) : take_next(cursor, &match);
        }
        *(bool *)match.field = true;
    }

    return true;
}

bool options_parse(
    const struct session *session,
    const struct option_line *line,
    struct operands *operands,
    int *out_used)
{
    struct cursor cursor = { .session = session, .line = line };
    bool only_operands = false;

    for (; cursor.index < line->argc; cursor.index++) {
        char *argument = line->argv[cursor.index];
        if (only_operands || argument[0] != '-' || argument[1] == '\0') {
            if (line->stop_at_operand) {
                break;
            }
            operands->items[operands->count++] = argument;
        } else if (strcmp(argument, "--") == 0) {
            only_operands = true;
        } else if (!(argument[1] == '-' ? parse_long : parse_letters)(&cursor, argument)) {
            return false;
        }
    }

    *out_used = cursor.index;
    return true;
}

void options_release(const struct option_table *table)
{
    for (const struct option_spec *spec = table->specs; spec->kind != OPTION_END; spec++) {
        if (spec->kind == OPTION_LIST) {
            struct option_list *list = (void *)((char *)table->settings + spec->offset);
            free(list->items);
            list->items = NULL;
            list->count = 0;
        }
    }
}
