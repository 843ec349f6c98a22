/* SPDX-License-Identifier: Apache-2.0 */
#include "granting.h"

#include <wallet/time.h>

#include "clock.h"
#include "code_show.h"
#include "grant_text.h"
#include "output.h"

#include <stdio.h>

enum exit_code granting_sign(struct granting *granting, int64_t now_unix)
{
    const struct session *session = granting->session;
    struct wallet_error error;

    if (wallet_grant_sign(
            &granting->terms, &granting->signer, now_unix, &granting->object, &error) ==
        WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "nothing was granted", "未授权任何内容"));
    hint(
        session,
        SAY(session,
            "texts are one line of up to 200 characters; 'wallet help' lists what is needed",
            "文字为一行、至多 200 字；所需内容见 'wallet help'"));
    return wallet_status_fault(error.status) == WALLET_FAULT_INPUT ? EXIT_CODE_USAGE : code;
}

static unsigned seconds_of(const struct granting *granting)
{
    const struct wallet_grant_terms *terms = &granting->terms;

    return terms->seconds > 0 ? terms->seconds : wallet_grant_seconds(terms->method);
}

static enum exit_code renew(void *context, int64_t now_unix, struct code_offer *out)
{
    struct granting *granting = context;

    const enum exit_code code = granting_sign(granting, now_unix);
    out->object = wallet_buffer_bytes(&granting->object);
    out->until_unix = now_unix + (int64_t)seconds_of(granting);
    return code;
}

static void print_size(
    const struct granting *granting, const struct code_output *output, int64_t now_unix)
{
    const struct session *session = granting->session;
    char until[WALLET_TIME_SIZE];

    wallet_time_format(now_unix + (int64_t)seconds_of(granting), until);
    remark(
        session,
        SAY(session,
            "%zu bytes in %zu code%s, QR version %u; good until %s, once",
            "%zu 字节，%zu 个码%.0s，二维码第 %u 版；有效至 %s，仅限一次"),
        wallet_buffer_bytes(&granting->object).size,
        code_output_count(output),
        code_output_count(output) == 1 ? "" : "s",
        output->qr_version,
        until);
}

void granting_print_json(const struct granting *granting, const char *path)
{
    struct wallet_grant *grant = NULL;

    if (wallet_grant_parse(wallet_buffer_bytes(&granting->object), &grant, NULL) != WALLET_OK) {
        return; /* which was read back when it was signed */
    }

    json_t *out = grant_text_json(granting->catalogue, grant);
    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&granting->object).size));
    (void)json_object_set_new(out, "qr_version", json_integer(granting->qr_version));
    (void)json_object_set_new(out, "output", json_text_or_null(path));
    json_print(out);
    wallet_grant_free(grant);
}

static enum exit_code write_out(
    struct granting *granting, struct code_output *output, int64_t now_unix)
{
    enum exit_code code = granting_sign(granting, now_unix);

    if (code == EXIT_CODE_OK) {
        code = code_output_draw(granting->session, output, wallet_buffer_bytes(&granting->object));
    }
    if (code == EXIT_CODE_OK) {
        code = code_output_write(granting->session, output);
    }
    if (code == EXIT_CODE_OK) {
        print_size(granting, output, now_unix);
    }
    granting->qr_version = output->qr_version;
    code_output_finish(output);
    return code;
}

enum exit_code granting_write(
    struct granting *granting, const struct showing_settings *settings, int64_t now_unix)
{
    const struct session *session = granting->session;
    struct code_output output = { .force = settings->force,
                                  .level = code_level(settings->level),
                                  .module_pixels = settings->module,
                                  .interval = settings->interval };
    const struct code_source source = { renew, granting };
    const struct code_manner manner = { output.level, settings->interval };
    struct code_stage stage;

    enum exit_code code = code_output_choose(session, settings->format, settings->output, &output);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    /* What is good for a minute is renewed as long as it is looked at. */
    if (granting->terms.method == WALLET_GRANT_SHOW && output.form == CODE_TERMINAL &&
        !output.path && !session->json && code_stage_open(&stage)) {
        return code_show(session, &source, &manner, &stage);
    }

    code = write_out(granting, &output, now_unix);
    if (code == EXIT_CODE_OK && session->json) {
        granting_print_json(granting, settings->output);
    }

    return code;
}

enum exit_code granting_print(struct granting *granting, int64_t now_unix)
{
    struct wallet_grant *grant = NULL;

    enum exit_code code = granting_sign(granting, now_unix);
    if (code == EXIT_CODE_OK &&
        wallet_grant_parse(wallet_buffer_bytes(&granting->object), &grant, NULL) != WALLET_OK) {
        code = complain_memory(granting->session);
    }
    if (code == EXIT_CODE_OK) {
        grant_text_print(stderr, granting->session, granting->catalogue, grant);
    }

    wallet_grant_free(grant);
    return code;
}

void granting_finish(struct granting *granting)
{
    wallet_buffer_clear(&granting->object);
}
