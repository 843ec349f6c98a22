/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

struct open_settings {
    struct case_settings common;
    const char *channel;
};

static const char *const channels[] = { "window", "online", NULL };

static const struct option_spec open_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "channel",
        .value = "CHANNEL",
        .choices = channels,
        .offset = offsetof(struct open_settings, channel),
        .help = "window (default) or online",
        .help_zh = "收件渠道：window 窗口（默认）或 online 线上",
    },
    CASE_OPTIONS(offsetof(struct open_settings, common)),
    { 0 },
};

static void tell(const struct case_desk *desk)
{
    const struct session *session = desk->store.session;
    const struct wallet_matter *matter = wallet_case_matter(desk->item);
    const char *number = wallet_case_number(desk->item);

    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "number", json_string(number));
        (void)json_object_set_new(object, "matter", json_string(wallet_matter_name(matter)));
        json_print(object);
        return;
    }

    printf("%s\n", number);
    remark(
        session,
        SAY(session, "a case of '%s' is open", "已为 '%s' 收件"),
        wallet_matter_title(matter, session->language));
    suggest(session, "wallet case add %s INPUT...", number);
}

static enum exit_code open_case(
    struct case_desk *desk, const struct open_settings *settings, const char *name)
{
    const bool is_online = settings->channel && strcmp(settings->channel, "online") == 0;
    const struct wallet_matter *matter = NULL;
    struct wallet_error error;

    const enum exit_code code =
        matters_find(desk->store.session, desk->store.matters.matters, name, &matter);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    if (wallet_case_open(
            desk->store.cases,
            matter,
            is_online ? WALLET_CHANNEL_ONLINE : WALLET_CHANNEL_WINDOW,
            &desk->actor,
            &desk->item,
            &error) != WALLET_OK) {
        return case_store_complain(&desk->store, NULL, &error);
    }

    tell(desk);
    return EXIT_CODE_OK;
}

static enum exit_code case_open(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct open_settings *settings = opaque_settings;
    struct case_desk desk = { .store = { .session = session } };

    enum exit_code code = case_actor(session, &settings->common.clerk, &desk.actor);
    if (code == EXIT_CODE_OK) {
        code = case_store_open(session, settings->common.store, &desk.store);
    }
    if (code == EXIT_CODE_OK) {
        code = open_case(&desk, settings, operands->items[0]);
    }

    case_desk_close(&desk);
    return code;
}

const struct command command_case_open = {
    .words = "case open",
    .summary = "open a case of a matter, and print its number",
    .summary_zh = "为某事项收件，输出办件编号",
    .operands = "MATTER",
    .operand_min = 1,
    .operand_max = 1,
    .options = open_options,
    .settings_size = sizeof(struct open_settings),
    .json = true,
    .examples = "  wallet case open provident-fund-withdrawal --clerk 兰芷 --window 3\n",
    .run = case_open,
};
