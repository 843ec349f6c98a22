/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/share.h>
#include <wallet/time.h>

#include "clock.h"
#include "command.h"
#include "output.h"
#include "repository.h"
#include "save.h"
#include "scopes.h"
#include "share_export.h"
#include "share_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct share_settings {
    const char *repository;
    const char *department;
    struct option_list types;
    struct option_list matters;
    const char *until;
    const char *at;
    const char *format;
    const char *output;
    bool no_matter;
    bool force;
};

enum {
    DAY_END = 16 * 3600, /* a day of Beijing ends so many seconds after its name begins in UTC */
};

static const char *const formats[] = { "json", "csv", NULL };

#define FIELD(name_) .offset = offsetof(struct share_settings, name_)

static const struct option_spec share_options[] = {
    REPOSITORY_OPTION(struct share_settings, repository),
    { .kind = OPTION_TEXT,
      .letter = 'd',
      .name = "department",
      .value = "ID",
      FIELD(department),
      .help = "the department's USCC; add, remove: required",
      .help_zh = "部门的统一社会信用代码；add、remove 必填" },
    { .kind = OPTION_LIST,
      .letter = 't',
      .name = "types",
      .value = "TYPE",
      FIELD(types),
      .help = "licence types, with their fields as id-card:name+sex; may be repeated",
      .help_zh = "证照类型，可带信息项，如 id-card:name+sex；可重复" },
    { .kind = OPTION_LIST,
      .letter = 'm',
      .name = "matter",
      .value = "CODE",
      FIELD(matters),
      .help = "code of a matter for which; may be repeated",
      .help_zh = "所办事项的实施编码；可重复" },
    { .kind = OPTION_FLAG,
      .name = "no-matter",
      FIELD(no_matter),
      .help = "for calls that are tied to no matter",
      .help_zh = "用于不涉及事项的调用" },
    { .kind = OPTION_TEXT,
      .letter = 'u',
      .name = "until",
      .value = "TIME",
      FIELD(until),
      .help = "the last day of the subscription, or a time; add: required",
      .help_zh = "订阅的最后一日，或时间；add 必填" },
    { .kind = OPTION_TEXT,
      .name = "format",
      .value = "FORMAT",
      .choices = formats,
      FIELD(format),
      .help = "export: json (default) or csv",
      .help_zh = "export：json（默认）或 csv" },
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      FIELD(output),
      .help = "export: write here (default: standard output)",
      .help_zh = "export：写入该文件（默认标准输出）" },
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "replace a file that is there",
      .help_zh = "替换已有文件" },
    { 0 },
};

/* What every action works with. */
struct sharing {
    const struct session *session;
    const struct share_settings *settings;
    struct open_repository *repository;
    int64_t now_unix;
};

static enum exit_code complain_missing(const struct session *session, const char *option)
{
    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), option);
    why(session,
        SAY(session,
            "a subscription is a department's, to types, for matters, until a day",
            "订阅须指明部门、证照类型、事项和截止日期"));
    hint(
        session,
        "wallet repository share add --department USCC --types id-card:name+citizen_number "
        "--matter CODE --until 2027-12-31");
    return EXIT_CODE_USAGE;
}

static enum exit_code check_settings(const struct sharing *sharing, bool is_add)
{
    const struct share_settings *settings = sharing->settings;
    const char *missing = !settings->department                                  ? "department"
                          : settings->types.count == 0                           ? "types"
                          : settings->matters.count == 0 && !settings->no_matter ? "matter"
                          : is_add && !settings->until                           ? "until"
                                                                                 : NULL;

    return missing ? complain_missing(sharing->session, missing) : EXIT_CODE_OK;
}

/* Puts or ends one subscription. */
static enum exit_code change_one(
    const struct sharing *sharing, const char *scope, const char *matter, int64_t until_unix)
{
    struct wallet_repository *handle = sharing->repository->handle;
    const struct wallet_subscription subscription = {
        .department = sharing->settings->department,
        .scope = scope,
        .matter = matter,
        .from_unix = sharing->now_unix,
        .until_unix = until_unix,
    };
    char type[WALLET_TRUST_TYPE_MAX + 1];
    struct wallet_error error;

    (void)snprintf(type, sizeof type, "%.*s", (int)strcspn(scope, "#"), scope);
    const enum wallet_status status =
        until_unix > 0
            ? wallet_share_put(handle, &subscription, &error)
            : wallet_share_end(
                  handle, subscription.department, type, matter, sharing->now_unix, &error);
    if (status == WALLET_ERR_UNKNOWN || status == WALLET_ERR_VALUE) {
        (void)refuse(
            sharing->session,
            &error,
            SAY(sharing->session, "the subscription to '%s' is as it was", "'%s' 的订阅未变更"),
            type);
        hint(sharing->session, "wallet repository share list");
        return EXIT_CODE_USAGE;
    }

    return status == WALLET_OK ? EXIT_CODE_OK : repository_complain(sharing->repository, &error);
}

static enum exit_code change_type(
    const struct sharing *sharing, const char *scope, int64_t until_unix)
{
    const struct share_settings *settings = sharing->settings;
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; code == EXIT_CODE_OK && i < settings->matters.count; i++) {
        code = change_one(sharing, scope, settings->matters.items[i], until_unix);
    }

    return code == EXIT_CODE_OK && settings->no_matter ? change_one(sharing, scope, "", until_unix)
                                                       : code;
}

/* Puts, until a time, or ends, for 0. */
static enum exit_code change_all(const struct sharing *sharing, int64_t until_unix)
{
    struct scopes scopes = { 0 };
    enum exit_code code =
        scopes_read(sharing->session, &sharing->settings->types, WALLET_ROLE_COUNTER, &scopes);

    for (size_t i = 0; code == EXIT_CODE_OK && i < scopes.count; i++) {
        code = change_type(sharing, scopes.texts[i], until_unix);
    }

    scopes_free(&scopes);
    return code;
}

/* The first second that no longer counts: a day counts to its end. */
static enum exit_code read_until(const struct sharing *sharing, int64_t *out)
{
    const struct session *session = sharing->session;
    const char *until = sharing->settings->until;
    struct wallet_error error;

    if (wallet_time_parse(until, out, &error) != WALLET_OK) {
        (void)refuse(session, &error, SAY(session, "until '%s'?", "截止 '%s'？"), until);
        hint(session, SAY(session, "say a day: 2027-12-31", "写日期：2027-12-31"));
        return EXIT_CODE_USAGE;
    }

    *out += strchr(until, 'T') || until[0] == '@' ? 0 : DAY_END;
    return EXIT_CODE_OK;
}

static enum exit_code share_add(struct sharing *sharing)
{
    int64_t until_unix = 0;
    enum exit_code code = check_settings(sharing, true);

    if (code == EXIT_CODE_OK) {
        code = read_until(sharing, &until_unix);
    }
    if (code == EXIT_CODE_OK) {
        code = change_all(sharing, until_unix);
    }
    if (code == EXIT_CODE_OK) {
        suggest(sharing->session, "wallet repository share list");
    }

    return code;
}

static enum exit_code share_remove(struct sharing *sharing)
{
    const enum exit_code code = check_settings(sharing, false);

    return code == EXIT_CODE_OK ? change_all(sharing, 0) : code;
}

static bool print_one(void *context, const struct wallet_subscription *subscription)
{
    const struct sharing *sharing = context;
    const struct wallet_catalogue *catalogue = sharing->repository->catalogue;

    if (sharing->session->json) {
        json_print(share_text_json(catalogue, subscription));
    } else {
        share_text_print(sharing->session, catalogue, subscription, sharing->now_unix);
    }

    return true;
}

static enum exit_code each(struct sharing *sharing, wallet_share_visit *visit)
{
    struct wallet_error error;

    return wallet_share_list(
               sharing->repository->handle,
               sharing->settings->department,
               visit,
               sharing,
               &error) == WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(sharing->repository, &error);
}

static enum exit_code share_list(struct sharing *sharing)
{
    return each(sharing, print_one);
}

static enum exit_code share_export(struct sharing *sharing)
{
    const struct share_settings *settings = sharing->settings;
    const bool is_csv = settings->format && strcmp(settings->format, "csv") == 0;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream) {
        return complain_memory(sharing->session);
    }

    const struct share_export what = {
        .repository = sharing->repository,
        .department = settings->department,
        .now_unix = sharing->now_unix,
    };
    enum exit_code code =
        is_csv ? share_export_csv(&what, stream) : share_export_json(&what, stream);
    if (fclose(stream) != 0) {
        code = complain_memory(sharing->session);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes content = { (const uint8_t *)text, size };
        code = save(
            sharing->session,
            settings->output ? settings->output : "-",
            content,
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }

    free(text);
    return code;
}

static const struct action {
    const char *name;
    enum exit_code (*run)(struct sharing *sharing);
} actions[] = {
    { "add", share_add },
    { "list", share_list },
    { "remove", share_remove },
    { "export", share_export },
};

static const struct action *find_action(const struct session *session, const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, name) == 0) {
            return &actions[i];
        }
    }

    complain(session, SAY(session, "'%s' cannot be done", "不能执行 '%s'"), name);
    why(session,
        SAY(session,
            "subscriptions can: add, list, remove, export",
            "订阅可用的有：add、list、remove、export"));
    hint(session, "wallet repository share list");
    return NULL;
}

static enum exit_code repository_share(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct share_settings *settings = opaque_settings;
    const struct action *action = find_action(session, operands->items[0]);
    struct open_repository repository = { 0 };
    struct moment now = { 0 };

    if (!action) {
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = clock_read(session, settings->at, &now);
    if (code == EXIT_CODE_OK) {
        code = repository_open(session, settings->repository, &repository);
    }
    if (code == EXIT_CODE_OK) {
        struct sharing sharing = {
            .session = session,
            .settings = settings,
            .repository = &repository,
            .now_unix = now.unix_seconds,
        };
        code = action->run(&sharing);
    }

    repository_close(&repository);
    return code;
}

const struct command command_repository_share = {
    .words = "repository share",
    .summary = "say which department may have which licences, for which matters, until when",
    .summary_zh = "管理部门的证照订阅：哪个部门、哪些证照、何种事项、何时截止",
    .operands = "add|list|remove|export",
    .operand_min = 1,
    .operand_max = 1,
    .options = share_options,
    .settings_size = sizeof(struct share_settings),
    .json = true,
    .examples =
        "  wallet repository share add -d 913605020000000194 -t id-card:name+citizen_number \\\n"
        "      -m 11360500MB0X12345X4000123001 -u 2027-12-31\n"
        "  wallet repository share export --format csv -o subscriptions.csv\n",
    .run = repository_share,
};
