/* SPDX-License-Identifier: Apache-2.0 */
#include "reprint.h"

#include "json.h"
#include "output.h"
#include "print_page.h"

bool reprint_is_wanted(const struct reprint_settings *settings)
{
    return settings->output || settings->format || settings->print;
}

enum exit_code reprint_choose(
    const struct session *session, const struct reprint_settings *settings, struct code_output *out)
{
    *out = (struct code_output){ .force = settings->force,
                                 .is_printable = true,
                                 .level = code_level(settings->level) };

    const enum exit_code code =
        code_output_choose(session, settings->format, settings->output, out);
    return code == EXIT_CODE_OK ? print_choose(session, settings->print, out) : code;
}

static void tell(const struct session *session, const struct code_output *output)
{
    const char *path = output->path ? output->path : "-";

    if (output->paper) {
        remark(
            session,
            SAY(session,
                "printed '%s': %s, QR version %u, read back by the scanner",
                "已打印 '%s'：%s，二维码第 %u 版，已由扫描程序读回"),
            path,
            output->paper->label,
            output->qr_version);
    } else {
        remark(
            session,
            SAY(session, "wrote '%s': QR version %u", "已写入 '%s'：二维码第 %u 版"),
            path,
            output->qr_version);
    }
}

static void print_json(const struct wallet_verdict *verdict, const struct code_output *output)
{
    char identifier[WALLET_IDENTIFIER_SIZE];
    json_t *out = json_start();

    wallet_verdict_identifier(verdict, identifier);
    (void)json_object_set_new(out, "identifier", json_string(identifier));
    (void)json_object_set_new(out, "output", json_text_or_null(output->path));
    (void)json_object_set_new(
        out, "paper", json_text_or_null(output->paper ? output->paper->name : NULL));
    (void)json_object_set_new(out, "codes", json_integer((json_int_t)code_output_count(output)));
    (void)json_object_set_new(out, "qr_version", json_integer(output->qr_version));
    json_print(out);
}

enum exit_code reprint(
    const struct session *session,
    const struct wallet_verdict *verdict,
    struct wallet_bytes licence,
    enum facts_veil veil,
    struct code_output *output)
{
    enum exit_code code = code_output_draw(session, output, licence);

    if (code == EXIT_CODE_OK && output->paper) {
        code = print_page(session, verdict, veil, output);
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(session, output);
    }
    if (code == EXIT_CODE_OK) {
        tell(session, output);
    }
    if (code == EXIT_CODE_OK && session->json) {
        print_json(verdict, output);
    }

    return code;
}
