/* SPDX-License-Identifier: Apache-2.0 */
#include "showing.h"

#include <wallet/time.h>

#include "clock.h"
#include "code_show.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    showing->tells_holder[showing->count] = false;
    showing->selections[showing->count++] = selection;
    return EXIT_CODE_OK;
}

void showing_take_back(struct showing *showing)
{
    wallet_selection_free(showing->selections[--showing->count]);
}

void showing_holder(struct showing *showing)
{
    wallet_selection_show_holder(showing->selections[showing->count - 1]);
    showing->tells_holder[showing->count - 1] = true;
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

static bool is_listed(const struct wallet_bytes *names, size_t count, struct wallet_bytes name)
{
    bool found = false;

    for (size_t i = 0; i < count && !found; i++) {
        found = names[i].size == name.size && memcmp(names[i].data, name.data, name.size) == 0;
    }

    return found;
}

/* The names of what one licence shows; each name once, however many members. */
static size_t list_fields(
    const struct wallet_selection *selection, struct wallet_bytes *out, size_t room)
{
    struct wallet_selectable item;
    size_t count = 0;

    for (size_t i = 0; i < wallet_selection_count(selection) && count < room; i++) {
        wallet_selection_at(selection, i, &item);
        if (!item.is_shown || !item.fact.field) {
            continue;
        }

        out[count] = text_of(wallet_field_name(item.fact.field));
        count += is_listed(out, count, out[count]) ? 0 : 1;
    }

    return count;
}

enum exit_code showing_log(
    const struct showing *showing,
    enum wallet_vault_act act,
    const char *to_name,
    const char *matter)
{
    struct wallet_bytes *fields = calloc(WALLET_VAULT_FIELD_MAX, sizeof *fields);
    struct wallet_vault_shown shown[WALLET_SHOWN_MAX] = { 0 };
    size_t used = 0;

    if (!fields) {
        return complain_memory(showing->session);
    }
    for (size_t i = 0; i < showing->count; i++) {
        shown[i].type = showing->licences[i].type;
        shown[i].fields = fields + used;
        shown[i].field_count =
            list_fields(showing->selections[i], fields + used, WALLET_VAULT_FIELD_MAX - used);
        used += shown[i].field_count;
        if (showing->tells_holder[i] && used < WALLET_VAULT_FIELD_MAX) {
            fields[used++] = text_of(SHOWING_HOLDER);
            shown[i].field_count++;
        }
        memcpy(shown[i].licence, showing->licences[i].id, sizeof shown[i].licence);
    }

    const struct wallet_vault_event event = {
        .act = act,
        .at_unix = clock_now(),
        .to = text_of(showing->audience),
        .to_name = text_of(to_name),
        .matter = text_of(matter),
        .shown = shown,
        .shown_count = showing->count,
    };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;
    if (wallet_vault_event_add(showing->open->vault, &event, &error) != WALLET_OK) {
        code = refuse(
            showing->session,
            &error,
            SAY(showing->session, "the history was not written", "未能写入历史记录"));
        hint(showing->session, SAY(showing->session, "nothing was shown", "未出示任何内容"));
    }

    free(fields);
    return code == EXIT_CODE_OK ? vault_save(showing->open) : code;
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

static void print_size(
    const struct showing *showing, const struct code_output *output, int64_t now_unix)
{
    const struct session *session = showing->session;
    char until[WALLET_TIME_SIZE];

    remark(
        session,
        SAY(session,
            "%zu bytes in %zu code%s, QR version %u",
            "%zu 字节，%zu 个码%.0s，二维码第 %u 版"),
        wallet_buffer_bytes(&showing->object).size,
        code_output_count(output),
        code_output_count(output) == 1 ? "" : "s",
        output->qr_version);
    if (!showing_is_printed(showing)) {
        wallet_time_format(now_unix + WALLET_SHOWN_SECONDS, until);
        remark(session, SAY(session, "good until %s, once", "有效至 %s，仅限一次"), until);
    }
}

static enum exit_code write_out(struct showing *showing, struct code_output *output)
{
    const int64_t now = clock_now();
    enum exit_code code = showing_sign(showing, now);

    if (code == EXIT_CODE_OK) {
        code = code_output_draw(showing->session, output, wallet_buffer_bytes(&showing->object));
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(showing->session, output);
    }
    if (code == EXIT_CODE_OK) {
        print_size(showing, output, now);
    }
    showing->qr_version = output->qr_version;
    code_output_finish(output);
    return code;
}

enum exit_code showing_check(const struct session *session, const struct showing_settings *settings)
{
    struct code_output output = { 0 };

    return code_output_choose(session, settings->format, settings->output, &output);
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
