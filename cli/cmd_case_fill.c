/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "case_text.h"
#include "case_words.h"
#include "command.h"
#include "csv_cell.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "value_lines.h"

#include <stdio.h>
#include <string.h>

struct fill_settings {
    struct case_settings common;
    struct option_list undo;
    const char *format;
};

static const char *const formats[] = { "text", "json", "csv", NULL };

static const struct option_spec fill_options[] = {
    {
        .kind = OPTION_LIST,
        .name = "undo",
        .value = "FIELD",
        .offset = offsetof(struct fill_settings, undo),
        .help = "take back what was written there: what the licences say stands there again; may "
                "be repeated",
        .help_zh = "撤回手工填写，恢复为证照所载内容；可重复",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'f',
        .name = "format",
        .value = "FORM",
        .choices = formats,
        .offset = offsetof(struct fill_settings, format),
        .help = "print the form as text (default), json or csv",
        .help_zh = "表单输出格式：text 文本（默认）、json 或 csv",
    },
    CASE_OPTIONS(offsetof(struct fill_settings, common)),
    { 0 },
};

static void print_cell(const char *text, const char *end)
{
    csv_cell_write_shown(stdout, text_of(text));
    fputs(end, stdout);
}

static void print_csv(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);

    fputs(CSV_MARK "name,title,value,provenance,verified\r\n", stdout);
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        const struct wallet_blank *wanted = wallet_matter_blank_at(matter, i);
        struct wallet_case_blank blank;
        wallet_case_blank_at(item, i, &blank);
        print_cell(wanted->name, ",");
        print_cell(wanted->title[WALLET_CHINESE], ",");
        print_cell(blank.value, ",");
        print_cell(case_provenance_name(blank.provenance), ",");
        print_cell(blank.verified, "\r\n");
    }
}

static void print_text(const struct session *session, const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);

    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        struct wallet_case_blank blank;
        wallet_case_blank_at(item, i, &blank);
        printf("%s=", wallet_matter_blank_at(matter, i)->name);
        text_print(stdout, text_of(blank.value));
        printf("  (%s)\n", case_provenance_word(blank.provenance, session->language));
    }
}

static void print_json(const struct wallet_case *item)
{
    json_t *object = json_start();

    (void)json_object_set_new(object, "number", json_string(wallet_case_number(item)));
    (void)json_object_set_new(object, "form", case_json_form(item));
    json_print(object);
}

static void print_form(const struct case_desk *desk, const char *format)
{
    const struct session *session = desk->store.session;

    if (session->json || (format && strcmp(format, "json") == 0)) {
        print_json(desk->item);
    } else if (format && strcmp(format, "csv") == 0) {
        print_csv(desk->item);
    } else {
        print_text(session, desk->item);
    }
}

static enum exit_code write_one(struct case_desk *desk, const char *text)
{
    struct wallet_bytes name;
    struct wallet_error error;
    const char *value = NULL;
    size_t blank = 0;

    enum exit_code code = case_split(desk->store.session, text, &name, &value);
    if (code == EXIT_CODE_OK) {
        code = case_find_blank(desk, name, &blank);
    }
    if (code == EXIT_CODE_OK &&
        wallet_case_write(desk->item, blank, value, &desk->actor, &error) != WALLET_OK) {
        code = case_desk_complain(desk, &error);
    }

    return code;
}

static enum exit_code undo_one(struct case_desk *desk, const char *name)
{
    struct wallet_error error;
    size_t blank = 0;

    enum exit_code code = case_find_blank(desk, text_of(name), &blank);
    if (code == EXIT_CODE_OK &&
        wallet_case_unwrite(desk->item, blank, &desk->actor, &error) != WALLET_OK) {
        code = case_desk_complain(desk, &error);
    }

    return code;
}

/** What stands on the command line everybody on the machine can see; "-" reads lines in its place. */
static enum exit_code write_lines(struct case_desk *desk)
{
    struct value_lines lines = { .text = NULL };

    enum exit_code code = value_lines_read(desk->store.session, "-", &lines);
    for (size_t i = 0; i < lines.list.count && code == EXIT_CODE_OK; i++) {
        code = write_one(desk, lines.list.items[i]);
    }

    value_lines_free(&lines);
    return code;
}

static enum exit_code fill(
    struct case_desk *desk, const struct fill_settings *settings, const struct operands *operands)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < settings->undo.count && code == EXIT_CODE_OK; i++) {
        code = undo_one(desk, settings->undo.items[i]);
    }
    for (size_t i = 1; i < operands->count && code == EXIT_CODE_OK; i++) {
        const char *item = operands->items[i];
        code = strcmp(item, "-") == 0 ? write_lines(desk) : write_one(desk, item);
    }

    return code;
}

static enum exit_code case_fill(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct fill_settings *settings = opaque_settings;
    struct case_desk desk;

    enum exit_code code = case_desk_open(session, &settings->common, operands->items[0], &desk);
    if (code == EXIT_CODE_OK) {
        code = fill(&desk, settings, operands);
    }
    if (code == EXIT_CODE_OK) {
        print_form(&desk, settings->format);
    }

    case_desk_close(&desk);
    return code;
}

const struct command command_case_fill = {
    .words = "case fill",
    .summary = "write into a case's form by hand, and print it with where each value is from",
    .summary_zh = "手工填写办件表单，并输出各项及其来源",
    .operands = "NUMBER [FIELD=VALUE...]",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = fill_options,
    .settings_size = sizeof(struct fill_settings),
    .json = true,
    .examples = "  wallet case fill 36050020261128000001 amount=10000 --clerk 兰芷\n"
                "  wallet case fill 36050020261128000001 - --clerk 兰芷 < values.txt\n"
                "  wallet case fill 36050020261128000001 --format csv --clerk 兰芷\n",
    .run = case_fill,
};
