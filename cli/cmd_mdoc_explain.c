/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_explain.h>

#include "command.h"
#include "encoded_text.h"
#include "json.h"
#include "mdoc_session.h"
#include "mdoc_summary.h"
#include "output.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    BYTES_A_LINE = 32,
};

static const struct option_spec options[] = { MDOC_SESSION_OPTIONS(0), { 0 } };

static void print_bytes(struct wallet_bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        printf("%s%02x", i % BYTES_A_LINE == 0 ? (i > 0 ? "\n    " : "    ") : "", bytes.data[i]);
    }

    puts(bytes.size > 0 ? "" : "    -");
}

static void print_value(const struct session *session, const struct wallet_mdoc_explained *field)
{
    switch (field->form) {
    case WALLET_MDOC_FORM_BYTES: print_bytes(field->bytes); break;
    case WALLET_MDOC_FORM_TEXT:
        fputs("    ", stdout);
        text_print(stdout, field->bytes);
        putchar('\n');
        break;
    case WALLET_MDOC_FORM_NUMBER: printf("    %" PRId64 "\n", field->number); break;
    case WALLET_MDOC_FORM_FLAG:
        printf("    %s\n", field->number ? SAY(session, "yes", "是") : SAY(session, "no", "否"));
        break;
    }
}

static void print_head(const struct session *session, size_t document)
{
    if (document == 0) {
        puts(SAY(session, "session", "会话"));
    } else {
        printf(SAY(session, "document %zu\n", "证件 %zu\n"), document);
    }
}

static void print_text(
    const struct session *session, const struct wallet_mdoc_explanation *explanation)
{
    size_t document = SIZE_MAX;

    for (size_t i = 0; i < wallet_mdoc_explanation_count(explanation); i++) {
        struct wallet_mdoc_explained field;
        wallet_mdoc_explanation_at(explanation, i, &field);
        if (field.document != document) {
            document = field.document;
            print_head(session, document);
        }

        printf(
            SAY(session, "  %s: %s", "  %s：%s"),
            wallet_mdoc_part_name(field.part),
            wallet_mdoc_part_sentence(field.part, session->language));
        if (field.form == WALLET_MDOC_FORM_BYTES) {
            printf(
                field.bytes.size == 1 ? SAY(session, " (%zu byte)", "（%zu 字节）")
                                      : SAY(session, " (%zu bytes)", "（%zu 字节）"),
                field.bytes.size);
        }
        putchar('\n');
        print_value(session, &field);
    }
}

static json_t *value_json(const struct wallet_mdoc_explained *field)
{
    switch (field->form) {
    case WALLET_MDOC_FORM_BYTES: return json_hex(field->bytes);
    case WALLET_MDOC_FORM_TEXT: return json_text(field->bytes);
    case WALLET_MDOC_FORM_NUMBER: return json_integer(field->number);
    case WALLET_MDOC_FORM_FLAG: break;
    }

    return json_boolean(field->number);
}

/* What cannot be read may be more than one thing. */
static void add_problem(json_t *part, json_t *problem)
{
    json_t *problems = json_object_get(part, "problems");
    if (!problems) {
        problems = json_array();
        (void)json_object_set_new(part, "problems", problems);
    }

    (void)json_array_append_new(problems, problem);
}

static void print_json(const char *path, const struct wallet_mdoc_explanation *explanation)
{
    json_t *out = json_start();
    json_t *session = json_object();
    json_t *documents = json_array();
    json_t *part = session;

    for (size_t i = 0; i < wallet_mdoc_explanation_count(explanation); i++) {
        struct wallet_mdoc_explained field;
        wallet_mdoc_explanation_at(explanation, i, &field);
        if (field.document > json_array_size(documents)) {
            part = json_object();
            (void)json_array_append_new(documents, part);
        }

        if (field.part == WALLET_MDOC_PART_PROBLEM) {
            add_problem(part, value_json(&field));
        } else {
            (void)json_object_set_new(part, wallet_mdoc_part_name(field.part), value_json(&field));
        }
    }

    (void)json_object_set_new(out, "input", json_text(text_of(path)));
    (void)json_object_set_new(out, "verified", json_false());
    (void)json_object_set_new(out, "session", session);
    (void)json_object_set_new(out, "documents", documents);
    json_print(out);
}

static enum exit_code complain_missing(const struct session *session)
{
    complain(session, SAY(session, "there is no transcript", "没有会话记录"));
    why(session, SAY(session, "'--transcript' is missing", "缺少 '--transcript'"));
    hint(
        session,
        SAY(session,
            "give --transcript FILE; 'wallet mdoc transcript' makes one of the parts of a session",
            "请用 --transcript 指定文件；可用 'wallet mdoc transcript' 由会话要素生成"));
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_response(
    const struct session *session, const char *path, const struct wallet_error *error)
{
    const enum exit_code code = refuse(
        session, error, SAY(session, "'%s' is no mobile document", "'%s' 不是移动证件"), path);

    hint(
        session,
        SAY(session,
            "give what the device answered: a DeviceResponse in CBOR",
            "请给出设备的答复：CBOR 格式的 DeviceResponse"));
    return code;
}

static enum exit_code read_response(
    const struct session *session, const char *path, struct wallet_buffer *out)
{
    static const struct wallet_error nothing = {
        .status = WALLET_ERR_TRUNCATED,
        .offset = WALLET_NO_OFFSET,
        .message = "there is nothing in it",
    };
    const enum exit_code code = mdoc_session_read_cbor(session, path, out);

    return code == EXIT_CODE_OK && out->size == 0 ? complain_response(session, path, &nothing)
                                                  : code;
}

static enum exit_code explain_known(
    const struct session *session,
    const struct mdoc_session *known,
    const char *path,
    struct wallet_bytes response)
{
    struct wallet_mdoc_explanation *explanation = NULL;
    struct wallet_error error;

    const enum wallet_status status = wallet_mdoc_explain(
        known->known.transcript, response, known->reader_key, &explanation, &error);
    if (status != WALLET_OK) {
        return complain_response(session, path, &error);
    }

    remark(
        session,
        SAY(session,
            "UNVERIFIED: this is what was computed, whoever issued the document; "
            "'wallet verify' checks",
            "未经核验：以下只是计算过程，与签发者是谁无关；请用 'wallet verify' 核验"));
    if (session->json) {
        print_json(path, explanation);
    } else {
        mdoc_summary_print(session, explanation);
        print_text(session, explanation);
    }

    wallet_mdoc_explanation_free(explanation);
    return EXIT_CODE_OK;
}

static enum exit_code explain(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct mdoc_settings *settings = opaque_settings;
    struct mdoc_session known = { .reader_key = NULL };
    struct wallet_buffer response = { 0 };

    if (!settings->transcript) {
        return complain_missing(session);
    }

    enum exit_code code = mdoc_session_read(session, settings, &known);
    const char *path = operands->count > 0 ? operands->items[0] : settings->transcript;
    if (code == EXIT_CODE_OK && operands->count > 0) {
        code = read_response(session, path, &response);
    }
    if (code == EXIT_CODE_OK) {
        code = explain_known(session, &known, path, wallet_buffer_bytes(&response));
    }

    encoded_text_free(&response);
    mdoc_session_free(&known);
    return code;
}

const struct command command_mdoc_explain = {
    .words = "mdoc explain",
    .summary = "show what is computed to tell whether a device showed a mobile document",
    .summary_zh = "逐项列出判定设备是否出示移动证件时的计算内容",
    .operands = "[RESPONSE]",
    .operand_max = 1,
    .options = options,
    .settings_size = sizeof(struct mdoc_settings),
    .json = true,
    .examples = "  wallet mdoc explain --transcript session.cbor\n"
                "  wallet mdoc explain --transcript session.cbor response.cbor --reader-key "
                "reader.key\n",
    .run = explain,
};
