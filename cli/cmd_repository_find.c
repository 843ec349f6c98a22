/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "command.h"
#include "holder_line.h"
#include "holding.h"
#include "json.h"
#include "look.h"
#include "output.h"
#include "repository.h"
#include "types.h"

#include <stdio.h>

struct find_settings {
    const char *repository;
    const char *type;
    bool history;
    struct look_settings look;
};

static const struct option_spec find_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 't',
        .name = "type",
        .value = "TYPE",
        .offset = offsetof(struct find_settings, type),
        .help = "only licences of this type, by name or code",
        .help_zh = "仅查找该类型（名称或代码）的证照",
    },
    {
        .kind = OPTION_FLAG,
        .name = "history",
        .offset = offsetof(struct find_settings, history),
        .help = "also those that are no longer in force",
        .help_zh = "包括已不再有效的证照",
    },
    LOOK_OPTIONS(struct find_settings, look),
    REPOSITORY_OPTION(struct find_settings, repository),
    { 0 },
};

/** What is printed, and how many there were. */
struct printing {
    const struct session *session;
    size_t count;
};

static bool print_holding(void *context, const struct wallet_holding *holding)
{
    struct printing *printing = context;

    printing->count++;
    if (printing->session->json) {
        json_print(holding_json(holding));
    } else {
        holding_print(printing->session, holding);
    }

    return true;
}

static enum exit_code complain_holder(
    const struct session *session, const char *holder, const struct wallet_error *error)
{
    (void)refuse(
        session, error, SAY(session, "'%s' is no holder", "'%s' 不是持证主体代码"), holder);
    hint(
        session,
        SAY(session,
            "111: and a citizen number, or 001: and a unified social credit code",
            "111: 加公民身份号码，或 001: 加统一社会信用代码"));
    return EXIT_CODE_USAGE;
}

static enum exit_code search(
    const struct open_repository *repository,
    const char *holder,
    const struct wallet_repository_query *query)
{
    const struct session *session = repository->session;
    struct printing printing = { .session = session };
    struct wallet_error error;

    if (wallet_repository_find(
            repository->handle, holder, query, print_holding, &printing, &error) != WALLET_OK) {
        return repository_complain(repository, &error);
    }

    if (printing.count == 0) {
        remark(session, SAY(session, "no licence was found", "未找到证照"));
    }
    return printing.count == 0 ? EXIT_CODE_REFUSED : EXIT_CODE_OK;
}

/* What came from standard input is not shown again where it is wrong: it may be a number, nearly. */
static enum exit_code find(
    const struct open_repository *repository,
    const struct find_settings *settings,
    const char *holder,
    const char *given)
{
    struct wallet_repository_query query = { .history = settings->history };
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    struct moment now = { 0 };
    struct wallet_error error;

    if (wallet_repository_holder(repository->handle, holder, hash, &error) != WALLET_OK) {
        return complain_holder(repository->session, given, &error);
    }

    enum exit_code code = clock_read(repository->session, NULL, &now);
    if (code == EXIT_CODE_OK && settings->type) {
        code = types_find(repository->session, repository->catalogue, settings->type, &query.type);
    }
    if (code == EXIT_CODE_OK) {
        struct wallet_repository_look look = {
            .act = WALLET_ACT_SEARCH,
            .at_unix = now.unix_seconds,
            .holder = hash,
        };
        code = look_log(repository, &settings->look, &look);
    }

    return code == EXIT_CODE_OK ? search(repository, holder, &query) : code;
}

static enum exit_code repository_find(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct find_settings *settings = opaque_settings;
    struct open_repository repository = { .session = session };
    struct secret_line line = { .size = 0 };
    const char *holder = operands->items[0];

    enum exit_code code = look_check(session, &settings->look);
    if (code == EXIT_CODE_OK) {
        code = holder_line_take(session, &holder, &line);
    }
    if (code == EXIT_CODE_OK) {
        code = repository_open(session, settings->repository, &repository);
    }
    if (code == EXIT_CODE_OK) {
        code = find(&repository, settings, holder, operands->items[0]);
    }

    repository_close(&repository);
    secret_line_forget(&line);
    return code;
}

const struct command command_repository_find = {
    .words = "repository find",
    .summary = "list the licences of a holder ('-': of standard input); who looks is written down",
    .summary_zh = "列出某持证主体（'-'：从标准输入读取）的证照；查看行为会被记录",
    .operands = "HOLDER",
    .operand_min = 1,
    .operand_max = 1,
    .options = find_options,
    .settings_size = sizeof(struct find_settings),
    .json = true,
    .examples = "  wallet repository find 001:11360500000000019F --cause 'complaint 2026-118'\n"
                "  wallet repository find 001:11360500000000019F --history --cause 'audit' --json\n"
                "  wallet repository find - --cause 'complaint 2026-118' < holder.txt\n",
    .run = repository_find,
};
