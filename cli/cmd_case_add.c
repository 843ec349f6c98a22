/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "case_words.h"
#include "command.h"
#include "json.h"
#include "object.h"
#include "output.h"
#include "text.h"
#include "verifying.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct add_settings {
    struct verify_settings verify;
    struct case_settings common;
    const char *way;
    struct option_list paper;
    struct option_list defer;
    struct option_list reuse;
    bool is_unchecked;
};

static const char *const way_names[] = { "show", "scan", "face", "duty", "sheet", NULL };

static const struct option_spec add_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'w',
        .name = "way",
        .value = "WAY",
        .choices = way_names,
        .offset = offsetof(struct add_settings, way),
        .help = "how it came: show, scan, face, duty or sheet (default: as it shows itself)",
        .help_zh = "取得方式：show 亮码、scan 扫码、face 刷脸、duty 依职能、sheet "
                   "纸质证照码（默认自动判断）",
    },
    {
        .kind = OPTION_LIST,
        .name = "paper",
        .value = "MATERIAL=NOTE",
        .offset = offsetof(struct add_settings, paper),
        .help = "this material was looked at on paper; the note says what; may be repeated",
        .help_zh = "该材料已查看纸质件，备注说明所查看内容；可重复",
    },
    {
        .kind = OPTION_LIST,
        .name = "defer",
        .value = "MATERIAL=DAY",
        .offset = offsetof(struct add_settings, defer),
        .help = "this material follows by the end of a day; may be repeated",
        .help_zh = "该材料容缺，于该日前补交；可重复",
    },
    {
        .kind = OPTION_LIST,
        .name = "reuse",
        .value = "MATERIAL=NUMBER",
        .offset = offsetof(struct add_settings, reuse),
        .help = "this material as it was submitted in an earlier case; may be repeated",
        .help_zh = "该材料沿用此前办件中所提交的；可重复",
    },
    {
        .kind = OPTION_FLAG,
        .name = "unchecked",
        .offset = offsetof(struct add_settings, is_unchecked),
        .help = "take what it could not be told of whether it holds, to be checked later",
        .help_zh = "无法判断是否有效的也收取，待后续核验",
    },
    VERIFY_OPTIONS(offsetof(struct add_settings, verify)),
    CASE_OPTIONS(offsetof(struct add_settings, common)),
    { 0 },
};

/** What is added to which case. */
struct adding {
    struct case_desk *desk;
    const struct add_settings *settings;
    const struct operands *inputs;
    struct wallet_buffer ground; /* the request that is answered */
    struct checker checker;      /* for what is used again */
};

static void tell_text(const struct case_desk *desk, const struct wallet_case_taken *taken)
{
    const struct session *session = desk->store.session;
    const struct wallet_matter *matter = wallet_case_matter(desk->item);
    char line[512];

    (void)snprintf(
        line,
        sizeof line,
        SAY(session, "taken: %s, of %s (%s)", "已收取：%s，%s（%s）"),
        wallet_type_title(taken->type, session->language),
        wallet_matter_party_at(matter, taken->party)->title[session->language],
        wallet_case_way_label(taken->way, session->language));
    text_print(stdout, text_of(line));
    putchar('\n');
}

static void tell_json(const struct case_desk *desk, const struct wallet_case_taken *taken)
{
    const struct wallet_matter *matter = wallet_case_matter(desk->item);
    json_t *object = json_start();

    (void)json_object_set_new(object, "number", json_string(wallet_case_number(desk->item)));
    (void)json_object_set_new(object, "type", json_string(wallet_type_name(taken->type)));
    (void)json_object_set_new(object, "identifier", json_string(taken->identifier));
    (void)json_object_set_new(
        object, "party", json_string(wallet_matter_party_at(matter, taken->party)->name));
    (void)json_object_set_new(object, "way", json_string(wallet_case_way_name(taken->way)));
    (void)json_object_set_new(object, "unchecked", json_boolean(taken->is_to_be_checked));
    json_print(object);
}

static void tell_taken(const struct case_desk *desk)
{
    struct wallet_case_taken taken;

    wallet_case_licence_at(desk->item, wallet_case_licence_count(desk->item) - 1, &taken);
    if (desk->store.session->json) {
        tell_json(desk, &taken);
    } else {
        tell_text(desk, &taken);
    }
}

static enum wallet_case_way way_named(const char *name)
{
    for (int way = WALLET_WAY_SHOW; way <= WALLET_WAY_SHEET; way++) {
        if (strcmp(wallet_case_way_name((enum wallet_case_way)way), name) == 0) {
            return (enum wallet_case_way)way;
        }
    }

    return (enum wallet_case_way)0;
}

/** A copy says how it was authorised; what a key proves was shown; the rest is printed. */
static enum wallet_case_way way_of(
    const struct adding *adding,
    const struct verified *verified,
    const struct wallet_verdict *verdict)
{
    if (adding->settings->way) {
        return way_named(adding->settings->way);
    }
    if (verified->copy) {
        return way_named(wallet_grant_method_name(wallet_copy_method(verified->copy)));
    }
    if (!wallet_verdict_is_bound(verdict)) {
        return WALLET_WAY_SHEET;
    }

    return verified->is_request_answered ? WALLET_WAY_SCAN : WALLET_WAY_SHOW;
}

static enum exit_code keep_one(
    struct adding *adding, const struct verified *verified, const struct wallet_verdict *verdict)
{
    struct case_desk *desk = adding->desk;
    struct wallet_error error;
    const bool is_unknown = wallet_verdict_decision(verdict) == WALLET_UNKNOWN;
    const struct wallet_case_licence licence = {
        .way = way_of(adding, verified, verdict),
        .original = verified->original,
        .ground = wallet_buffer_bytes(&adding->ground),
        .verdict = verdict,
        .is_to_be_checked = is_unknown,
    };

    if (wallet_case_take(desk->item, &licence, &desk->actor, &error) != WALLET_OK) {
        return case_desk_complain(desk, &error);
    }

    tell_taken(desk);
    return EXIT_CODE_OK;
}

static enum exit_code keep(void *context, const struct verified *verified)
{
    struct adding *adding = context;
    enum exit_code code = EXIT_CODE_OK;

    if (!verified->presentation) {
        return keep_one(adding, verified, verified->verdict);
    }

    for (size_t i = 0; i < wallet_presentation_count(verified->presentation); i++) {
        const struct wallet_verdict *verdict =
            wallet_presentation_verdict(verified->presentation, i);
        code = exit_code_worse(code, keep_one(adding, verified, verdict));
    }

    return code;
}

static enum exit_code take(
    const void *context, const struct session *session, const struct input_taker *taker)
{
    return inputs_take(session, context, taker);
}

static enum exit_code add_licences(struct adding *adding)
{
    const struct session *session = adding->desk->store.session;
    const struct verify_settings *verify = &adding->settings->verify;
    const struct verify_keeper keeper = { keep, adding, adding->settings->is_unchecked };

    if (verify->request) {
        const enum exit_code code = object_read(session, verify->request, &adding->ground);
        if (code != EXIT_CODE_OK) {
            return code;
        }
    }

    return verifying_run(session, verify, &(struct verify_source){ take, adding->inputs, &keeper });
}

typedef enum wallet_status act_on_material(
    const struct adding *adding, size_t material, const char *text, struct wallet_error *error);

static enum wallet_status take_paper(
    const struct adding *adding, size_t material, const char *text, struct wallet_error *error)
{
    const struct case_desk *desk = adding->desk;
    return wallet_case_take_paper(desk->item, material, text, &desk->actor, error);
}

static enum wallet_status defer(
    const struct adding *adding, size_t material, const char *text, struct wallet_error *error)
{
    const struct case_desk *desk = adding->desk;
    return wallet_case_defer(desk->item, material, text, &desk->actor, error);
}

static enum wallet_status use_again(
    const struct adding *adding, size_t material, const char *text, struct wallet_error *error)
{
    const struct case_desk *desk = adding->desk;
    const struct wallet_case_again again = {
        .source = text,
        .verifier = adding->checker.verifier,
        .may_be_checked_later = adding->settings->is_unchecked,
    };
    return wallet_case_reuse(desk->item, material, &again, &desk->actor, error);
}

static enum exit_code add_each(
    const struct adding *adding, const struct option_list *list, act_on_material *act)
{
    const struct case_desk *desk = adding->desk;
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < list->count && code == EXIT_CODE_OK; i++) {
        struct wallet_bytes name;
        struct wallet_error error;
        const char *value = NULL;
        size_t material = 0;

        code = case_split(desk->store.session, list->items[i], &name, &value);
        if (code == EXIT_CODE_OK) {
            code = case_find_material(desk, name, &material);
        }
        if (code == EXIT_CODE_OK && act(adding, material, value, &error) != WALLET_OK) {
            code = case_desk_complain(desk, &error);
        }
    }

    return code;
}

/** What was submitted before is asked how it stands today. */
static enum exit_code add_again(struct adding *adding)
{
    const struct add_settings *settings = adding->settings;
    const struct session *session = adding->desk->store.session;

    if (settings->reuse.count == 0) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = checker_start(session, &settings->verify.check, &adding->checker);
    return code == EXIT_CODE_OK ? add_each(adding, &settings->reuse, use_again) : code;
}

static enum exit_code add_all(struct adding *adding)
{
    const struct add_settings *settings = adding->settings;
    enum exit_code code = adding->inputs->count > 0 ? add_licences(adding) : EXIT_CODE_OK;

    if (code == EXIT_CODE_OK) {
        code = add_again(adding);
    }
    if (code == EXIT_CODE_OK) {
        code = add_each(adding, &settings->paper, take_paper);
    }

    return code == EXIT_CODE_OK ? add_each(adding, &settings->defer, defer) : code;
}

static void tell_lacks(const struct case_desk *desk)
{
    const struct session *session = desk->store.session;
    const size_t count = wallet_case_lack_count(desk->item);

    if (count > 0) {
        remark(session, SAY(session, "still lacking: %zu", "尚缺 %zu 项"), count);
        suggest(session, "wallet case show %s", wallet_case_number(desk->item));
    } else {
        remark(session, SAY(session, "nothing is lacking", "已齐全"));
        suggest(session, "wallet case accept %s", wallet_case_number(desk->item));
    }
}

static enum exit_code check_settings(
    const struct session *session, const struct add_settings *settings, size_t input_count)
{
    if (settings->verify.check.at) {
        complain(session, SAY(session, "'--at' cannot be used", "'--at' 不可用"));
        why(session, SAY(session, "a case is about what holds now", "办件以当前是否有效为准"));
        hint(
            session,
            SAY(session,
                "'wallet verify --at' checks as of another time",
                "如需按其他时间核验，请用 'wallet verify --at'"));
        return EXIT_CODE_USAGE;
    }
    if (input_count + settings->paper.count + settings->defer.count + settings->reuse.count > 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is nothing to add", "没有要收取的内容"));
    why(session,
        SAY(session,
            "expected inputs, --paper, --defer or --reuse",
            "应给出输入，或 --paper、--defer、--reuse"));
    hint(
        session,
        SAY(session,
            "'wallet case add NUMBER -' reads a code from standard input",
            "'wallet case add 编号 -' 从标准输入读码"));
    return EXIT_CODE_USAGE;
}

static enum exit_code case_add(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct add_settings *settings = opaque_settings;
    const struct operands inputs = { operands->items + 1, operands->count - 1 };
    struct case_desk desk = { .store = { .session = session } };
    struct adding adding = { .desk = &desk, .settings = settings, .inputs = &inputs };

    enum exit_code code = check_settings(session, settings, inputs.count);
    if (code == EXIT_CODE_OK) {
        code = case_desk_open(session, &settings->common, operands->items[0], &desk);
    }
    if (code == EXIT_CODE_OK) {
        code = add_all(&adding);
    }
    if (code == EXIT_CODE_OK) {
        tell_lacks(&desk);
    }

    free(adding.ground.data);
    checker_finish(&adding.checker);
    case_desk_close(&desk);
    return code;
}

const struct command command_case_add = {
    .words = "case add",
    .summary =
        "verify licences and take them into a case; paper, what follows, what was there before",
    .summary_zh = "核验证照并收入办件；也可收纸质件、容缺、沿用以前所交",
    .operands = "NUMBER [INPUT...]",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = add_options,
    .settings_size = sizeof(struct add_settings),
    .json = true,
    .examples =
        "  wallet case add 36050020261128000001 card.png --trust trusted/ --clerk 兰芷\n"
        "  wallet case add 36050020261128000001 --paper bank-card=已核对原件 --clerk 兰芷\n"
        "  wallet case add 36050020261128000001 --defer purchase-invoice=2026-12-31 --clerk 兰芷\n",
    .run = case_add,
};
