/* SPDX-License-Identifier: Apache-2.0 */
#include "audit.h"
#include "audit_text.h"
#include "code_options.h"
#include "code_output.h"
#include "command.h"
#include "json.h"
#include "output.h"

#include <stdio.h>

struct prove_settings {
    struct audit_place place;
    const char *output;
    const char *format;
    const char *at;
    bool force;
};

static const struct option_spec prove_options[] = {
    AUDIT_PLACE_OPTIONS(struct prove_settings, place),
    CODE_OUTPUT_OPTION(struct prove_settings, output),
    CODE_FORMAT_OPTION(struct prove_settings, format),
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      .offset = offsetof(struct prove_settings, at),
      .help = "sign as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间签名" },
    CODE_FORCE_OPTION(struct prove_settings, force),
    { 0 },
};

static enum exit_code make(
    const struct open_audit *audit, const char *older_text, struct wallet_buffer *out)
{
    struct wallet_error error;
    uint64_t older = 0;

    if (wallet_audit_log_checkpoint(
            audit->log, &audit->signer, audit->moment.unix_seconds, out, &error) != WALLET_OK) {
        return audit_complain(audit, &error);
    }

    if (!older_text) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = audit_number(audit->session, older_text, &older);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    return wallet_audit_log_prove(audit->log, older, out, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : audit_complain(audit, &error);
}

static enum exit_code write(
    const struct session *session, struct code_output *output, struct wallet_bytes object)
{
    const enum exit_code code = code_output_draw(session, output, object);

    return code == EXIT_CODE_OK ? code_output_write(session, output) : code;
}

static enum exit_code audit_prove(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct prove_settings *settings = opaque_settings;
    const char *older = operands->count > 0 ? operands->items[0] : NULL;
    struct code_output output = { .force = settings->force, .level = WALLET_QR_LEVEL_L };
    struct wallet_buffer object = { 0 };
    struct open_audit audit;

    enum exit_code code = audit_open(session, &settings->place, settings->at, &audit);
    if (code == EXIT_CODE_OK) {
        code = code_output_choose(session, settings->format, settings->output, &output);
    }
    if (code == EXIT_CODE_OK) {
        code = make(&audit, older, &object);
    }
    if (code == EXIT_CODE_OK) {
        code = write(session, &output, wallet_buffer_bytes(&object));
    }
    if (code == EXIT_CODE_OK && older) {
        remark(
            session,
            SAY(session,
                "it proves that the log of %s entries is the beginning of the present one",
                "该证据表明前 %s 条日志未被改动"),
            older);
    }

    code_output_finish(&output);
    wallet_buffer_clear(&object);
    audit_close(&audit);
    return code;
}

const struct command command_audit_prove = {
    .words = "audit prove",
    .summary = "sign the newest checkpoint, or prove that the log only grew since SIZE entries",
    .summary_zh = "签署最新检查点，或证明日志自 SIZE 条以来只有追加",
    .operands = "[SIZE]",
    .operand_max = 1,
    .options = prove_options,
    .settings_size = sizeof(struct prove_settings),
    .examples = "  wallet audit prove -o checkpoint.cbor        (for a witness)\n"
                "  wallet audit prove 1200 -o since-1200.cbor   (what the witness asks for next)\n",
    .run = audit_prove,
};
