/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "case_store_make.h"
#include "command.h"
#include "folder.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct init_settings {
    const char *store;
    struct case_store_plan plan;
};

static const struct option_spec init_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'i',
        .name = "id",
        .value = "USCC",
        .offset = offsetof(struct init_settings, plan.id),
        .help = "the counter's unified social credit code (required)",
        .help_zh = "窗口单位的统一社会信用代码（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "division",
        .value = "CODE",
        .offset = offsetof(struct init_settings, plan.division),
        .help = "six digits of GB/T 2260, which the numbers of cases begin with (required)",
        .help_zh = "办件编号开头的六位行政区划代码（GB/T 2260，必填）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "db",
        .value = "URI",
        .offset = offsetof(struct init_settings, plan.database),
        .help = "keep the cases in this PostgreSQL database, postgresql://HOST/NAME (default: an "
                "SQLite file in the folder); its password stands in ~/.pgpass",
        .help_zh = "使用该 PostgreSQL 数据库 postgresql://主机/库名（默认为目录中的 SQLite "
                   "文件）；口令放在 ~/.pgpass",
    },
    CASE_STORE_OPTION(offsetof(struct init_settings, store)),
    { 0 },
};

static enum exit_code complain_code(
    const struct session *session, const char *option, const char *value, const char *what)
{
    if (value) {
        complain(
            session,
            SAY(session, "'%s' is no code for '%s'", "'%s' 不是 '%s' 的有效代码"),
            value,
            option);
    } else {
        complain(session, SAY(session, "'%s' is missing", "缺少 '%s'"), option);
    }
    why(session, "%s", what);
    hint(
        session,
        SAY(session,
            "wallet case init DIR --id USCC --division 360500",
            "wallet case init 目录 --id 信用代码 --division 360500"));
    return EXIT_CODE_USAGE;
}

static bool is_division(const char *text)
{
    return strlen(text) == 6 && strspn(text, "0123456789") == 6;
}

static enum exit_code check_plan(const struct session *session, const struct case_store_plan *plan)
{
    if (!plan->id || wallet_uscc_check(text_of(plan->id)) != WALLET_FINDING_NONE) {
        return complain_code(
            session,
            "--id",
            plan->id,
            SAY(session,
                "cases are a counter's, which its USCC of 18 characters names",
                "办件属于某一窗口单位，以其 18 位统一社会信用代码标识"));
    }
    if (!plan->division || !is_division(plan->division)) {
        return complain_code(
            session,
            "--division",
            plan->division,
            SAY(session,
                "numbers of cases begin with the six digits of the division",
                "办件编号以六位行政区划代码开头"));
    }

    return store_check_database(session, plan->database);
}

static void tell(
    const struct session *session, const char *folder, const struct case_store_plan *plan)
{
    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "store", json_text(text_of(folder)));
        (void)json_object_set_new(object, "id", json_string(plan->id));
        (void)json_object_set_new(object, "division", json_string(plan->division));
        json_print(object);
    }

    remark(
        session,
        SAY(session,
            "'%s' is for the cases: keep a copy of its 'secret.key' and 'audit.key' elsewhere; "
            "without them nobody can open what is in it",
            "'%s' 是新建的办件库：请将其中的 'secret.key' 和 'audit.key' "
            "另行备份；丢失后无人能打开库中内容"),
        folder);
    suggest(session, "wallet trust add DIR --role audit --key %s/%s", folder, CASE_STORE_AUDIT_PUB);
    suggest(session, "wallet case open MATTER --store %s --clerk NAME", folder);
}

static enum exit_code make_parents(
    const struct session *session, const char *given, const char *folder)
{
    char parent[PATH_MAX];
    const char *slash = strrchr(folder, '/');

    (void)snprintf(parent, sizeof parent, "%.*s", slash ? (int)(slash - folder) : 0, folder);
    return given || parent[0] == '\0' ? EXIT_CODE_OK : folder_prepare(session, parent);
}

static enum exit_code case_init(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct init_settings *settings = opaque_settings;
    const char *given = operands->count == 1 ? operands->items[0] : settings->store;
    char folder[PATH_MAX];

    enum exit_code code = check_plan(session, &settings->plan);
    if (code == EXIT_CODE_OK) {
        code = case_store_place(session, given, folder);
    }
    if (code == EXIT_CODE_OK) {
        code = store_check_free(session, folder);
    }
    if (code == EXIT_CODE_OK) {
        code = make_parents(session, given, folder);
    }
    if (code == EXIT_CODE_OK) {
        code = case_store_make(session, folder, &settings->plan);
    }
    if (code == EXIT_CODE_OK) {
        tell(session, folder, &settings->plan);
    }

    return code;
}

const struct command command_case_init = {
    .words = "case init",
    .summary = "make a place for a counter's cases: database, secret and log in one folder",
    .summary_zh = "建立办件库：数据库、加密口令和日志密钥存于同一目录",
    .operands = "[DIR]",
    .operand_max = 1,
    .options = init_options,
    .settings_size = sizeof(struct init_settings),
    .json = true,
    .examples = "  wallet case init cases --id 913605020000000194 --division 360500\n",
    .run = case_init,
};
