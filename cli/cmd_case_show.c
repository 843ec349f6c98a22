/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"
#include "case_text.h"
#include "command.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>

struct show_settings {
    const char *store;
};

static const struct option_spec show_options[] = {
    CASE_STORE_OPTION(offsetof(struct show_settings, store)),
    { 0 },
};

/** What was submitted before, beside a case. */
struct reusables {
    const struct case_store *store;
    const struct wallet_case *item;
    json_t *json; /* NULL: they are printed */
    size_t count;
};

static void tell_text(struct reusables *reusables, const struct wallet_reusable *reusable)
{
    const struct session *session = reusables->store->session;
    const struct wallet_material *material =
        wallet_matter_material_at(wallet_case_matter(reusables->item), reusable->material);

    if (reusables->count++ == 0) {
        printf("\n%s\n", SAY(session, "Submitted before", "此前已交"));
    }
    fputs("  ", stdout);
    text_print(stdout, text_of(material->title[session->language]));
    printf(": --reuse %s=%s\n", material->name, reusable->source);
}

static void tell_json(struct reusables *reusables, const struct wallet_reusable *reusable)
{
    json_t *one = json_object();
    const struct wallet_material *material =
        wallet_matter_material_at(wallet_case_matter(reusables->item), reusable->material);

    (void)json_object_set_new(one, "material", json_string(material->name));
    (void)json_object_set_new(one, "source", json_string(reusable->source));
    (void)json_object_set_new(one, "submitted", json_time(reusable->submitted_unix));
    (void)json_object_set_new(one, "clerk", json_text(text_of(reusable->clerk)));
    (void)json_array_append_new(reusables->json, one);
}

static bool tell_reusable(void *context, const struct wallet_reusable *reusable)
{
    struct reusables *reusables = context;

    if (reusables->json) {
        tell_json(reusables, reusable);
    } else {
        tell_text(reusables, reusable);
    }
    return true;
}

static enum exit_code print_case(struct case_store *store, struct wallet_case *item)
{
    const struct session *session = store->session;
    struct reusables reusables = { .store = store, .item = item };
    struct wallet_error error;
    json_t *object = session->json ? case_json(item) : NULL;

    if (object) {
        reusables.json = json_array();
    } else {
        case_text_print(session, item);
    }

    const enum wallet_status status = wallet_case_reusable(item, tell_reusable, &reusables, &error);
    if (object) {
        (void)json_object_set_new(object, "reusable", reusables.json);
        json_print(object);
    }

    return status == WALLET_OK ? EXIT_CODE_OK
                               : case_store_complain(store, wallet_case_number(item), &error);
}

static enum exit_code case_show(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct show_settings *settings = opaque_settings;
    const char *number = operands->items[0];
    struct case_store store = { .session = session };
    struct wallet_case *item = NULL;
    struct wallet_error error;

    enum exit_code code = case_store_open(session, settings->store, &store);
    if (code == EXIT_CODE_OK) {
        code = wallet_case_load(store.cases, number, &item, &error) == WALLET_OK
                   ? print_case(&store, item)
                   : case_store_complain(&store, number, &error);
    }

    wallet_case_free(item);
    case_store_close(&store);
    return code;
}

const struct command command_case_show = {
    .words = "case show",
    .summary = "show a case: materials, comparisons, form with its proofs, what is lacking",
    .summary_zh = "查看办件：材料、比对、表单及其来源、欠缺内容",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = show_options,
    .settings_size = sizeof(struct show_settings),
    .json = true,
    .examples = "  wallet case show 36050020261128000001\n",
    .run = case_show,
};
