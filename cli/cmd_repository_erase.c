/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"
#include "clock.h"
#include "command.h"
#include "holding.h"
#include "json.h"
#include "output.h"
#include "repository.h"

#include <stdio.h>

struct erase_settings {
    const char *repository;
    bool yes;
};

static const struct option_spec erase_options[] = {
    {
        .kind = OPTION_FLAG,
        .letter = 'y',
        .name = "yes",
        .offset = offsetof(struct erase_settings, yes),
        .help = "do not ask",
        .help_zh = "不再询问",
    },
    REPOSITORY_OPTION(struct erase_settings, repository),
    { 0 },
};

static enum exit_code complain_erase(
    const struct open_repository *repository,
    const char *identifier,
    const struct wallet_error *error)
{
    const struct session *session = repository->session;

    if (error->status != WALLET_ERR_REFUSED && error->status != WALLET_ERR_UNKNOWN) {
        return repository_complain(repository, error);
    }

    (void)refuse(session, error, SAY(session, "'%s' was not erased", "'%s' 未删除"), identifier);
    if (error->status == WALLET_ERR_REFUSED) {
        hint(
            session,
            SAY(session,
                "only what is no longer in force is erased; 'wallet repository state' ends it",
                "仅可删除已不再有效的证照；用 'wallet repository state' 变更其状态"));
    } else {
        hint(
            session,
            SAY(session,
                "there is nothing left to erase: its digest and the log stay",
                "已无内容可删：其摘要和日志仍保留"));
    }
    return EXIT_CODE_REFUSED;
}

/** What erases one licence after another, in one transaction. */
struct erasing {
    const struct open_repository *repository;
    int64_t now_unix;
};

static enum exit_code erase_one(void *context, const char *identifier)
{
    const struct erasing *erasing = context;
    struct wallet_repository *handle = erasing->repository->handle;
    struct wallet_holding holding;
    struct wallet_error error;

    const enum exit_code code = holding_find(erasing->repository, identifier, &holding);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    return wallet_repository_erase(handle, identifier, erasing->now_unix, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : complain_erase(erasing->repository, identifier, &error);
}

static enum exit_code confirm(const struct session *session, size_t count)
{
    char question[160];

    (void)snprintf(
        question,
        sizeof question,
        SAY(session, "Erase for good what %zu licences say?", "永久删除 %zu 份证照的内容？"),
        count);
    return ask_yes(session, question);
}

static void tell(const struct session *session, const struct operands *operands)
{
    for (size_t i = 0; session->json && i < operands->count; i++) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "identifier", json_string(operands->items[i]));
        (void)json_object_set_new(out, "erased", json_true());
        json_print(out);
    }
    if (!session->json) {
        remark(
            session,
            SAY(session,
                "contents of licences erased: %zu; their digests and the log stay",
                "已删除 %zu 份证照的内容；摘要和日志仍保留"),
            operands->count);
    }
}

static enum exit_code repository_erase(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct erase_settings *settings = opaque_settings;
    struct open_repository repository = { .session = session };
    struct erasing erasing = { &repository, clock_now() };

    enum exit_code code = repository_open(session, settings->repository, &repository);
    if (code == EXIT_CODE_OK && !settings->yes) {
        code = confirm(session, operands->count);
    }
    if (code == EXIT_CODE_OK) {
        code = holding_change_all(&repository, operands, erasing.now_unix, erase_one, &erasing);
    }
    if (code == EXIT_CODE_OK) {
        tell(session, operands);
    }

    repository_close(&repository);
    return code;
}

const struct command command_repository_erase = {
    .words = "repository erase",
    .summary = "erase what licences out of force say; digests and log stay; all of them or none",
    .summary_zh = "删除已失效证照的内容，摘要和日志保留；全部删除或全不删除",
    .operands = "IDENTIFIER...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = erase_options,
    .settings_size = sizeof(struct erase_settings),
    .json = true,
    .examples = "  wallet repository erase 1.2.156.3005.2... --yes\n",
    .run = repository_erase,
};
