/* SPDX-License-Identifier: Apache-2.0 */
#include "case_slip.h"
#include "case_store.h"
#include "case_text.h"
#include "case_words.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "text.h"

struct go_settings {
    struct case_settings common;
    const char *note;
    const char *as; /* `case close` only */
};

static const struct option_spec slip_options[] = {
    CASE_OPTIONS(offsetof(struct go_settings, common)),
    { 0 },
};

static const char *const ends[] = { "closed",    "not-accepted", "returned",
                                    "suspended", "in-progress",  NULL };

static const struct option_spec close_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "as",
        .value = "STATE",
        .choices = ends,
        .offset = offsetof(struct go_settings, as),
        .help = "closed (default), not-accepted, returned, suspended or in-progress",
        .help_zh = "closed 办结（默认）、not-accepted 不予受理、returned 退件、suspended "
                   "挂起或 in-progress 在办",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'n',
        .name = "note",
        .value = "TEXT",
        .offset = offsetof(struct go_settings, note),
        .help = "the reason; required unless it is closed or in progress",
        .help_zh = "理由；除办结、在办外必填",
    },
    CASE_OPTIONS(offsetof(struct go_settings, common)),
    { 0 },
};

/** Moves a case, prints what there is to print, and has the log signed where something came to an end. */
static enum exit_code go(
    struct case_desk *desk,
    enum wallet_case_state state,
    const char *note,
    void (*print)(const struct case_desk *desk))
{
    struct wallet_error error;

    if (wallet_case_go(desk->item, state, note, &desk->actor, &error) == WALLET_OK) {
        print(desk);
        return state == WALLET_CASE_CORRECTING ? EXIT_CODE_OK : case_store_sign(&desk->store);
    }

    const enum exit_code code = case_desk_complain(desk, &error);
    if (state == WALLET_CASE_ACCEPTED && !desk->store.session->json) {
        case_text_print_lacks(desk->store.session, desk->item);
    }
    return code;
}

static void print_state(const struct case_desk *desk)
{
    const struct session *session = desk->store.session;
    const enum wallet_case_state state = wallet_case_state(desk->item);

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "number", json_string(wallet_case_number(desk->item)));
        (void)json_object_set_new(object, "state", json_string(wallet_case_state_name(state)));
        json_print(object);
    }
    remark(
        session,
        SAY(session, "case '%s' is %s", "办件 '%s'：%s"),
        wallet_case_number(desk->item),
        wallet_case_state_label(state, session->language));
}

/** Opens a case, moves it, and closes everything. */
static enum exit_code go_on(
    const struct session *session,
    const struct go_settings *settings,
    const char *number,
    enum wallet_case_state state,
    void (*print)(const struct case_desk *desk))
{
    struct case_desk desk;

    enum exit_code code = case_desk_open(session, &settings->common, number, &desk);
    if (code == EXIT_CODE_OK) {
        code = go(&desk, state, settings->note, print);
    }

    case_desk_close(&desk);
    return code;
}

static enum exit_code case_notice(
    const struct session *session, const void *settings, const struct operands *operands)
{
    return go_on(
        session, settings, operands->items[0], WALLET_CASE_CORRECTING, case_slip_print_notice);
}

static enum exit_code case_accept(
    const struct session *session, const void *settings, const struct operands *operands)
{
    return go_on(
        session, settings, operands->items[0], WALLET_CASE_ACCEPTED, case_slip_print_receipt);
}

static enum exit_code case_close(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct go_settings *settings = opaque_settings;
    const enum wallet_case_state state =
        settings->as ? case_state_find(settings->as) : WALLET_CASE_CLOSED;

    return go_on(session, settings, operands->items[0], state, print_state);
}

const struct command command_case_notice = {
    .words = "case notice",
    .summary = "tell the applicant once all that is missing, and print it",
    .summary_zh = "一次性告知：输出全部欠缺内容",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = slip_options,
    .settings_size = sizeof(struct go_settings),
    .json = true,
    .examples = "  wallet case notice 36050020261128000001 --clerk 兰芷\n",
    .run = case_notice,
};

const struct command command_case_accept = {
    .words = "case accept",
    .summary = "accept a case, and print the receipt",
    .summary_zh = "受理办件，输出受理回执",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = slip_options,
    .settings_size = sizeof(struct go_settings),
    .json = true,
    .examples = "  wallet case accept 36050020261128000001 --clerk 兰芷\n",
    .run = case_accept,
};

const struct command command_case_close = {
    .words = "case close",
    .summary = "close a case, or say what else became of it",
    .summary_zh = "办结办件，或登记其他结果",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = close_options,
    .settings_size = sizeof(struct go_settings),
    .json = true,
    .examples =
        "  wallet case close 36050020261128000001 --clerk 兰芷\n"
        "  wallet case close 36050020261128000001 --as returned -n 申请人撤回 --clerk 兰芷\n",
    .run = case_close,
};
