/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>
#include <wallet/qr.h>

#include "command.h"
#include "input_json.h"
#include "json.h"
#include "output.h"
#include "slip.h"
#include "text.h"
#include "trust_source.h"
#include "verifying.h"

#include <stdio.h>
#include <unistd.h>

/* The names that --json gives; they never change. */
static const char *kind_name(enum wallet_code_kind kind)
{
    switch (kind) {
    case WALLET_CODE_LICENCE: return "licence";
    case WALLET_CODE_LICENCE_PART: return "licence-part";
    case WALLET_CODE_HEALTH: return "health";
    case WALLET_CODE_PAYMENT: return "payment";
    case WALLET_CODE_LINK: return "link";
    case WALLET_CODE_WIFI: return "wifi";
    case WALLET_CODE_CONTACT: return "contact";
    case WALLET_CODE_MDOC: return "mdoc";
    case WALLET_CODE_UNKNOWN: break;
    }

    return "unknown";
}

static void add_part(json_t *object, struct wallet_bytes text)
{
    struct wallet_part part;

    if (wallet_part_read(text, &part, NULL) == WALLET_OK) {
        json_t *out = json_object();
        (void)json_object_set_new(out, "index", json_integer((json_int_t)part.index));
        (void)json_object_set_new(out, "of", json_integer((json_int_t)part.count));
        (void)json_object_set_new(out, "id", json_string(part.id));
        (void)json_object_set_new(object, "part", out);
    }
}

static void print_json(const struct input *input)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "input", json_text(text_of(input->name)));
    input_json_place(input, out);
    if (input->is_text) {
        (void)json_object_set_new(
            out, "kind", json_string(kind_name(wallet_code_kind(input->content))));
        (void)json_object_set_new(out, "text", json_text(input->content));
        add_part(out, input->content);
    } else {
        (void)json_object_set_new(out, "kind", json_string("bytes"));
        (void)json_object_set_new(out, "bytes", json_bytes(input->content));
    }
    json_print(out);
}

static void print_part(const struct session *session, struct wallet_bytes text)
{
    struct wallet_part part;

    if (wallet_part_read(text, &part, NULL) == WALLET_OK) {
        printf(
            SAY(session,
                "  part %zu of %zu of licence %s\n",
                "  第 %zu 个码，共 %zu 个，证照 %s\n"),
            part.index,
            part.count,
            part.id);
    }
}

/* Without --trust: says what each code is, and nothing about whether it is true. */
static enum exit_code list(void *context, const struct input *input)
{
    const struct session *session = context;

    if (session->json) {
        print_json(input);
        return EXIT_CODE_OK;
    }
    if (!input->is_text) {
        printf(
            SAY(session,
                "%zu bytes that are no code's text; see 'wallet inspect'\n",
                "%zu 字节，不是码的文本；请用 'wallet inspect'\n"),
            input->content.size);
        return EXIT_CODE_OK;
    }

    printf(
        "%s\n  ", wallet_code_kind_sentence(wallet_code_kind(input->content), session->language));
    text_print(stdout, input->content);
    putchar('\n');
    print_part(session, input->content);
    const char *slip = slip_hint(session, input->content);
    if (slip) {
        printf("  %s\n", slip);
    }
    (void)fflush(stdout);
    return EXIT_CODE_OK;
}

static enum exit_code take(
    const void *context, const struct session *session, const struct input_taker *taker)
{
    const struct operands *operands = context;

    if (operands->count > 0) {
        return inputs_take(session, operands, taker);
    }
    if (isatty(STDIN_FILENO) == 1) {
        fputs(SAY(session, "scan now; Ctrl-D ends\n", "请扫码；Ctrl-D 结束\n"), stderr);
    }

    return inputs_take_stream(session, taker, false);
}

static const struct option_spec options[] = { VERIFY_OPTIONS(0), { 0 } };

static enum exit_code scan(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct verify_settings *settings = opaque_settings;
    struct session copy = *session; /* a taker's context is not const */

    if (trust_source_is_there(&settings->check.trust)) {
        return verifying_run(session, settings, &(struct verify_source){ take, operands });
    }
    if (settings->check.at) {
        complain(
            session,
            SAY(session,
                "'--at' says nothing without '--trust'",
                "没有 '--trust'，'--at' 不起作用"));
        why(session,
            SAY(session, "without trust nothing is checked at any time", "没有信任来源就不作核验"));
        hint(
            session,
            SAY(session, "add --trust FILE or leave --at out", "请加上 --trust FILE，或去掉 --at"));
        return EXIT_CODE_USAGE;
    }

    return take(operands, session, &(struct input_taker){ .take = list, .context = &copy });
}

const struct command command_scan = {
    .words = "scan",
    .summary = "find codes in pictures or from a gun; with --trust, check them",
    .summary_zh = "从图片或扫码枪读码；加 --trust 则同时核验",
    .operands = "[INPUT...]",
    .operand_max = OPERANDS_ANY,
    .options = options,
    .settings_size = sizeof(struct verify_settings),
    .json = true,
    .examples = "  wallet scan card.png\n"
                "  wallet scan photos/ --trust agency.pub\n"
                "  wallet scan --json --trust agency.pub < /dev/ttyACM0\n",
    .run = scan,
};
