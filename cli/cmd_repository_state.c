/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "command.h"
#include "holding.h"
#include "json.h"
#include "look.h"
#include "output.h"
#include "repository.h"

#include <stdio.h>

struct state_of_settings {
    const char *repository;
    const char *state;
    const char *cause;
};

static const char *const states[] = { "valid",     "suspended", "withdrawn",
                                      "cancelled", "lapsed",    "transferred",
                                      "revoked",   "other",     NULL };

static const struct option_spec state_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 's',
        .name = "state",
        .value = "STATE",
        .choices = states,
        .offset = offsetof(struct state_of_settings, state),
        .help = "valid (in force again), suspended, revoked, withdrawn, cancelled, lapsed, "
                "transferred or other (required)",
        .help_zh =
            "valid 有效（恢复）、suspended 暂扣、revoked 吊销、withdrawn 撤销、cancelled 注销、"
            "lapsed 失效、transferred 办理转出、other 其他（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'c',
        .name = "cause",
        .value = "TEXT",
        .offset = offsetof(struct state_of_settings, cause),
        .help = "why (required); it is kept in the log, which the holder may see",
        .help_zh = "事由（必填）；记入日志，持证主体可见",
    },
    REPOSITORY_OPTION(struct state_of_settings, repository),
    { 0 },
};

/** A change that is being made to one licence after another, in one transaction. */
struct changing {
    struct open_repository repository;
    enum wallet_licence_state state;
    const char *cause;
    int64_t now_unix;
};

static enum exit_code check_settings(
    const struct session *session, const struct state_of_settings *settings)
{
    if (settings->state) {
        const struct look_settings look = { .cause = settings->cause };
        return look_check(session, &look);
    }

    complain(session, SAY(session, "'--state' is missing", "缺少 '--state'"));
    why(session,
        SAY(session, "it is not said what the licence is from now on", "未说明证照变更后的状态"));
    hint(session, "wallet repository state IDENTIFIER --state suspended --cause TEXT");
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_change(
    const struct changing *changing, const char *identifier, const struct wallet_error *error)
{
    const struct session *session = changing->repository.session;

    if (error->status != WALLET_ERR_REFUSED) {
        return repository_complain(&changing->repository, error);
    }

    (void)refuse(session, error, SAY(session, "'%s' was not changed", "'%s' 未更改"), identifier);
    hint(
        session,
        SAY(session,
            "'wallet repository find HOLDER --history' lists what the holder has",
            "用 'wallet repository find HOLDER --history' 查看该持证主体的全部证照"));
    return exit_code_of(error->status);
}

static enum exit_code change_one(void *context, const char *identifier)
{
    const struct changing *changing = context;
    struct wallet_repository *handle = changing->repository.handle;
    struct wallet_holding holding;
    struct wallet_error error;

    const enum exit_code code = holding_find(&changing->repository, identifier, &holding);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    return wallet_repository_set_state(
               handle, identifier, changing->state, changing->cause, changing->now_unix, &error) ==
                   WALLET_OK
               ? EXIT_CODE_OK
               : complain_change(changing, identifier, &error);
}

/* As it stands there now. */
static enum exit_code print_all(struct changing *changing, const struct operands *operands)
{
    const struct session *session = changing->repository.session;
    struct wallet_holding holding;
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; code == EXIT_CODE_OK && i < operands->count; i++) {
        code = holding_find(&changing->repository, operands->items[i], &holding);
        if (code == EXIT_CODE_OK && session->json) {
            json_print(holding_json(&holding));
        } else if (code == EXIT_CODE_OK) {
            holding_print(session, &holding);
        }
    }

    return code;
}

static enum exit_code repository_state(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct state_of_settings *settings = opaque_settings;
    struct changing changing = { .repository = { .session = session },
                                 .state = WALLET_STATE_OTHER,
                                 .cause = settings->cause,
                                 .now_unix = clock_now() };

    enum exit_code code = check_settings(session, settings);
    if (code == EXIT_CODE_OK) {
        (void)wallet_licence_state_find(settings->state, &changing.state);
        code = repository_open(session, settings->repository, &changing.repository);
    }
    if (code == EXIT_CODE_OK) {
        code = holding_change_all(
            &changing.repository, operands, changing.now_unix, change_one, &changing);
    }
    if (code == EXIT_CODE_OK) {
        code = print_all(&changing, operands);
    }

    repository_close(&changing.repository);
    return code;
}

const struct command command_repository_state = {
    .words = "repository state",
    .summary = "change the state of licences, with the reason; all of them or none",
    .summary_zh = "变更证照状态并记录事由；全部变更或全不变更",
    .operands = "IDENTIFIER...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = state_options,
    .settings_size = sizeof(struct state_of_settings),
    .json = true,
    .examples =
        "  wallet repository state 1.2.156.3005.2... --state suspended --cause 'case 2026-17'\n"
        "  wallet repository state 1.2.156.3005.2... --state valid --cause 'case 2026-17 closed'\n",
    .run = repository_state,
};
