/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"
#include "code_show.h"
#include "command.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "showing.h"
#include "text.h"
#include "types.h"
#include "vault.h"

#include <stdio.h>
#include <string.h>

struct present_settings {
    struct vault_settings vault;
    struct option_list fields;
    struct option_list sensitive;
    const char *to;
    bool all;
    bool yes;
    struct showing_settings showing;
};

#define FIELD(name_) .offset = offsetof(struct present_settings, name_)

static const struct option_spec present_options[] = {
    { .kind = OPTION_LIST,
      .letter = 'F',
      .name = "fields",
      .value = "FIELDS",
      FIELD(fields),
      .help = "show these too: name,sex or id-card:name or members.2.name; may be repeated",
      .help_zh = "另出示这些字段：name,sex 或 id-card:name 或 members.2.name；可重复" },
    { .kind = OPTION_LIST,
      .name = "sensitive",
      .value = "FIELDS",
      FIELD(sensitive),
      .help = "show these, which are never shown unless they are named here, such as religion",
      .help_zh = "出示这些仅在此指明时才出示的字段，如宗教信仰" },
    { .kind = OPTION_FLAG,
      .name = "all",
      FIELD(all),
      .help = "show all fields but those that '--sensitive' has to name",
      .help_zh = "出示全部字段，须由 '--sensitive' 指明的除外" },
    { .kind = OPTION_TEXT,
      .name = "to",
      .value = "ID",
      FIELD(to),
      .help = "whom it is for: a counter's USCC, or a division such as 360500 (default: the "
              "city of the issuer)",
      .help_zh = "出示对象：窗口的统一社会信用代码，或行政区划代码，如 360500（默认为颁发机构"
                 "所在市）" },
    { .kind = OPTION_FLAG,
      .letter = 'y',
      .name = "yes",
      FIELD(yes),
      .help = "do not ask",
      .help_zh = "不再询问" },
    SHOWING_OPTIONS(struct present_settings, showing),
    VAULT_OPTIONS(struct present_settings, vault),
    { 0 },
};

/* Positions 3 to 8 of the issuer's USCC are its county (GB 32100); its city stands for the region. */
static void default_audience(const struct showing *showing, char out[8])
{
    const struct wallet_bytes issuer = wallet_selection_issuer(showing->selections[0]);

    (void)snprintf(out, 8, "%.*s00", 4, issuer.size > 6 ? (const char *)issuer.data + 2 : "0000");
}

static void show_all(struct showing *showing)
{
    struct wallet_selectable item;

    for (size_t i = 0; i < showing->count; i++) {
        struct wallet_selection *selection = showing->selections[i];
        for (size_t j = 0; j < wallet_selection_count(selection); j++) {
            wallet_selection_at(selection, j, &item);
            if (item.fact.field &&
                wallet_field_disclosure(item.fact.field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT) {
                wallet_selection_show(selection, j);
            }
        }
    }
}

/* What must be named on purpose was named among others. */
static enum exit_code check_sensitive(const struct showing *showing)
{
    const struct session *session = showing->session;
    struct wallet_selectable item;

    for (size_t i = 0; i < showing->count; i++) {
        for (size_t j = 0; j < wallet_selection_count(showing->selections[i]); j++) {
            wallet_selection_at(showing->selections[i], j, &item);
            if (!item.is_shown || !item.fact.field ||
                wallet_field_disclosure(item.fact.field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT) {
                continue;
            }

            const char *name = wallet_field_name(item.fact.field);
            complain(session, SAY(session, "'%s' is not shown", "不出示 '%s'"), name);
            why(session,
                SAY(session,
                    "it is sensitive, and no matter needs it by rule",
                    "该字段属敏感信息，一般事项均不需要"));
            hint(
                session,
                SAY(session,
                    "if it has to be, name it with --sensitive",
                    "如确需出示，请用 --sensitive 指明"));
            return EXIT_CODE_USAGE;
        }
    }

    return EXIT_CODE_OK;
}

static enum exit_code choose(struct showing *showing, const struct present_settings *settings)
{
    if (settings->all) {
        show_all(showing);
    }

    enum exit_code code = showing_fields(showing, &settings->fields);
    if (code == EXIT_CODE_OK && !showing_is_printed(showing)) {
        code = check_sensitive(showing);
    }

    return code == EXIT_CODE_OK ? showing_fields(showing, &settings->sensitive) : code;
}

static enum exit_code take_licences(struct showing *showing, const struct operands *operands)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < operands->count && code == EXIT_CODE_OK; i++) {
        struct wallet_vault_licence licence;
        size_t index = 0;
        code = held_find(showing->open, operands->items[i], &index, &licence);
        if (code == EXIT_CODE_OK) {
            code = showing_add(showing, &licence);
        }
    }

    return code;
}

static enum exit_code confirm(
    const struct showing *showing, const struct present_settings *settings)
{
    char question[128];

    showing_print(showing);
    if (settings->yes) {
        return EXIT_CODE_OK;
    }

    (void)snprintf(
        question,
        sizeof question,
        SAY(showing->session, "Show this to %s?", "向 %s 出示以上内容？"),
        showing->audience);
    return ask_yes(showing->session, question);
}

static void print_json(const struct showing *showing, const struct present_settings *settings)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "to", json_string(showing->audience));
    (void)json_object_set_new(out, "licences", showing_json(showing));
    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&showing->object).size));
    (void)json_object_set_new(out, "qr_version", json_integer(showing->qr_version));
    (void)json_object_set_new(out, "output", json_text_or_null(settings->showing.output));
    json_print(out);
}

static enum exit_code present_them(
    struct showing *showing,
    const struct present_settings *settings,
    const struct operands *operands)
{
    char region[8];

    enum exit_code code = take_licences(showing, operands);
    if (code == EXIT_CODE_OK) {
        default_audience(showing, region);
        showing->audience = settings->to ? settings->to : region;
        code = choose(showing, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = confirm(showing, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = showing_log(showing, WALLET_VAULT_SHOWN, "", "");
    }
    if (code == EXIT_CODE_OK) {
        vault_let_go(showing->open);
        code = showing_write(showing, &settings->showing);
    }
    if (code == EXIT_CODE_OK && showing->session->json) {
        print_json(showing, settings);
    }

    return code;
}

/* What cannot be done is told before anything is put down as shown. */
static enum exit_code check_settings(
    const struct session *session, const struct present_settings *settings)
{
    if (!settings->to || settings->to[0] != '\0') {
        return showing_check(session, &settings->showing);
    }

    complain(session, SAY(session, "it is not said whom it is for", "未指明出示对象"));
    why(session, SAY(session, "'--to' is empty", "'--to' 为空"));
    hint(
        session,
        SAY(session,
            "name the counter, or leave '--to' out: the city of the issuer",
            "请指明窗口；不加 '--to' 则为颁发机构所在市"));
    return EXIT_CODE_USAGE;
}

static enum exit_code present(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct present_settings *settings = opaque_settings;
    struct wallet_catalogue *catalogue = NULL;
    struct open_vault open = OPEN_VAULT_NONE;

    enum exit_code code = check_settings(session, settings);
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = vault_open(session, &settings->vault, VAULT_CHANGE, &open);
    }
    if (code == EXIT_CODE_OK) {
        struct showing showing = { .session = session, .open = &open, .catalogue = catalogue };
        code = present_them(&showing, settings, operands);
        showing_free(&showing);
    }

    vault_close(&open);
    wallet_catalogue_free(catalogue);
    return code;
}

const struct command command_present = {
    .words = "present",
    .summary = "show licences of the vault as a code that is good for a minute",
    .summary_zh = "将保管箱中的证照以一分钟内有效的码出示（亮码）",
    .operands = "ID...",
    .operand_min = 1,
    .operand_max = WALLET_SHOWN_MAX,
    .options = present_options,
    .settings_size = sizeof(struct present_settings),
    .json = true,
    .examples = "  wallet present 3f2a --fields sex,citizen_number\n"
                "  wallet present 3f2a 77b0 --to 913605020000000194 -o code.png\n",
    .run = present,
};
