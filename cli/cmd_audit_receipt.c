/* SPDX-License-Identifier: Apache-2.0 */
#include "audit.h"
#include "audit_text.h"
#include "code_options.h"
#include "code_output.h"
#include "command.h"
#include "json.h"
#include "output.h"

#include <stdio.h>

/* What "EL1:" and Base45 leave of a symbol 24-L, the largest that phones read without trouble. */
enum {
    RECEIPT_ROOM = 1133,
};

struct receipt_settings {
    struct audit_place place;
    const char *output;
    const char *format;
    const char *at;
    unsigned module;
    bool force;
};

static const struct option_spec receipt_options[] = {
    AUDIT_PLACE_OPTIONS(struct receipt_settings, place),
    CODE_OUTPUT_OPTION(struct receipt_settings, output),
    CODE_FORMAT_OPTION(struct receipt_settings, format),
    CODE_MODULE_OPTION(struct receipt_settings, module),
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      .offset = offsetof(struct receipt_settings, at),
      .help = "sign as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间签名" },
    CODE_FORCE_OPTION(struct receipt_settings, force),
    { 0 },
};

/* A receipt to be made; its code is drawn at level L, for it is on paper or a screen, not on a card. */
struct making {
    const struct session *session;
    struct open_audit audit;
    struct code_output output;
    struct wallet_buffer object;
    struct wallet_buffer encoded;
    struct wallet_audit_entry entry;
};

static enum exit_code make(struct making *making, const char *text)
{
    const struct open_audit *audit = &making->audit;
    struct wallet_error error;
    uint64_t number = 0;

    const enum exit_code code = audit_number(making->session, text, &number);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const size_t room = making->output.form == CODE_CBOR ? 0 : RECEIPT_ROOM;
    enum wallet_status status = wallet_audit_log_receipt(
        audit->log,
        number,
        &audit->signer,
        audit->moment.unix_seconds,
        room,
        &making->object,
        &error);
    if (status == WALLET_OK) {
        status =
            wallet_audit_log_entry(audit->log, number, &making->encoded, &making->entry, &error);
    }

    return status == WALLET_OK ? EXIT_CODE_OK : audit_complain(audit, &error);
}

static json_t *codes_json(const struct code_output *output)
{
    json_t *out = json_array();

    for (size_t i = 0; i < code_output_count(output); i++) {
        (void)json_array_append_new(out, json_text(wallet_split_text(output->split, i)));
    }

    return out;
}

static void print(const struct making *making)
{
    const struct session *session = making->session;

    if (session->json) {
        json_t *out = json_start();
        audit_entry_add(&making->entry, out);
        (void)json_object_set_new(out, "bytes", json_integer((json_int_t)making->object.size));
        (void)json_object_set_new(out, "codes", codes_json(&making->output));
        json_print(out);
        return;
    }

    remark(
        session,
        SAY(session, "receipt for entry %llu (%s), %zu bytes", "第 %llu 条（%s）的回执，%zu 字节"),
        (unsigned long long)making->entry.number,
        wallet_act_label(making->entry.act, session->language),
        making->object.size);
    suggest(session, "wallet audit check %s", making->output.path ? making->output.path : "FILE");
}

static enum exit_code audit_receipt(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct receipt_settings *settings = opaque_settings;
    struct making making = {
        .session = session,
        .output = { .force = settings->force,
                    .level = WALLET_QR_LEVEL_L,
                    .module_pixels = settings->module },
    };

    enum exit_code code = audit_open(session, &settings->place, settings->at, &making.audit);
    if (code == EXIT_CODE_OK) {
        code = code_output_choose(session, settings->format, settings->output, &making.output);
    }
    if (code == EXIT_CODE_OK) {
        code = make(&making, operands->items[0]);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_draw(session, &making.output, wallet_buffer_bytes(&making.object));
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(session, &making.output);
    }
    if (code == EXIT_CODE_OK) {
        print(&making);
    }

    code_output_finish(&making.output);
    wallet_buffer_clear(&making.object);
    wallet_buffer_clear(&making.encoded);
    audit_close(&making.audit);
    return code;
}

const struct command command_audit_receipt = {
    .words = "audit receipt",
    .summary = "give a holder the proof of what was done with a licence",
    .summary_zh = "为持证主体出具用证回执",
    .operands = "NUMBER",
    .operand_min = 1,
    .operand_max = 1,
    .options = receipt_options,
    .settings_size = sizeof(struct receipt_settings),
    .json = true,
    .examples = "  wallet audit receipt 17 -o receipt.png\n"
                "  wallet audit receipt 17 -o receipt.cbor\n",
    .run = audit_receipt,
};
