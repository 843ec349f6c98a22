/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <string.h>

struct decide_settings {
    struct case_settings common;
    const char *note;
};

static const struct option_spec decide_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'n',
        .name = "note",
        .value = "TEXT",
        .offset = offsetof(struct decide_settings, note),
        .help = "why",
        .help_zh = "理由",
    },
    CASE_OPTIONS(offsetof(struct decide_settings, common)),
    { 0 },
};

static enum exit_code read_answer(const struct session *session, const char *text, bool *out)
{
    *out = strcmp(text, "yes") == 0;
    if (*out || strcmp(text, "no") == 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' is no decision", "'%s' 不是认定结果"), text);
    why(session, SAY(session, "expected 'yes' or 'no'", "应为 'yes' 或 'no'"));
    hint(session, SAY(session, "yes: the rule holds", "yes 表示符合该规则"));
    return EXIT_CODE_USAGE;
}

static enum exit_code decide(
    struct case_desk *desk, const char *rule_name, bool holds, const char *note)
{
    const struct session *session = desk->store.session;
    struct wallet_error error;
    size_t rule = 0;

    const enum exit_code code = case_find_rule(desk, text_of(rule_name), &rule);
    if (code != EXIT_CODE_OK) {
        return code;
    }
    if (wallet_case_decide(desk->item, rule, holds, note, &desk->actor, &error) != WALLET_OK) {
        return case_desk_complain(desk, &error);
    }

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "number", json_string(wallet_case_number(desk->item)));
        (void)json_object_set_new(object, "rule", json_text(text_of(rule_name)));
        (void)json_object_set_new(object, "holds", json_boolean(holds));
        json_print(object);
    }
    remark(
        session,
        holds ? SAY(session, "decided: '%s' holds", "已认定：'%s' 符合")
              : SAY(session, "decided: '%s' does not hold", "已认定：'%s' 不符合"),
        wallet_matter_rule_at(wallet_case_matter(desk->item), rule)->title[session->language]);
    return EXIT_CODE_OK;
}

static enum exit_code case_decide(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct decide_settings *settings = opaque_settings;
    struct case_desk desk = { .store = { .session = session } };
    bool holds = false;

    enum exit_code code = read_answer(session, operands->items[2], &holds);
    if (code == EXIT_CODE_OK) {
        code = case_desk_open(session, &settings->common, operands->items[0], &desk);
    }
    if (code == EXIT_CODE_OK) {
        code = decide(&desk, operands->items[1], holds, settings->note);
    }

    case_desk_close(&desk);
    return code;
}

const struct command command_case_decide = {
    .words = "case decide",
    .summary = "decide on a comparison that is left to the clerk",
    .summary_zh = "对须由经办人认定的比对结果作出认定",
    .operands = "NUMBER RULE yes|no",
    .operand_min = 3,
    .operand_max = 3,
    .options = decide_options,
    .settings_size = sizeof(struct decide_settings),
    .json = true,
    .examples = "  wallet case decide 36050020261128000001 region yes -n 长期居住 --clerk 兰芷\n",
    .run = case_decide,
};
