/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "case_store.h"
#include "case_words.h"
#include "command.h"
#include "holder_line.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>

struct list_settings {
    const char *store;
    const char *state;
    const char *holder;
    unsigned limit;
};

static const char *const states[] = { "collecting",   "accepted", "correcting",
                                      "not-accepted", "closed",   "suspended",
                                      "in-progress",  "returned", NULL };

static const struct option_spec list_options[] = {
    {
        .kind = OPTION_TEXT,
        .name = "state",
        .value = "STATE",
        .choices = states,
        .offset = offsetof(struct list_settings, state),
        .help = "cases in this state only",
        .help_zh = "仅列出该状态的办件",
    },
    {
        .kind = OPTION_TEXT,
        .name = "holder",
        .value = "HOLDER",
        .offset = offsetof(struct list_settings, holder),
        .help = "cases of this holder only, such as 111: and a citizen number" HOLDER_LINE_HELP,
        .help_zh = "仅列出该持证主体的办件，如 111: 加公民身份号码" HOLDER_LINE_HELP_ZH,
    },
    {
        .kind = OPTION_NUMBER,
        .name = "limit",
        .value = "N",
        .min = 1,
        .max = 1000000,
        .offset = offsetof(struct list_settings, limit),
        .help = "the latest N only",
        .help_zh = "仅列出最近 N 件",
    },
    CASE_STORE_OPTION(offsetof(struct list_settings, store)),
    { 0 },
};

/** A list that is being printed. */
struct listing {
    const struct session *session;
    const struct wallet_matters *matters;
};

static void print_line(const struct listing *listing, const struct wallet_case_line *line)
{
    const enum wallet_language language = listing->session->language;
    const struct wallet_matter *matter =
        wallet_matters_find(listing->matters, text_of(line->matter_code));
    char opened[WALLET_TIME_SIZE];

    wallet_time_format(line->opened_unix, opened);
    printf("%s  %.10s  ", line->number, opened);
    text_print_padded(
        stdout,
        text_of(wallet_case_state_label((enum wallet_case_state)line->state, language)),
        15);
    fputs("  ", stdout);
    text_print(stdout, text_of(matter ? wallet_matter_title(matter, language) : line->matter_code));
    fputs("  ", stdout);
    text_print(stdout, text_of(line->clerk));
    putchar('\n');
}

static void print_json(const struct wallet_case_line *line)
{
    json_t *object = json_start();

    (void)json_object_set_new(object, "number", json_string(line->number));
    (void)json_object_set_new(object, "code", json_text(text_of(line->matter_code)));
    (void)json_object_set_new(
        object, "state", json_string(wallet_case_state_name((enum wallet_case_state)line->state)));
    (void)json_object_set_new(object, "opened", json_time(line->opened_unix));
    (void)json_object_set_new(object, "changed", json_time(line->changed_unix));
    (void)json_object_set_new(object, "clerk", json_text(text_of(line->clerk)));
    json_print(object);
}

static bool tell(void *context, const struct wallet_case_line *line)
{
    const struct listing *listing = context;

    if (listing->session->json) {
        print_json(line);
    } else {
        print_line(listing, line);
    }
    return true;
}

static enum exit_code print_list(
    struct case_store *store, const struct list_settings *settings, const char *holder)
{
    struct listing listing = { store->session, store->matters.matters };
    struct wallet_error error;
    const struct wallet_cases_query query = {
        .state = settings->state ? (int)case_state_find(settings->state) : 0,
        .holder = holder,
        .limit = settings->limit,
    };

    return wallet_cases_list(store->cases, &query, tell, &listing, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : case_store_complain(store, NULL, &error);
}

static enum exit_code case_list(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct list_settings *settings = opaque_settings;
    const char *holder = settings->holder;
    struct secret_line line = { .size = 0 };
    struct case_store store = { .session = session };
    enum exit_code code = EXIT_CODE_OK;

    (void)operands;
    if (holder) {
        code = holder_line_take(session, &holder, &line);
    }
    if (code == EXIT_CODE_OK) {
        code = case_store_open(session, settings->store, &store);
    }
    if (code == EXIT_CODE_OK) {
        code = print_list(&store, settings, holder);
    }

    secret_line_forget(&line);
    case_store_close(&store);
    return code;
}

const struct command command_case_list = {
    .words = "case list",
    .summary = "list cases, the latest first",
    .summary_zh = "列出办件，最近的在前",
    .operands = "",
    .options = list_options,
    .settings_size = sizeof(struct list_settings),
    .json = true,
    .examples = "  wallet case list --state accepted\n"
                "  wallet case list --holder -\n",
    .run = case_list,
};
