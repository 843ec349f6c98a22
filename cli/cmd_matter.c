/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "file.h"
#include "json.h"
#include "matter_text.h"
#include "matters.h"
#include "output.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <string.h>

static const struct option_spec no_options[] = { { 0 } };

static void print_row(
    const struct session *session, const struct wallet_matter *matter, size_t columns)
{
    text_print_padded(stdout, text_of(wallet_matter_name(matter)), columns);
    printf("  %s  ", wallet_matter_code(matter));
    text_print(stdout, text_of(wallet_matter_title(matter, session->language)));
    putchar('\n');
}

struct list_settings {
    const char *query;
};

static const struct option_spec list_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'q',
        .name = "query",
        .value = "TEXT",
        .offset = offsetof(struct list_settings, query),
        .help = "only those with this text in their name, title, code or department",
        .help_zh = "仅列出名称、标题、编码或部门中含此文字的事项",
    },
    { 0 },
};

static bool is_wanted(const struct wallet_matter *matter, const char *query)
{
    const char *const texts[] = {
        wallet_matter_name(matter),
        wallet_matter_code(matter),
        wallet_matter_title(matter, WALLET_CHINESE),
        wallet_matter_title(matter, WALLET_ENGLISH),
        wallet_matter_department(matter, WALLET_CHINESE),
        wallet_matter_department(matter, WALLET_ENGLISH),
        wallet_matter_department_code(matter),
    };

    for (size_t i = 0; query && i < sizeof texts / sizeof texts[0]; i++) {
        if (strcasestr(texts[i], query)) {
            return true;
        }
    }

    return !query;
}

static size_t widest(const struct wallet_matters *matters, const char *query)
{
    size_t columns = 0;

    for (size_t i = 0; i < wallet_matters_count(matters); i++) {
        const struct wallet_matter *matter = wallet_matters_at(matters, i);
        const size_t width = text_width(text_of(wallet_matter_name(matter)));
        columns = is_wanted(matter, query) && width > columns ? width : columns;
    }

    return columns;
}

/** How many are listed. */
static size_t print_wanted(
    const struct session *session, const struct wallet_matters *matters, const char *query)
{
    const size_t columns = widest(matters, query);
    size_t listed = 0;

    for (size_t i = 0; i < wallet_matters_count(matters); i++) {
        const struct wallet_matter *matter = wallet_matters_at(matters, i);
        if (!is_wanted(matter, query)) {
            continue;
        }

        listed++;
        if (session->json) {
            json_print(matter_json(matter, false));
        } else {
            print_row(session, matter, columns);
        }
    }

    return listed;
}

static enum exit_code matter_list(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct list_settings *settings = opaque_settings;
    struct matters matters;
    (void)operands;

    const enum exit_code code = matters_load(session, &matters);
    if (code == EXIT_CODE_OK && print_wanted(session, matters.matters, settings->query) == 0) {
        remark(
            session,
            SAY(session, "none of the %zu matters has this text", "%zu 个事项中没有含此文字的"),
            wallet_matters_count(matters.matters));
    }

    matters_free(&matters);
    return code;
}

const struct command command_matter_list = {
    .words = "matter list",
    .summary = "list the matters of the catalogue, or look for one",
    .summary_zh = "列出或查找目录中的事项",
    .operands = "",
    .options = list_options,
    .settings_size = sizeof(struct list_settings),
    .json = true,
    .examples = "  wallet matter list\n"
                "  wallet matter list --query 公积金\n",
    .run = matter_list,
};

static enum exit_code matter_show(
    const struct session *session, const void *settings, const struct operands *operands)
{
    struct matters matters;
    const struct wallet_matter *matter = NULL;
    (void)settings;

    enum exit_code code = matters_load(session, &matters);
    if (code == EXIT_CODE_OK) {
        code = matters_find(session, matters.matters, operands->items[0], &matter);
    }
    if (code == EXIT_CODE_OK && session->json) {
        json_print(matter_json(matter, true));
    } else if (code == EXIT_CODE_OK) {
        matter_text_print(session, matter);
    }

    matters_free(&matters);
    return code;
}

const struct command command_matter_show = {
    .words = "matter show",
    .summary = "show a matter: its materials, its form and what has to hold",
    .summary_zh = "显示事项的材料、表单和比对规则",
    .operands = "MATTER",
    .operand_min = 1,
    .operand_max = 1,
    .options = no_options,
    .json = true,
    .examples = "  wallet matter show provident-fund-withdrawal\n"
                "  wallet matter show 公共租赁住房申请 --lang zh\n",
    .run = matter_show,
};

/* One file; what is wrong with it is told. */
static enum exit_code check_file(
    const struct session *session, const struct wallet_catalogue *catalogue, const char *path)
{
    struct file file = { 0 };
    struct wallet_matters *matters = NULL;
    struct wallet_error error;

    enum exit_code code = file_read(session, path, WALLET_MATTER_FILE_MAX, &file);
    if (code == EXIT_CODE_OK &&
        wallet_matters_parse(file_bytes(&file), catalogue, &matters, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "'%s' is no matter", "'%s' 不是事项"), path);
        hint(
            session,
            SAY(session,
                "compare it with a file in the catalogue ('wallet help files')",
                "请与目录中的文件对照（'wallet help files'）"));
    }
    if (code == EXIT_CODE_OK && session->json) {
        json_print(matter_json(wallet_matters_at(matters, 0), true));
    } else if (code == EXIT_CODE_OK) {
        print_row(session, wallet_matters_at(matters, 0), 0);
    }

    file_free(&file);
    wallet_matters_free(matters);
    return code;
}

static enum exit_code matter_check(
    const struct session *session, const void *settings, const struct operands *operands)
{
    struct wallet_catalogue *catalogue = NULL;
    enum exit_code code = types_load(session, &catalogue);
    (void)settings;

    /* All are looked at; the first that is wrong decides. */
    for (size_t i = 0; catalogue && i < operands->count; i++) {
        const enum exit_code one = check_file(session, catalogue, operands->items[i]);
        code = code == EXIT_CODE_OK ? one : code;
    }

    wallet_catalogue_free(catalogue);
    return code;
}

const struct command command_matter_check = {
    .words = "matter check",
    .summary = "check files of matters before they go into a catalogue",
    .summary_zh = "检查事项文件，再放入目录",
    .operands = "FILE...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = no_options,
    .json = true,
    .examples = "  wallet matter check our-matter.json\n",
    .run = matter_check,
};
