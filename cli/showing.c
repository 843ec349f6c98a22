/* SPDX-License-Identifier: Apache-2.0 */
#include "showing.h"

#include "clock.h"
#include "code_show.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABEL_COLUMNS = 24,
};

bool showing_is_printed(const struct showing *showing)
{
    return showing->count == 1 && !wallet_selection_is_bound(showing->selections[0]);
}

static enum exit_code complain_alone(const struct session *session, const char *reason)
{
    complain(session, SAY(session, "these are not shown together", "这些证照不能一起出示"));
    why(session, "%s", reason);
    hint(session, SAY(session, "show them one by one", "请逐份出示"));
    return EXIT_CODE_USAGE;
}

/* Whether the licence can stand beside those that are there. */
static enum exit_code check_company(
    const struct showing *showing, const struct wallet_selection *selection)
{
    const struct session *session = showing->session;
    const struct wallet_bytes key = wallet_selection_key_id(selection);

    if (showing->count == 0) {
        return EXIT_CODE_OK;
    }
    if (key.size == 0 || showing_is_printed(showing)) {
        return complain_alone(
            session,
            SAY(session, "a printed licence is bound to nobody's key", "打印件未与任何密钥绑定"));
    }
    if (memcmp(key.data, showing->signer.key_id, WALLET_KEY_ID_SIZE) != 0) {
        return complain_alone(
            session, SAY(session, "they are bound to different keys", "它们绑定于不同的密钥"));
    }

    return EXIT_CODE_OK;
}

static enum exit_code find_signer(struct showing *showing, struct wallet_bytes key_id)
{
    struct wallet_error error;

    if (key_id.size == 0 ||
        wallet_vault_signer(showing->open->vault, key_id.data, &showing->signer, &error) ==
            WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        showing->session,
        &error,
        SAY(showing->session, "the licence cannot be shown", "该证照不能出示"));
    hint(
        showing->session,
        SAY(showing->session,
            "the key to which it is bound is not in this vault",
            "它所绑定的密钥不在此保管箱中"));
    return code;
}

enum exit_code showing_add(struct showing *showing, const struct wallet_vault_licence *licence)
{
    const struct session *session = showing->session;
    struct wallet_selection *selection = NULL;
    struct wallet_error error;

    if (showing->count == WALLET_SHOWN_MAX) {
        return complain_alone(session, SAY(session, "there are too many", "份数过多"));
    }
    if (wallet_selection_new(licence->content, showing->catalogue, &selection, &error) !=
        WALLET_OK) {
        const enum exit_code code =
            refuse(session, &error, SAY(session, "the licence cannot be shown", "该证照不能出示"));
        hint(session, SAY(session, "show its own code as you got it", "请出示其原有的码"));
        return code;
    }

    enum exit_code code = check_company(showing, selection);
    if (code == EXIT_CODE_OK && showing->count == 0) {
        code = find_signer(showing, wallet_selection_key_id(selection));
    }
    if (code != EXIT_CODE_OK) {
        wallet_selection_free(selection);
        return code;
    }

    showing->licences[showing->count] = *licence;
    showing->selections[showing->count++] = selection;
    return EXIT_CODE_OK;
}

/* Shows what one path names in each licence that has it; the last error if none has. */
static enum wallet_status show_path(
    struct showing *showing, const char *path, struct wallet_error *error)
{
    const char *colon = strchr(path, ':');
    const struct wallet_bytes type = { (const uint8_t *)path, colon ? (size_t)(colon - path) : 0 };
    const char *field = colon ? colon + 1 : path;
    enum wallet_status outcome = WALLET_ERR_UNKNOWN;

    (void)snprintf(error->message, sizeof error->message, "no licence of that type is shown");
    for (size_t i = 0; i < showing->count; i++) {
        const struct wallet_type *own = wallet_selection_type(showing->selections[i]);
        if (colon && wallet_catalogue_find(showing->catalogue, type) != own) {
            continue;
        }

        const enum wallet_status status =
            wallet_selection_show_path(showing->selections[i], text_of(field), error);
        outcome = status == WALLET_OK || outcome != WALLET_OK ? status : outcome;
    }

    return outcome;
}

static enum exit_code show_one(struct showing *showing, const char *path)
{
    const struct session *session = showing->session;
    struct wallet_error error = { .status = WALLET_ERR_UNKNOWN, .offset = WALLET_NO_OFFSET };

    if (show_path(showing, path, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' cannot be shown", "不能出示 '%s'"), path);
    why(session, "%s", error.message);
    hint(
        session,
        SAY(session,
            "'wallet show ID' lists the fields; of members say which: members.2.name",
            "'wallet show ID' 会列出字段；成员须指明第几位，如 members.2.name"));
    return EXIT_CODE_USAGE;
}

enum exit_code showing_fields(struct showing *showing, const struct option_list *fields)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < fields->count && code == EXIT_CODE_OK; i++) {
        char *copy = strdup(fields->items[i]);
        char *rest = copy;
        if (!copy) {
            return complain_memory(showing->session);
        }
        for (char *path; code == EXIT_CODE_OK && (path = strsep(&rest, ","));) {
            code = show_one(showing, path);
        }
        free(copy);
    }

    return code;
}

static void print_field(const struct session *session, const struct wallet_selectable *item)
{
    const enum wallet_language language = session->language;
    struct wallet_buffer value = { 0 };

    if (!item->fact.field ||
        wallet_field_format(item->fact.field, &item->fact.value, language, &value) != WALLET_OK) {
        return;
    }

    const bool is_picture = wallet_field_kind(item->fact.field) == WALLET_FIELD_PORTRAIT;
    text_print_label(
        stderr,
        text_of(wallet_field_title(item->fact.field, language)),
        item->fact.member > 0 ? 4 : 2,
        LABEL_COLUMNS);
    if (is_picture) {
        fprintf(stderr, SAY(session, "picture, %zu bytes", "图片，%zu 字节"), value.size);
    } else {
        text_print(stderr, wallet_buffer_bytes(&value));
    }
    fputc('\n', stderr);
    wallet_buffer_clear(&value);
}

void showing_print(const struct showing *showing)
{
    const struct session *session = showing->session;
    struct wallet_selectable item;

    for (size_t i = 0; i < showing->count; i++) {
        const struct wallet_selection *selection = showing->selections[i];
        size_t member = 0;

        fprintf(
            stderr,
            SAY(session, "%s, goes out:\n", "%s，将出示：\n"),
            wallet_type_title(wallet_selection_type(selection), session->language));
        for (size_t j = 0; j < wallet_selection_count(selection); j++) {
            wallet_selection_at(selection, j, &item);
            if (item.is_shown && item.fact.member != member && item.fact.member > 0) {
                fprintf(stderr, SAY(session, "  member %zu\n", "  成员 %zu\n"), item.fact.member);
            }
            if (item.is_shown) {
                member = item.fact.member;
                print_field(session, &item);
            }
        }
    }
}

/* Writes "name", or "members.2.name"; a member's own list has no name here. */
static json_t *name_json(const struct wallet_selectable *item)
{
    char name[160];

    if (item->fact.member > 0) {
        (void)snprintf(
            name, sizeof name, "%zu.%s", item->fact.member, wallet_field_name(item->fact.field));
        return json_string(name);
    }

    return json_string(wallet_field_name(item->fact.field));
}

static json_t *fields_json(const struct wallet_selection *selection)
{
    json_t *fields = json_array();
    struct wallet_selectable item;

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_at(selection, i, &item);
        if (item.is_shown && item.fact.field) {
            (void)json_array_append_new(fields, name_json(&item));
        }
    }

    return fields;
}

json_t *showing_json(const struct showing *showing)
{
    json_t *out = json_array();

    for (size_t i = 0; i < showing->count; i++) {
        json_t *licence = json_object();
        (void)json_object_set_new(licence, "id", held_id_json(showing->licences[i].id));
        (void)json_object_set_new(
            licence,
            "type",
            json_string(wallet_type_name(wallet_selection_type(showing->selections[i]))));
        (void)json_object_set_new(licence, "fields", fields_json(showing->selections[i]));
        (void)json_array_append_new(out, licence);
    }

    return out;
}

static enum exit_code copy_printed(struct showing *showing)
{
    struct wallet_error error;

    if (wallet_selection_write(showing->selections[0], &showing->object, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    return complain_memory(showing->session);
}

enum exit_code showing_sign(struct showing *showing, int64_t now_unix)
{
    const struct session *session = showing->session;
    const struct wallet_selection *selections[WALLET_SHOWN_MAX];
    const struct wallet_showing terms = { showing->audience, showing->nonce, now_unix };
    struct wallet_error error;

    if (showing_is_printed(showing)) {
        return copy_printed(showing);
    }
    for (size_t i = 0; i < showing->count; i++) {
        selections[i] = showing->selections[i];
    }
    if (wallet_present(
            selections, showing->count, &showing->signer, &terms, &showing->object, &error) ==
        WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "nothing was shown", "未出示任何内容"));
    hint(
        session,
        SAY(session,
            "'wallet list' says until when each holds; check the clock with 'wallet doctor'",
            "'wallet list' 会列出各证照的有效期；请用 'wallet doctor' 检查时钟"));
    return code;
}

static enum exit_code renew(void *context, int64_t now_unix, struct code_offer *out)
{
    struct showing *showing = context;

    const enum exit_code code = showing_sign(showing, now_unix);
    out->object = wallet_buffer_bytes(&showing->object);
    out->until_unix = showing_is_printed(showing) ? INT64_MAX : now_unix + WALLET_SHOWN_SECONDS;
    return code;
}

static enum exit_code write_out(struct showing *showing, struct code_output *output)
{
    enum exit_code code = showing_sign(showing, clock_now());

    if (code == EXIT_CODE_OK) {
        code = code_output_draw(showing->session, output, wallet_buffer_bytes(&showing->object));
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(showing->session, output);
    }
    showing->qr_version = output->qr_version;
    code_output_finish(output);
    return code;
}

enum exit_code showing_write(struct showing *showing, const struct showing_settings *settings)
{
    struct code_output output = { .force = settings->force,
                                  .level = code_level(settings->level),
                                  .module_pixels = settings->module,
                                  .interval = settings->interval };
    const struct code_source source = { renew, showing };
    const struct code_manner manner = { output.level, settings->interval };
    struct code_stage stage;

    const enum exit_code code =
        code_output_choose(showing->session, settings->format, settings->output, &output);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    /* What is good for a minute is renewed as long as it is looked at. */
    return output.form == CODE_TERMINAL && !output.path && !showing->session->json &&
                   code_stage_open(&stage)
               ? code_show(showing->session, &source, &manner, &stage)
               : write_out(showing, &output);
}

void showing_free(struct showing *showing)
{
    for (size_t i = 0; i < showing->count; i++) {
        wallet_selection_free(showing->selections[i]);
    }

    wallet_buffer_clear(&showing->object);
}
