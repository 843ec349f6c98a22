/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "command.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "vault.h"

#include <stdio.h>

enum {
    ACT_COLUMNS = 12,
};

struct log_settings {
    struct vault_settings vault;
};

static const struct option_spec log_options[] = {
    VAULT_OPTIONS(struct log_settings, vault),
    { 0 },
};

static const char *say_act(const struct session *session, enum wallet_vault_act act)
{
    switch (act) {
    case WALLET_VAULT_SHOWN: return SAY(session, "shown", "亮码");
    case WALLET_VAULT_ANSWERED: return SAY(session, "answered", "扫码应答");
    case WALLET_VAULT_DECLINED: return SAY(session, "declined", "拒绝应答");
    case WALLET_VAULT_ADDED: return SAY(session, "added", "放入");
    case WALLET_VAULT_REMOVED: return SAY(session, "removed", "删除");
    case WALLET_VAULT_IMPORTED: return SAY(session, "imported", "导入");
    case WALLET_VAULT_REKEYED: return SAY(session, "rekeyed", "更改口令");
    case WALLET_VAULT_ROLLED: return SAY(session, "old copy", "接受旧副本");
    case WALLET_VAULT_GRANTED: return SAY(session, "granted", "授权取证");
    }

    return "?";
}

static void print_after(const char *between, struct wallet_bytes text)
{
    if (text.size > 0) {
        fputs(between, stdout);
        text_print(stdout, text);
    }
}

/* What is granted need not lie in the vault. */
static bool is_held(const struct wallet_vault_shown *shown)
{
    bool found = false;

    for (size_t i = 0; i < sizeof shown->licence && !found; i++) {
        found = shown->licence[i] != 0;
    }

    return found;
}

static void print_shown(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_vault_shown *shown)
{
    char id[HELD_ID_DIGITS + 1];

    held_id(shown->licence, id);
    printf("  %s", is_held(shown) ? id : "--------");
    print_after("  ", held_title(session, catalogue, shown->type));
    for (size_t i = 0; i < shown->field_count; i++) {
        print_after(i == 0 ? ": " : ", ", shown->fields[i]);
    }
    fputc('\n', stdout);
}

static void print_text(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_vault_event *event)
{
    char time[WALLET_TIME_SIZE];

    const bool is_alone =
        event->to.size + event->to_name.size + event->matter.size == 0 && event->note.size == 0;
    wallet_time_format(event->at_unix, time);
    printf("%s  ", time);
    text_print_padded(stdout, text_of(say_act(session, event->act)), is_alone ? 0 : ACT_COLUMNS);
    print_after("  ", event->to_name);
    print_after(event->to_name.size > 0 ? " " : "  ", event->to);
    print_after("  ", event->matter);
    print_after("  ", event->note);
    fputc('\n', stdout);
    for (size_t i = 0; i < event->shown_count; i++) {
        print_shown(session, catalogue, &event->shown[i]);
    }
}

static json_t *shown_json(const struct wallet_vault_shown *shown)
{
    json_t *fields = json_array();
    json_t *out = json_object();

    for (size_t i = 0; i < shown->field_count; i++) {
        (void)json_array_append_new(fields, json_text(shown->fields[i]));
    }
    (void)json_object_set_new(
        out, "id", is_held(shown) ? held_id_json(shown->licence) : json_null());
    (void)json_object_set_new(out, "type", json_text(shown->type));
    (void)json_object_set_new(out, "fields", fields);
    return out;
}

static json_t *text_or_null(struct wallet_bytes text)
{
    return text.size > 0 ? json_text(text) : json_null();
}

static json_t *event_json(const struct wallet_vault_event *event)
{
    json_t *licences = json_array();
    json_t *out = json_start();

    for (size_t i = 0; i < event->shown_count; i++) {
        (void)json_array_append_new(licences, shown_json(&event->shown[i]));
    }
    (void)json_object_set_new(out, "at", json_time(event->at_unix));
    (void)json_object_set_new(out, "act", json_string(wallet_vault_act_name(event->act)));
    (void)json_object_set_new(out, "to", text_or_null(event->to));
    (void)json_object_set_new(out, "to_name", text_or_null(event->to_name));
    (void)json_object_set_new(out, "matter", text_or_null(event->matter));
    (void)json_object_set_new(out, "note", text_or_null(event->note));
    (void)json_object_set_new(out, "licences", licences);
    return out;
}

static void print(const struct open_vault *open, const struct wallet_catalogue *catalogue)
{
    struct wallet_vault_event event;

    for (size_t i = wallet_vault_count(open->vault).events; i > 0; i--) {
        if (!wallet_vault_event_at(open->vault, i - 1, &event)) {
            return;
        }
        if (open->session->json) {
            json_print(event_json(&event));
        } else {
            print_text(open->session, catalogue, &event);
        }
    }
}

static enum exit_code run_log(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct log_settings *settings = opaque_settings;
    (void)operands;

    return held_read(session, &settings->vault, print);
}

const struct command command_log = {
    .words = "log",
    .summary = "tell what was shown to whom, newest first",
    .summary_zh = "列出向谁出示过什么，最近的在前",
    .operands = "",
    .options = log_options,
    .settings_size = sizeof(struct log_settings),
    .json = true,
    .examples = "  wallet log\n"
                "  wallet log --json\n",
    .run = run_log,
};
