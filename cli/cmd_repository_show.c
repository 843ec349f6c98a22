/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "command.h"
#include "facts.h"
#include "holding.h"
#include "json.h"
#include "look.h"
#include "output.h"
#include "repository.h"
#include "save.h"
#include "whole.h"

#include <stdio.h>

struct show_settings {
    struct check_settings check;
    const char *repository;
    const char *output;
    struct look_settings look;
};

static const struct option_spec show_options[] = {
    CHECK_OPTIONS(offsetof(struct show_settings, check)),
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct show_settings, output),
        .help = "write the licence as it was loaded to this file",
        .help_zh = "将入库时的证照原件写入该文件",
    },
    LOOK_OPTIONS(struct show_settings, look),
    REPOSITORY_OPTION(struct show_settings, repository),
    { 0 },
};

enum {
    TITLE_COLUMNS = 24,
};

/** A licence that is shown. */
struct showing {
    struct open_repository repository;
    struct checker checker;
    struct wallet_holding holding;
    struct wallet_buffer licence;
};

/* No claim is read unless its signature and its issuer's authority held. */
static enum exit_code verify(struct showing *showing)
{
    struct checker *checker = &showing->checker;
    const struct session *session = checker->session;
    enum wallet_reason reason = WALLET_REASON_NONE;

    if (whole_verify(checker, wallet_buffer_bytes(&showing->licence)) == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }

    if (wallet_verdict_has_claims(checker->verdict)) {
        return EXIT_CODE_OK;
    }

    reason = wallet_verdict_reason(checker->verdict);
    complain(session, SAY(session, "what the licence says is not shown", "不显示证照内容"));
    why(session, "%s", wallet_reason_sentence(reason, session->language));
    hint(session, "%s", wallet_reason_remedy(reason, session->language));
    return wallet_verdict_decision(checker->verdict) == WALLET_REFUSED ? EXIT_CODE_REFUSED
                                                                       : EXIT_CODE_UNKNOWN;
}

static void print(const struct showing *showing)
{
    const struct session *session = showing->repository.session;

    if (session->json) {
        json_t *object = holding_json(&showing->holding);
        (void)json_object_set_new(
            object, "fields", facts_json(showing->checker.verdict, FACTS_OPEN));
        json_print(object);
    } else {
        holding_print(session, &showing->holding);
        facts_print(session, showing->checker.verdict, FACTS_OPEN, TITLE_COLUMNS);
    }
}

/* What stays of a licence is told: that there was one, of which type, and since when it is no more. */
static enum exit_code show_erased(const struct showing *showing)
{
    const struct session *session = showing->repository.session;

    if (session->json) {
        json_print(holding_json(&showing->holding));
    } else {
        holding_print(session, &showing->holding);
    }
    complain(session, SAY(session, "what the licence says is not shown", "不显示证照内容"));
    why(session, SAY(session, "it was erased", "其内容已删除"));
    hint(
        session,
        SAY(session,
            "its digest and the log stay: 'wallet audit list HOLDER'",
            "其摘要和日志仍保留：见 'wallet audit list HOLDER'"));
    session->story->is_told = session->json;
    return EXIT_CODE_REFUSED;
}

static enum exit_code open_body(struct showing *showing)
{
    struct wallet_error error;

    return wallet_repository_body(
               showing->repository.handle, &showing->holding, &showing->licence, &error) ==
                   WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(&showing->repository, &error);
}

static enum exit_code show(
    struct showing *showing, const struct show_settings *settings, const char *identifier)
{
    const struct session *session = showing->repository.session;

    enum exit_code code = holding_find(&showing->repository, identifier, &showing->holding);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const bool is_erased = showing->holding.is_erased; /* nothing of it can be given */
    struct wallet_repository_look look = {
        .act = is_erased ? WALLET_ACT_SEARCH : WALLET_ACT_RELEASE,
        .at_unix = clock_now(),
        .holder = showing->holding.holder,
        .holding = is_erased ? NULL : &showing->holding,
    };
    code = look_log(&showing->repository, &settings->look, &look);
    if (code == EXIT_CODE_OK && is_erased) {
        return show_erased(showing);
    }
    if (code == EXIT_CODE_OK) {
        code = open_body(showing);
    }
    if (code == EXIT_CODE_OK) {
        code = verify(showing);
    }
    if (code == EXIT_CODE_OK) {
        print(showing);
    }
    if (code == EXIT_CODE_OK && settings->output) {
        code = save(session, settings->output, wallet_buffer_bytes(&showing->licence), SAVE_SECRET);
    }

    return code;
}

static enum exit_code repository_show(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct show_settings *settings = opaque_settings;
    struct showing showing = { .repository = { .session = session } };

    enum exit_code code = look_check(session, &settings->look);
    if (code == EXIT_CODE_OK) {
        code = checker_start(session, &settings->check, &showing.checker);
    }
    if (code == EXIT_CODE_OK) {
        code = repository_open(session, settings->repository, &showing.repository);
    }
    if (code == EXIT_CODE_OK) {
        code = show(&showing, settings, operands->items[0]);
    }

    wallet_buffer_clear(&showing.licence);
    repository_close(&showing.repository);
    checker_finish(&showing.checker);
    return code;
}

const struct command command_repository_show = {
    .words = "repository show",
    .summary = "show a licence with its fields; who looks is written down",
    .summary_zh = "显示一份证照及其数据项；查看行为会被记录",
    .operands = "IDENTIFIER",
    .operand_min = 1,
    .operand_max = 1,
    .options = show_options,
    .settings_size = sizeof(struct show_settings),
    .json = true,
    .examples = "  wallet repository show 1.2.156.3005.2... --cause 'complaint 2026-118'\n",
    .run = repository_show,
};
