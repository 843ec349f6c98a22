/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "folder.h"
#include "json.h"
#include "output.h"
#include "repository.h"
#include "repository_make.h"
#include "store_file.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

struct init_settings {
    const char *repository;
    struct repository_plan plan;
};

static const struct option_spec init_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'i',
        .name = "id",
        .value = "USCC",
        .offset = offsetof(struct init_settings, plan.id),
        .help = "unified social credit code of who keeps the repository (required)",
        .help_zh = "证照库管理单位的统一社会信用代码（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-zh",
        .value = "NAME",
        .offset = offsetof(struct init_settings, plan.name_zh),
        .help = "its Chinese name",
        .help_zh = "中文名称",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-en",
        .value = "NAME",
        .offset = offsetof(struct init_settings, plan.name_en),
        .help = "its English name",
        .help_zh = "英文名称",
    },
    {
        .kind = OPTION_TEXT,
        .name = "db",
        .value = "URI",
        .offset = offsetof(struct init_settings, plan.database),
        .help = "keep the licences in this PostgreSQL database, postgresql://HOST/NAME (default: "
                "an SQLite file in the folder); its password stands in ~/.pgpass",
        .help_zh = "使用该 PostgreSQL 数据库 postgresql://主机/库名（默认为目录中的 SQLite "
                   "文件）；口令放在 ~/.pgpass",
    },
    REPOSITORY_OPTION(struct init_settings, repository),
    { 0 },
};

static enum exit_code check_id(const struct session *session, const char *id)
{
    if (id && wallet_uscc_check(text_of(id)) == WALLET_FINDING_NONE) {
        return EXIT_CODE_OK;
    }

    if (!id) {
        complain(session, SAY(session, "'--id' is missing", "缺少 '--id'"));
    } else {
        complain(session, SAY(session, "'%s' is no id", "'%s' 不是有效代码"), id);
    }
    why(session,
        SAY(session,
            "a repository is kept by somebody, whom the USCC names",
            "证照库须有管理单位，以统一社会信用代码标识"));
    hint(session, SAY(session, "--id with its USCC of 18 characters", "用 --id 指定 18 位代码"));
    return EXIT_CODE_USAGE;
}

static void tell(
    const struct session *session, const char *folder, const struct init_settings *settings)
{
    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "repository", json_text(text_of(folder)));
        (void)json_object_set_new(object, "id", json_string(settings->plan.id));
        (void)json_object_set_new(
            object,
            "database",
            json_text(
                text_of(settings->plan.database ? settings->plan.database : REPOSITORY_DATABASE)));
        json_print(object);
    }

    remark(
        session,
        SAY(session,
            "'%s' is the new repository: keep a copy of its keys and of 'secret.key' elsewhere; "
            "without them nobody can open what is in it",
            "'%s' 是新建的证照库：请将其中的密钥和 'secret.key' "
            "另行备份；丢失后无人能打开库中内容"),
        folder);
    suggest(
        session, "wallet trust add DIR --role repository --key %s/%s", folder, REPOSITORY_PUBLIC);
    suggest(session, "wallet trust add DIR --role audit --key %s/%s", folder, REPOSITORY_AUDIT_PUB);
    suggest(session, "wallet repository load --repository %s FILE...", folder);
}

/* The folders of the default place are ours to make; another one's are not. */
static enum exit_code make_parents(
    const struct session *session, const char *given, const char *folder)
{
    char parent[PATH_MAX];
    const char *slash = strrchr(folder, '/');

    (void)snprintf(parent, sizeof parent, "%.*s", slash ? (int)(slash - folder) : 0, folder);
    return given || parent[0] == '\0' ? EXIT_CODE_OK : folder_prepare(session, parent);
}

static enum exit_code repository_init(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct init_settings *settings = opaque_settings;
    const char *given = operands->count == 1 ? operands->items[0] : settings->repository;
    char folder[PATH_MAX];

    enum exit_code code = check_id(session, settings->plan.id);
    if (code == EXIT_CODE_OK) {
        code = store_check_database(session, settings->plan.database);
    }
    if (code == EXIT_CODE_OK) {
        code = repository_place(session, given, folder);
    }
    if (code == EXIT_CODE_OK) {
        code = store_check_free(session, folder);
    }
    if (code == EXIT_CODE_OK) {
        code = make_parents(session, given, folder);
    }
    if (code == EXIT_CODE_OK) {
        code = repository_make(session, folder, &settings->plan);
    }
    if (code == EXIT_CODE_OK) {
        tell(session, folder, settings);
    }

    return code;
}

const struct command command_repository_init = {
    .words = "repository init",
    .summary = "make a licence repository: database, secret and keys in one folder",
    .summary_zh = "建立证照库：数据库、加密口令和密钥存于同一目录",
    .operands = "[DIR]",
    .operand_max = 1,
    .options = init_options,
    .settings_size = sizeof(struct init_settings),
    .json = true,
    .examples =
        "  wallet repository init store --id 11360500000000019F --name-zh 新余市某局\n"
        "  wallet repository init store --id 11360500000000019F --db postgresql:///licences\n",
    .run = repository_init,
};
