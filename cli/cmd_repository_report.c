/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "clock.h"
#include "command.h"
#include "holder_line.h"
#include "json.h"
#include "output.h"
#include "repository.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <string.h>

struct report_settings {
    const char *repository;
    const char *holder;
    const char *type;
    const char *identifier;
    const char *clerk;
    const char *note;
};

static const struct option_spec report_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "holder",
        .value = "HOLDER",
        .offset = offsetof(struct report_settings, holder),
        .help = "whose licence it is: 111: and a citizen number, 001: and a USCC" HOLDER_LINE_HELP,
        .help_zh = "持证主体：111: 加公民身份号码，或 001: 加统一社会信用代码" HOLDER_LINE_HELP_ZH,
    },
    {
        .kind = OPTION_TEXT,
        .letter = 't',
        .name = "type",
        .value = "TYPE",
        .offset = offsetof(struct report_settings, type),
        .help = "of which type, by name or code",
        .help_zh = "证照类型（名称或代码）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "identifier",
        .value = "TEXT",
        .offset = offsetof(struct report_settings, identifier),
        .help = "of the licence; not where it is missing",
        .help_zh = "证照标识；缺证时不填",
    },
    {
        .kind = OPTION_TEXT,
        .name = "clerk",
        .value = "NAME",
        .offset = offsetof(struct report_settings, clerk),
        .help = "who reports it",
        .help_zh = "反馈人",
    },
    {
        .kind = OPTION_TEXT,
        .name = "note",
        .value = "TEXT",
        .offset = offsetof(struct report_settings, note),
        .help = "what is wrong, in your own words",
        .help_zh = "问题描述",
    },
    REPOSITORY_OPTION(struct report_settings, repository),
    { 0 },
};

/** What can be reported. */
static const struct kind {
    const char *name;
    const char *english;
    const char *chinese;
    enum wallet_problem problem;
} kinds[] = {
    { "missing", "missing", "缺证", WALLET_PROBLEM_MISSING },
    { "wrong", "wrong", "错证", WALLET_PROBLEM_WRONG },
    { "does-not-load", "does not load", "无法加载", WALLET_PROBLEM_DOES_NOT_LOAD },
};

static const struct kind *kind_of(enum wallet_problem problem)
{
    for (size_t i = 1; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].problem == problem) {
            return &kinds[i];
        }
    }

    return &kinds[0];
}

static const struct kind *kind_named(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }

    return NULL;
}

static json_t *report_json(const char *receipt, const struct wallet_repository_problem *problem)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "receipt", json_string(receipt));
    (void)json_object_set_new(out, "kind", json_string(kind_of(problem->kind)->name));
    (void)json_object_set_new(out, "at", json_time(problem->at_unix));
    (void)json_object_set_new(out, "holder", json_text(text_of(problem->holder)));
    (void)json_object_set_new(out, "type", json_text(text_of(problem->type)));
    (void)json_object_set_new(out, "identifier", json_text_or_null(problem->identifier));
    (void)json_object_set_new(out, "counter", json_text_or_null(problem->counter));
    (void)json_object_set_new(out, "clerk", json_text_or_null(problem->clerk));
    (void)json_object_set_new(out, "note", json_text_or_null(problem->note));
    return out;
}

static bool print_report(
    void *context, const char *receipt, const struct wallet_repository_problem *problem)
{
    const struct open_repository *repository = context;
    const struct session *session = repository->session;
    const struct kind *kind = kind_of(problem->kind);
    const struct wallet_type *type =
        wallet_catalogue_find(repository->catalogue, text_of(problem->type));
    char when[WALLET_TIME_SIZE];

    if (session->json) {
        json_print(report_json(receipt, problem));
        return true;
    }

    wallet_time_format(problem->at_unix, when);
    printf("%s  %s  %s  ", receipt, when, SAY(session, kind->english, kind->chinese));
    text_print(stdout, text_of(type ? wallet_type_title(type, session->language) : problem->type));
    fputs("  ", stdout);
    text_print(stdout, text_of(problem->identifier[0] ? problem->identifier : problem->holder));
    if (problem->note[0]) {
        fputs("  ", stdout);
        text_print(stdout, text_of(problem->note));
    }
    fputc('\n', stdout);
    return true;
}

static enum exit_code list(struct open_repository *repository)
{
    struct wallet_error error;

    return wallet_repository_problems(
               repository->handle, INT64_MIN, print_report, repository, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(repository, &error);
}

static enum exit_code complain_report(
    const struct open_repository *repository, const struct wallet_error *error)
{
    const struct session *session = repository->session;

    if (error->status != WALLET_ERR_VALUE) {
        return repository_complain(repository, error);
    }

    (void)refuse(session, error, SAY(session, "nothing was reported", "未登记反馈"));
    hint(
        session,
        SAY(session,
            "give --holder, --type and, unless it is missing, --identifier",
            "请提供 --holder、--type，以及（缺证除外）--identifier"));
    return EXIT_CODE_USAGE;
}

static enum exit_code file_report(
    const struct open_repository *repository, const struct wallet_repository_problem *problem)
{
    const struct session *session = repository->session;
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];
    struct wallet_error error;

    enum wallet_status status = wallet_repository_begin(repository->handle, &error);
    if (status == WALLET_OK) {
        status = wallet_repository_report(repository->handle, problem, receipt, &error);
    }
    if (status == WALLET_OK) {
        status = wallet_repository_commit(repository->handle, problem->at_unix, &error);
    }

    wallet_repository_rollback(repository->handle);
    if (status != WALLET_OK) {
        return complain_report(repository, &error);
    }

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "receipt", json_string(receipt));
        json_print(object);
    } else {
        printf("%s\n", receipt);
    }
    return EXIT_CODE_OK;
}

static enum exit_code report(
    const struct open_repository *repository,
    const struct report_settings *settings,
    const char *name)
{
    const struct session *session = repository->session;
    const struct kind *kind = kind_named(name);
    const struct wallet_type *type = NULL;

    if (!kind) {
        complain(session, SAY(session, "'%s' is no kind of problem", "没有问题类别 '%s'"), name);
        why(session,
            SAY(session,
                "expected missing, wrong or does-not-load",
                "应为 missing（缺证）、wrong（错证）或 does-not-load（无法加载）"));
        hint(
            session,
            SAY(session, "without a kind, all reports are listed", "不写类别则列出全部反馈"));
        return EXIT_CODE_USAGE;
    }

    if (settings->type) {
        const enum exit_code code =
            types_find(session, repository->catalogue, settings->type, &type);
        if (code != EXIT_CODE_OK) {
            return code;
        }
    }

    const struct wallet_repository_problem problem = {
        .kind = kind->problem,
        .at_unix = clock_now(),
        .holder = settings->holder ? settings->holder : "",
        .type = type ? wallet_type_code(type) : NULL,
        .identifier = settings->identifier,
        .counter = repository->id,
        .clerk = settings->clerk,
        .note = settings->note,
    };
    return file_report(repository, &problem);
}

static enum exit_code repository_report(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct report_settings settings = *(const struct report_settings *)opaque_settings;
    struct open_repository repository = { .session = session };
    struct secret_line line = { .size = 0 };

    enum exit_code code = holder_line_take(session, &settings.holder, &line);
    if (code == EXIT_CODE_OK) {
        code = repository_open(session, settings.repository, &repository);
    }
    if (code == EXIT_CODE_OK) {
        code = operands->count == 0 ? list(&repository)
                                    : report(&repository, &settings, operands->items[0]);
    }

    repository_close(&repository);
    secret_line_forget(&line);
    return code;
}

const struct command command_repository_report = {
    .words = "repository report",
    .summary = "report a licence that is missing, wrong or does not load; or list all reports",
    .summary_zh = "登记缺证、错证、无法加载等问题；不带类别则列出全部反馈",
    .operands = "[KIND]",
    .operand_max = 1,
    .options = report_options,
    .settings_size = sizeof(struct report_settings),
    .json = true,
    .examples = "  wallet repository report\n"
                "  wallet repository report missing --holder 001:11360500000000019F --type "
                "business-licence\n",
    .run = repository_report,
};
