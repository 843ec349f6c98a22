/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "repository.h"

#include <stdio.h>

struct verify_settings {
    const char *repository;
};

static const struct option_spec verify_options[] = {
    REPOSITORY_OPTION(struct verify_settings, repository),
    { 0 },
};

static bool print_flaw(void *context, int64_t number, enum wallet_flaw flaw)
{
    const struct session *session = context;

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "number", json_integer(number));
        (void)json_object_set_new(
            object, "flaw", json_string(wallet_flaw_sentence(flaw, WALLET_ENGLISH)));
        json_print(object);
    } else {
        printf("%lld  %s\n", (long long)number, wallet_flaw_sentence(flaw, session->language));
    }

    return !interrupted();
}

static enum exit_code verify(struct open_repository *repository)
{
    const struct session *session = repository->session;
    struct session told = *session;
    struct wallet_error error;
    uint64_t count = 0;

    interrupt_listen();
    const enum wallet_status status =
        wallet_repository_verify(repository->handle, print_flaw, &told, &count, &error);
    if (interrupted()) {
        return EXIT_CODE_INTERRUPTED;
    }

    if (status == WALLET_OK) {
        remark(
            session,
            SAY(session,
                "%llu licences: each opens, is what its digest says, and stands where it should",
                "共 %llu 份证照：均可打开，与摘要一致，索引正确"),
            (unsigned long long)count);
        suggest(session, "wallet audit verify");
        return EXIT_CODE_OK;
    }

    if (status != WALLET_ERR_REFUSED) {
        return repository_complain(repository, &error);
    }

    (void)refuse(
        session,
        &error,
        SAY(session, "the repository '%s' is damaged", "证照库 '%s' 已损坏"),
        repository->folder);
    hint(
        session,
        SAY(session,
            "restore it from a backup; 'wallet audit list' tells what was done since",
            "请从备份恢复；用 'wallet audit list' 查看备份之后的操作"));
    return EXIT_CODE_REFUSED;
}

static enum exit_code repository_verify(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct verify_settings *settings = opaque_settings;
    struct open_repository repository = { .session = session };

    (void)operands;
    enum exit_code code = repository_open(session, settings->repository, &repository);
    if (code == EXIT_CODE_OK) {
        code = verify(&repository);
    }

    repository_close(&repository);
    return code;
}

const struct command command_repository_verify = {
    .words = "repository verify",
    .summary = "read everything: each licence opens, and stands where it should",
    .summary_zh = "检查全库：每份证照均可打开且索引正确",
    .operands = "",
    .options = verify_options,
    .settings_size = sizeof(struct verify_settings),
    .json = true,
    .examples = "  wallet repository verify --repository store\n",
    .run = repository_verify,
};
