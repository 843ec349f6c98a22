/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "collector.h"
#include "command.h"
#include "interrupt.h"
#include "json.h"
#include "object.h"
#include "output.h"
#include "repository.h"
#include "text.h"
#include "whole.h"

#include <stdio.h>

enum {
    GROUP = 1000, /* licences in one transaction */
};

struct load_settings {
    struct check_settings check;
    const char *repository;
    bool replace;
};

static const struct option_spec load_options[] = {
    CHECK_OPTIONS(offsetof(struct load_settings, check)),
    {
        .kind = OPTION_FLAG,
        .name = "replace",
        .offset = offsetof(struct load_settings, replace),
        .help = "where another licence of the same type and holder is in force, take its place",
        .help_zh = "同一类型、同一持证主体已有有效证照时，以新证照取代",
    },
    REPOSITORY_OPTION(struct load_settings, repository),
    { 0 },
};

/** Licences on their way into the repository. */
struct loading {
    const struct session *session;
    const struct load_settings *settings;
    struct open_repository repository;
    struct checker checker;
    int64_t now_unix; /* of the machine, whatever time the check is for */
    bool is_begun;
    bool is_broken; /* the database failed: nothing more is tried */
    size_t in_group;
    size_t loaded; /* and committed */
    size_t known;
    size_t refused;
};

/* Whoever shows a licence signs; who hands over a whole folder has no holder's key, and need not. */
static bool is_good(const struct wallet_verdict *verdict)
{
    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        enum wallet_reason reason = WALLET_REASON_NONE;
        const enum wallet_result result =
            wallet_verdict_check(verdict, (enum wallet_check)i, &reason);
        const bool is_unshown = i == WALLET_CHECK_HOLDER && result == WALLET_RESULT_UNKNOWN &&
                                (reason == WALLET_REASON_HOLDER || reason == WALLET_REASON_SESSION);
        if (result != WALLET_RESULT_PASSED && result != WALLET_RESULT_NOT_APPLICABLE &&
            !is_unshown) {
            return false;
        }
    }

    return true;
}

/* The first reason that is not the missing holder's signature. */
static enum wallet_reason reason_of(const struct wallet_verdict *verdict)
{
    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        enum wallet_reason reason = WALLET_REASON_NONE;
        const enum wallet_result result =
            wallet_verdict_check(verdict, (enum wallet_check)i, &reason);
        const bool is_bad = result == WALLET_RESULT_FAILED ||
                            (result == WALLET_RESULT_UNKNOWN && i != WALLET_CHECK_HOLDER);
        if (is_bad && reason != WALLET_REASON_NONE) {
            return reason;
        }
    }

    return wallet_verdict_reason(verdict);
}

static enum exit_code tell_failure(
    struct loading *loading, const struct input *input, enum exit_code code)
{
    loading->refused++;
    if (loading->session->json) {
        json_print_failure(loading->session, input->name, code);
    }

    return code;
}

static enum exit_code refuse_verdict(struct loading *loading, const struct input *input)
{
    const struct session *session = loading->session;
    const struct wallet_verdict *verdict = loading->checker.verdict;
    const enum wallet_reason reason = reason_of(verdict);

    complain(session, SAY(session, "'%s' was not loaded", "未入库 '%s'"), input->name);
    why(session, "%s", wallet_reason_sentence(reason, session->language));
    hint(session, "%s", wallet_reason_remedy(reason, session->language));
    return tell_failure(
        loading,
        input,
        wallet_verdict_decision(verdict) == WALLET_REFUSED ? EXIT_CODE_REFUSED : EXIT_CODE_UNKNOWN);
}

static enum exit_code refuse_live(struct loading *loading, const struct input *input)
{
    const struct session *session = loading->session;

    complain(session, SAY(session, "'%s' was not loaded", "未入库 '%s'"), input->name);
    why(session,
        SAY(session,
            "another licence of this type and holder is in force, or has this identifier",
            "该持证主体已有同类型的有效证照，或证照标识重复"));
    hint(
        session,
        SAY(session,
            "if this one takes its place, load it again with --replace",
            "如需取代原证照，请加 --replace 重新入库"));
    return tell_failure(loading, input, EXIT_CODE_REFUSED);
}

static void tell(
    const struct loading *loading, const struct input *input, enum wallet_deposit deposit)
{
    char identifier[WALLET_IDENTIFIER_SIZE];

    if (!loading->session->json) {
        return;
    }

    wallet_verdict_identifier(loading->checker.verdict, identifier);
    json_t *object = json_start();
    (void)json_object_set_new(object, "input", json_text(text_of(input->name)));
    (void)json_object_set_new(object, "result", json_string(wallet_deposit_name(deposit)));
    (void)json_object_set_new(object, "identifier", json_text_or_null(identifier));
    json_print(object);
}

/* The database failed: what was committed stays, and the rest is to be loaded again. */
static enum exit_code break_off(struct loading *loading, const struct wallet_error *error)
{
    wallet_repository_rollback(loading->repository.handle);
    loading->is_begun = false;
    loading->is_broken = true;
    loading->in_group = 0;
    return repository_complain(&loading->repository, error);
}

static enum exit_code commit(struct loading *loading)
{
    struct wallet_error error;

    if (!loading->is_begun) {
        return EXIT_CODE_OK;
    }

    if (wallet_repository_commit(loading->repository.handle, loading->now_unix, &error) !=
        WALLET_OK) {
        return break_off(loading, &error);
    }

    loading->is_begun = false;
    loading->loaded += loading->in_group;
    loading->in_group = 0;
    return EXIT_CODE_OK;
}

static enum exit_code refuse_put(
    struct loading *loading, const struct input *input, const struct wallet_error *error)
{
    const struct session *session = loading->session;

    if (wallet_status_fault(error->status) == WALLET_FAULT_SYSTEM) {
        return break_off(loading, error);
    }

    const enum exit_code code =
        refuse(session, error, SAY(session, "'%s' was not loaded", "未入库 '%s'"), input->name);
    hint(
        session,
        SAY(session,
            "a repository takes licences of its catalogue, with all their disclosures",
            "证照库只接收目录中的证照，且须包含全部披露项"));
    return tell_failure(loading, input, code);
}

static enum exit_code count_deposit(
    struct loading *loading, const struct input *input, enum wallet_deposit deposit)
{
    if (deposit == WALLET_DEPOSIT_LIVE) {
        return refuse_live(loading, input);
    }

    tell(loading, input, deposit);
    if (deposit == WALLET_DEPOSIT_KNOWN) {
        loading->known++;
    } else {
        loading->in_group++;
    }

    return loading->in_group >= GROUP ? commit(loading) : EXIT_CODE_OK;
}

static enum exit_code put(
    struct loading *loading, const struct input *input, struct wallet_bytes licence)
{
    const struct wallet_repository_item item = {
        .licence = licence,
        .at_unix = loading->now_unix,
        .replace = loading->settings->replace,
    };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
    struct wallet_error error;

    if (!loading->is_begun) {
        if (wallet_repository_begin(loading->repository.handle, &error) != WALLET_OK) {
            return break_off(loading, &error);
        }
        loading->is_begun = true;
    }

    return wallet_repository_put(loading->repository.handle, &item, &deposit, &error) == WALLET_OK
               ? count_deposit(loading, input, deposit)
               : refuse_put(loading, input, &error);
}

static enum exit_code take(void *context, const struct input *input)
{
    struct loading *loading = context;
    struct checker *checker = &loading->checker;
    struct wallet_buffer buffer = { 0 };
    struct wallet_bytes licence = { 0 };

    if (loading->is_broken || interrupted()) {
        return loading->is_broken ? EXIT_CODE_FILE : EXIT_CODE_INTERRUPTED;
    }

    enum exit_code code = object_of_input(loading->session, input, &buffer, &licence);
    if (code == EXIT_CODE_OK && whole_verify(checker, licence) == WALLET_ERR_MEMORY) {
        code = complain_memory(loading->session);
    } else if (code == EXIT_CODE_OK) {
        code = is_good(checker->verdict) ? put(loading, input, licence)
                                         : refuse_verdict(loading, input);
    } else {
        code = tell_failure(loading, input, code);
    }

    wallet_buffer_clear(&buffer);
    return code;
}

static void miss(void *context)
{
    struct loading *loading = context;
    loading->refused++;
}

static void sum_up(const struct loading *loading)
{
    remark(
        loading->session,
        SAY(loading->session,
            "loaded %zu, already there %zu, not loaded %zu",
            "入库 %zu，已有 %zu，未入库 %zu"),
        loading->loaded,
        loading->known,
        loading->refused);
    if (loading->is_broken) {
        remark(
            loading->session,
            SAY(loading->session,
                "run the same command again: what is there already is left as it is",
                "请重新运行同一命令：已入库的不会重复"));
    }
}

static enum exit_code load(struct loading *loading, const struct operands *operands)
{
    const struct input_taker taker = { .take = take, .miss = miss, .context = loading };
    struct collector collector;

    interrupt_listen();
    collector_start(loading->session, &taker, &collector);
    const struct input_taker first = collector_taker(&collector);
    enum exit_code code = inputs_take(loading->session, operands, &first);
    code = collector_finish(&collector, code);
    code = exit_code_worse(code, commit(loading));
    sum_up(loading);
    return interrupted() ? EXIT_CODE_INTERRUPTED : code;
}

static enum exit_code repository_load(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct load_settings *settings = opaque_settings;
    struct loading loading = {
        .session = session,
        .settings = settings,
        .repository = { .session = session },
        .now_unix = clock_now(),
    };

    enum exit_code code = checker_start(session, &settings->check, &loading.checker);
    if (code == EXIT_CODE_OK) {
        code = repository_open(session, settings->repository, &loading.repository);
    }
    if (code == EXIT_CODE_OK) {
        code = load(&loading, operands);
    }

    repository_close(&loading.repository);
    checker_finish(&loading.checker);
    return code;
}

const struct command command_repository_load = {
    .words = "repository load",
    .summary = "verify licences and store them; what is there already is left as it is",
    .summary_zh = "核验证照并入库；已入库的不重复",
    .operands = "INPUT...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = load_options,
    .settings_size = sizeof(struct load_settings),
    .json = true,
    .examples = "  wallet repository load licences/\n"
                "  wallet repository load card.cbor --trust agency.pub --repository store --json\n",
    .run = repository_load,
};
