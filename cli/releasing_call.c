/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/grant.h>

#include "object.h"
#include "output.h"
#include "picks.h"
#include "releasing.h"
#include "save.h"
#include "value_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the terms of a call point to while it is signed. */
struct parts {
    struct picks required;
    struct picks optional;
    struct item_drafts drafts;
    struct value_lines lines;
    struct wallet_call_value *values;
    size_t value_count;
    struct wallet_buffer grant;
    struct file file;
    struct signing signing;
};

static void parts_free(struct parts *parts)
{
    picks_free(&parts->required);
    picks_free(&parts->optional);
    item_drafts_free(&parts->drafts);
    free(parts->values);
    value_lines_free(&parts->lines);
    wallet_buffer_clear(&parts->grant);
    file_free(&parts->file);
    signers_close(&parts->signing);
}

/* What is given says what is wanted; to compare is the rule. */
static enum wallet_operation operation_of(const struct release_settings *settings)
{
    if (settings->operation) {
        return wallet_operation_find(settings->operation);
    }

    return settings->values.count > 0 || settings->value_file ? WALLET_OPERATION_COMPARE
           : settings->file                                   ? WALLET_OPERATION_VERIFY
                                                              : WALLET_OPERATION_DATA;
}

static enum exit_code complain_missing(const struct session *session, const char *option)
{
    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), option);
    why(session,
        SAY(session,
            "a repository is told who asks, for which matter, and on whose leave",
            "须告知证照库：谁、因何事项、凭何授权"));
    hint(
        session,
        "wallet repository release --grant grant.cbor --items id-card:name "
        "--matter NAME --matter-code CODE --clerk NAME --key counter.key");
    return EXIT_CODE_USAGE;
}

static enum exit_code check_settings(const struct releasing *releasing)
{
    const struct release_settings *settings = releasing->settings;
    const char *missing = !settings->key                               ? "key"
                          : !settings->clerk                           ? "clerk"
                          : !settings->matter && !settings->cause      ? "matter"
                          : settings->matter && !settings->matter_code ? "matter-code"
                                                                       : NULL;

    return missing ? complain_missing(releasing->session, missing) : EXIT_CODE_OK;
}

static enum exit_code read_items(const struct releasing *releasing, struct parts *parts)
{
    const struct session *session = releasing->session;
    const struct release_settings *settings = releasing->settings;
    const struct wallet_catalogue *catalogue = releasing->catalogue;

    enum exit_code code = picks_read(session, catalogue, &settings->items, &parts->required);
    if (code == EXIT_CODE_OK) {
        code = picks_read(session, catalogue, &settings->optional, &parts->optional);
    }
    if (code == EXIT_CODE_OK && (!item_drafts_add(&parts->drafts, &parts->required, true) ||
                                 !item_drafts_add(&parts->drafts, &parts->optional, false))) {
        code = complain_memory(session);
    }

    return code;
}

static enum exit_code complain_value(const struct session *session, const char *value)
{
    complain(session, SAY(session, "cannot compare '%s'", "无法比对 '%s'"), value);
    why(session,
        SAY(session,
            "it is no field that '--items' names, or says of what type it is",
            "它不是 '--items' 所列字段，或未写明证照类型"));
    hint(session, "wallet repository release --items id-card:name --value name=NAME ...");
    return EXIT_CODE_USAGE;
}

/* Whether an item asks for a field, or of its members for theirs. */
static bool asks_for(const struct wallet_request_item *item, const struct wallet_call_value *value)
{
    for (size_t i = 0; i < item->field_count; i++) {
        const struct wallet_request_field *field = &item->fields[i];
        if (field->key != value->field) {
            continue;
        }
        for (size_t j = 0; j < field->member_count; j++) {
            if (field->members[j] == value->member) {
                return true;
            }
        }
        return field->member_count == 0 && value->member == 0;
    }

    return false;
}

/* The keys of a field that is written in this many bytes; false where the item does not ask for it. */
static bool find_key(
    const struct releasing *releasing,
    const struct wallet_request_item *item,
    const char *text,
    size_t size,
    struct wallet_call_value *out)
{
    const struct wallet_bytes code = { (const uint8_t *)item->type, strlen(item->type) };
    const struct wallet_type *type = wallet_catalogue_find(releasing->catalogue, code);
    struct field_pick pick = { .field = NULL };
    char name[256];

    if (!type || size >= sizeof name) {
        return false;
    }

    (void)snprintf(name, sizeof name, "%.*s", (int)size, text);
    if (!picks_find_field(type, name, &pick)) {
        return false;
    }

    out->field = wallet_field_key(pick.field);
    out->member = pick.member ? wallet_field_key(pick.member) : 0;
    return asks_for(item, out);
}

/* "name=TEXT", or "id-card:name=TEXT" where several types are asked for. */
static bool read_value(
    const struct releasing *releasing,
    const struct item_drafts *drafts,
    const char *text,
    struct wallet_call_value *out)
{
    const size_t size = strcspn(text, "=");
    const char *colon = memchr(text, ':', size);
    const char *name = colon ? colon + 1 : text;
    const struct wallet_bytes type_name = { (const uint8_t *)text,
                                            colon ? (size_t)(colon - text) : 0 };
    const struct wallet_type *type =
        colon ? wallet_catalogue_find(releasing->catalogue, type_name) : NULL;

    if (text[size] != '=') {
        return false;
    }
    out->text = text + size + 1;
    for (size_t i = 0; i < drafts->count; i++) {
        const struct wallet_request_item *item = &drafts->items[i];
        const bool fits =
            colon ? type && strcmp(wallet_type_code(type), item->type) == 0 : drafts->count == 1;
        out->item = i;
        if (fits && find_key(releasing, item, name, size - (size_t)(name - text), out)) {
            return true;
        }
    }

    return false;
}

/* For each there is room. */
static enum exit_code take_values(
    const struct releasing *releasing, const struct option_list *texts, struct parts *parts)
{
    for (size_t i = 0; i < texts->count; i++) {
        struct wallet_call_value *value = &parts->values[parts->value_count];
        if (!read_value(releasing, &parts->drafts, texts->items[i], value)) {
            return complain_value(releasing->session, texts->items[i]);
        }
        parts->value_count++;
    }

    return EXIT_CODE_OK;
}

static enum exit_code read_values(const struct releasing *releasing, struct parts *parts)
{
    const struct release_settings *settings = releasing->settings;
    const struct option_list *texts = &settings->values;

    enum exit_code code =
        settings->value_file
            ? value_lines_read(releasing->session, settings->value_file, &parts->lines)
            : EXIT_CODE_OK;
    if (code != EXIT_CODE_OK) {
        return code;
    }

    parts->values = calloc(texts->count + parts->lines.list.count + 1, sizeof *parts->values);
    if (!parts->values) {
        return complain_memory(releasing->session);
    }

    code = take_values(releasing, texts, parts);
    return code == EXIT_CODE_OK ? take_values(releasing, &parts->lines.list, parts) : code;
}

/* Whether it is good is for the repository to say; what is no grant at all is none of its business. */
static enum exit_code read_grant(
    const struct session *session, const char *name, struct wallet_buffer *out)
{
    const enum exit_code code = object_read(session, name, out);

    if (code != EXIT_CODE_OK || wallet_grant_recognise(wallet_buffer_bytes(out))) {
        return code;
    }

    complain(session, SAY(session, "'%s' is no grant", "'%s' 不是授权"), name);
    why(session,
        SAY(session,
            "a repository needs what the holder shows or answers with, or what takes its place",
            "证照库需要持证人出示或答复的授权，或依法代替它的授权"));
    hint(
        session,
        SAY(session,
            "'wallet grant', 'wallet answer --grant' and 'wallet duty-grant' make grants",
            "授权由 'wallet grant'、'wallet answer --grant' 或 'wallet duty-grant' 生成"));
    return EXIT_CODE_FILE;
}

static enum exit_code read_parts(const struct releasing *releasing, struct parts *parts)
{
    const struct session *session = releasing->session;
    const struct release_settings *settings = releasing->settings;

    enum exit_code code = read_items(releasing, parts);
    if (code == EXIT_CODE_OK) {
        code = read_values(releasing, parts);
    }
    if (code == EXIT_CODE_OK && settings->grant) {
        code = read_grant(session, settings->grant, &parts->grant);
    }
    if (code == EXIT_CODE_OK && settings->file) {
        code = file_read(session, settings->file, WALLET_CALL_FILE_MAX, &parts->file);
    }

    return code == EXIT_CODE_OK
               ? signers_open(session, settings->key, &settings->signer, &parts->signing)
               : code;
}

static enum exit_code sign(struct releasing *releasing, const struct parts *parts)
{
    const struct release_settings *settings = releasing->settings;
    const struct session *session = releasing->session;
    const struct wallet_call_terms terms = {
        .operation = operation_of(settings),
        .repository = releasing->id,
        .clerk = { settings->clerk, settings->account, settings->window },
        .matter = { .system = settings->system,
                    .category = settings->matter ? WALLET_CALL_MATTER : WALLET_CALL_OTHER,
                    .name = settings->matter,
                    .code = settings->matter_code,
                    .cause = settings->cause },
        .case_number = settings->case_number,
        .grant = wallet_buffer_bytes(&parts->grant),
        .items = parts->drafts.items,
        .item_count = parts->drafts.count,
        .values = parts->values,
        .value_count = parts->value_count,
        .file = file_bytes(&parts->file),
    };
    struct wallet_error error;

    if (wallet_call_sign(
            &terms,
            &parts->signing.signer,
            releasing->checker.moment.unix_seconds,
            &releasing->signed_call,
            &error) == WALLET_OK) {
        releasing->call = wallet_buffer_bytes(&releasing->signed_call);
        return EXIT_CODE_OK;
    }

    (void)refuse(session, &error, SAY(session, "the call was not signed", "调用未签名"));
    hint(
        session,
        SAY(session,
            "'man wallet-repository' says what each operation needs",
            "'man wallet-repository' 说明各操作所需内容"));
    return wallet_status_fault(error.status) == WALLET_FAULT_SYSTEM ? exit_code_of(error.status)
                                                                    : EXIT_CODE_USAGE;
}

enum exit_code releasing_make_call(struct releasing *releasing)
{
    const struct release_settings *settings = releasing->settings;
    struct parts parts = { .value_count = 0 };

    enum exit_code code = check_settings(releasing);
    if (code == EXIT_CODE_OK) {
        code = read_parts(releasing, &parts);
    }
    if (code == EXIT_CODE_OK) {
        code = sign(releasing, &parts);
    }
    if (code == EXIT_CODE_OK && settings->save_call) {
        code = save(
            releasing->session,
            settings->save_call,
            releasing->call,
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }

    parts_free(&parts);
    return code;
}
