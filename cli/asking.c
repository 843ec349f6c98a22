/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

#include "item_drafts.h"
#include "json.h"
#include "output.h"
#include "request_text.h"
#include "types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum exit_code check_settings(const struct asking *asking)
{
    const struct session *session = asking->session;
    const struct ask_settings *settings = asking->settings;
    const bool has_items = settings->items.count > 0 || settings->optional.count > 0;
    const char *missing = !asking->named && !has_items          ? "items"
                          : !asking->named && !settings->matter ? "matter"
                          : !settings->key                      ? "key"
                                                                : NULL;
    if (!missing) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), missing);
    why(session,
        SAY(session,
            "a holder is told who asks, for what, and for which fields",
            "应告知持证人：谁、因何事项、索要哪些字段"));
    hint(session, "wallet ask --items id-card:name,sex --matter NAME --key counter.key");
    return EXIT_CODE_USAGE;
}

/* Not more than is needed: PIPL article 6.  So fields are named. */
static enum exit_code check_named(const struct session *session, const struct picks *picks)
{
    for (size_t i = 0; i < picks->count; i++) {
        const char *name = wallet_type_name(picks->items[i].type);
        if (picks->items[i].count == 0) {
            complain(
                session, SAY(session, "which fields of '%s'?", "索要 '%s' 的哪些字段？"), name);
            why(session,
                SAY(session,
                    "a counter asks for what the matter needs, and for no more",
                    "窗口只能索要事项所需的字段"));
            hint(
                session,
                SAY(session,
                    "say %s:FIELD,FIELD; 'wallet type show %s' lists them",
                    "写作 %s:字段,字段；'wallet type show %s' 列出全部字段"),
                name,
                name);
            return EXIT_CODE_USAGE;
        }
    }

    return EXIT_CODE_OK;
}

/* A type that '--optional' names without fields is optional with those that '--items' has. */
static void merge(struct picks *required, struct picks *optional)
{
    size_t kept = 0;

    for (size_t i = 0; i < required->count; i++) {
        struct type_pick *pick = picks_find(optional, required->items[i].type);
        if (pick && pick->count == 0) {
            struct type_pick empty = *pick;
            *pick = required->items[i];
            required->items[i] = empty;
            free(empty.fields);
        } else {
            required->items[kept++] = required->items[i];
        }
    }

    required->count = kept;
}

static enum exit_code read_items(struct asking *asking)
{
    const struct session *session = asking->session;
    const struct ask_settings *settings = asking->settings;

    enum exit_code code = types_load(session, &asking->catalogue);
    if (code == EXIT_CODE_OK) {
        code = picks_read(session, asking->catalogue, &settings->items, &asking->required);
    }
    if (code == EXIT_CODE_OK) {
        code = asking_take_matter(asking);
    }
    if (code == EXIT_CODE_OK) {
        code = picks_read(session, asking->catalogue, &settings->optional, &asking->optional);
    }
    if (code == EXIT_CODE_OK) {
        merge(&asking->required, &asking->optional);
        code = check_named(session, &asking->required);
    }

    return code == EXIT_CODE_OK ? check_named(session, &asking->optional) : code;
}

static enum wallet_relation relation_of(const char *name)
{
    int relation = 0;

    while (name && request_relations[relation] && strcmp(request_relations[relation], name) != 0) {
        relation++;
    }

    return name ? (enum wallet_relation)(relation + 1) : WALLET_RELATION_NONE;
}

enum exit_code asking_prepare(struct asking *asking)
{
    const struct session *session = asking->session;
    const struct ask_settings *settings = asking->settings;

    asking->title = settings->matter;
    asking->code = settings->matter_code;
    asking->relation = relation_of(settings->relation);
    enum exit_code code = check_settings(asking);
    if (code == EXIT_CODE_OK) {
        code = read_items(asking);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_choose(session, settings->format, settings->output, &asking->output);
    }
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &asking->moment);
    }

    return code == EXIT_CODE_OK
               ? signers_open(session, settings->key, &settings->signer, &asking->signing)
               : code;
}

static enum wallet_status sign(
    struct asking *asking, const struct item_drafts *drafts, struct wallet_error *error)
{
    const struct ask_settings *settings = asking->settings;
    const struct wallet_request_terms terms = {
        .matter = { .system = settings->system,
                    .category = WALLET_CALL_MATTER,
                    .name = asking->title,
                    .code = asking->code,
                    .cause = settings->cause },
        .items = drafts->items,
        .item_count = drafts->count,
        .relation = asking->relation,
        .reply_url = settings->reply,
        .seconds = settings->seconds,
    };

    enum wallet_status status = wallet_request_sign(
        &terms, &asking->signing.signer, asking->moment.unix_seconds, &asking->request, error);
    const struct wallet_bytes bytes = wallet_buffer_bytes(&asking->request);
    if (status == WALLET_OK) {
        status = wallet_request_parse(bytes, &asking->read, error);
    }

    return status == WALLET_OK ? wallet_qr_write_text(bytes, &asking->text, error) : status;
}

enum exit_code asking_sign(struct asking *asking)
{
    const struct session *session = asking->session;
    struct item_drafts drafts = { .items = NULL };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (!item_drafts_add(&drafts, &asking->required, true) ||
        !item_drafts_add(&drafts, &asking->optional, false)) {
        code = complain_memory(session);
    } else if (sign(asking, &drafts, &error) != WALLET_OK) {
        (void)refuse(session, &error, SAY(session, "the request was not signed", "请求未签名"));
        hint(
            session,
            SAY(session,
                "texts are one line of up to 200 characters, a reply goes to https://...",
                "文字为一行、至多 200 字；答复地址以 https:// 开头"));
        code = wallet_status_fault(error.status) == WALLET_FAULT_SYSTEM ? exit_code_of(error.status)
                                                                        : EXIT_CODE_USAGE;
    }

    item_drafts_free(&drafts);
    return code;
}

static void print_json(const struct asking *asking)
{
    json_t *out = request_text_json(asking->catalogue, asking->read);

    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&asking->request).size));
    (void)json_object_set_new(
        out,
        "qr_version",
        asking->output.qr_version ? json_integer(asking->output.qr_version) : json_null());
    (void)json_object_set_new(out, "output", json_text_or_null(asking->output.path));
    (void)json_object_set_new(out, "text", json_text(wallet_buffer_bytes(&asking->text)));
    json_print(out);
}

void asking_print(const struct asking *asking)
{
    const struct session *session = asking->session;
    const char *path = asking->output.path;

    (void)fflush(stdout);
    request_text_print(stderr, session, asking->catalogue, asking->read);
    remark(
        session,
        SAY(session, "%zu bytes, QR version %u", "%zu 字节，二维码第 %u 版"),
        wallet_buffer_bytes(&asking->request).size,
        asking->output.qr_version);
    suggest(session, "wallet answer %s", path ? path : "REQUEST");
    if (session->json) {
        print_json(asking);
    }
}

void asking_finish(struct asking *asking)
{
    code_output_finish(&asking->output);
    wallet_request_free(asking->read);
    wallet_buffer_clear(&asking->text);
    wallet_buffer_clear(&asking->request);
    signers_close(&asking->signing);
    picks_free(&asking->required);
    picks_free(&asking->optional);
    wallet_matters_free(asking->matters);
    wallet_catalogue_free(asking->catalogue);
}
