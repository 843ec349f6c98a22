/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/catalogue.h>

#include "command.h"
#include "file.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "text.h"
#include "type_text.h"
#include "types.h"

#include <stdio.h>

static const struct option_spec no_options[] = { { 0 } };

static void print_row(const struct session *session, const struct wallet_type *type, size_t columns)
{
    text_print_padded(stdout, text_of(wallet_type_name(type)), columns);
    printf("  %s  ", wallet_type_code(type));
    text_print(stdout, text_of(wallet_type_title(type, session->language)));
    putchar('\n');
}

static enum exit_code type_list(
    const struct session *session, const void *settings, const struct operands *operands)
{
    struct wallet_catalogue *catalogue = NULL;
    size_t columns = 0;
    const enum exit_code code = types_load(session, &catalogue);
    (void)settings;
    (void)operands;

    const size_t count = code == EXIT_CODE_OK ? wallet_catalogue_count(catalogue) : 0;
    for (size_t i = 0; i < count; i++) {
        const size_t width =
            text_width(text_of(wallet_type_name(wallet_catalogue_at(catalogue, i))));
        columns = width > columns ? width : columns;
    }
    for (size_t i = 0; i < count; i++) {
        const struct wallet_type *type = wallet_catalogue_at(catalogue, i);
        if (session->json) {
            json_print(type_text_json(type, false));
        } else {
            print_row(session, type, columns);
        }
    }

    wallet_catalogue_free(catalogue);
    return code;
}

const struct command command_type_list = {
    .words = "type list",
    .summary = "list the licence types of the catalogue",
    .summary_zh = "列出目录中的证照类型",
    .operands = "",
    .options = no_options,
    .json = true,
    .examples = "  wallet type list\n",
    .run = type_list,
};

struct show_settings {
    bool example;
};

static const struct option_spec show_options[] = {
    {
        .kind = OPTION_FLAG,
        .letter = 'e',
        .name = "example",
        .offset = offsetof(struct show_settings, example),
        .help = "print a data file for 'wallet issue' to start from",
        .help_zh = "输出供 'wallet issue' 使用的样例数据文件",
    },
    { 0 },
};

/* The example is of a person; how an organisation's differs cannot stand in it. */
static void remark_on_holder(const struct session *session, const struct wallet_type *type)
{
    if (wallet_type_holder(type) == WALLET_HOLDER_EITHER) {
        remark(
            session,
            SAY(session,
                "where an organisation holds it, '%s' stands in place of '%s'",
                "持证主体为组织的，填 '%s'，不填 '%s'"),
            wallet_field_name(wallet_type_holder_organisation(type)),
            wallet_field_name(wallet_type_holder_person(type)));
    }
}

static enum exit_code type_show(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct show_settings *settings = opaque_settings;
    struct wallet_catalogue *catalogue = NULL;
    const struct wallet_type *type = NULL;
    enum exit_code code = types_load(session, &catalogue);

    if (code == EXIT_CODE_OK) {
        code = types_find(session, catalogue, operands->items[0], &type);
    }
    if (code == EXIT_CODE_OK && settings->example) {
        type_text_print_example(session, type);
        remark_on_holder(session, type);
        suggest(
            session,
            "wallet issue %s --data FILE.json --key KEY -o card.png",
            wallet_type_name(type));
    } else if (code == EXIT_CODE_OK && session->json) {
        json_print(type_text_json(type, true));
    } else if (code == EXIT_CODE_OK) {
        type_text_print(session, type);
    }

    wallet_catalogue_free(catalogue);
    return code;
}

const struct command command_type_show = {
    .words = "type show",
    .summary = "show a licence type and its fields, or a data file to start from",
    .summary_zh = "显示证照类型及其字段，或样例数据文件",
    .operands = "TYPE",
    .operand_min = 1,
    .operand_max = 1,
    .options = show_options,
    .settings_size = sizeof(struct show_settings),
    .json = true,
    .examples = "  wallet type show id-card\n"
                "  wallet type show id-card --example > data.json\n",
    .run = type_show,
};

/* The shared code lists of the installed catalogue, if there is one: a type may name them. */
static struct wallet_catalogue *load_lists(void)
{
    char folder[PATH_MAX];
    struct wallet_catalogue *catalogue = NULL;

    if (!place_catalogue(folder) || wallet_catalogue_load(folder, &catalogue, NULL) != WALLET_OK) {
        return NULL;
    }

    return catalogue;
}

static void print_checked(const struct session *session, const struct wallet_catalogue *catalogue)
{
    const struct wallet_type *type = wallet_catalogue_at(catalogue, 0);

    if (session->json) {
        json_print(type_text_json(type, true));
    } else {
        print_row(session, type, 0);
    }
}

static enum exit_code type_check(
    const struct session *session, const void *settings, const struct operands *operands)
{
    const char *path = operands->items[0];
    struct wallet_catalogue *lists = load_lists();
    struct wallet_catalogue *catalogue = NULL;
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_TYPE_FILE_MAX, &file);
    (void)settings;

    if (code == EXIT_CODE_OK &&
        wallet_catalogue_parse(file_bytes(&file), lists, &catalogue, &error) != WALLET_OK) {
        code = refuse(
            session, &error, SAY(session, "'%s' is no licence type", "'%s' 不是证照类型"), path);
        hint(
            session,
            SAY(session,
                "compare it with a file in the catalogue ('wallet help files')",
                "请与目录中的文件对照（'wallet help files'）"));
    }
    if (code == EXIT_CODE_OK) {
        print_checked(session, catalogue);
    }

    file_free(&file);
    wallet_catalogue_free(catalogue);
    wallet_catalogue_free(lists);
    return code;
}

const struct command command_type_check = {
    .words = "type check",
    .summary = "check the file of a licence type before it goes into a catalogue",
    .summary_zh = "检查证照类型文件，再放入目录",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = no_options,
    .json = true,
    .examples = "  wallet type check our-licence.json\n",
    .run = type_check,
};
