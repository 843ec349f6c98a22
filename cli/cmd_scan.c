/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/parts.h>
#include <wallet/qr.h>

#include "camera_scan.h"
#include "code_kind.h"
#include "code_text.h"
#include "command.h"
#include "cut_off.h"
#include "gun_card.h"
#include "gun_learn.h"
#include "gun_scan.h"
#include "input_json.h"
#include "json.h"
#include "mdoc_kind.h"
#include "output.h"
#include "slip.h"
#include "text.h"
#include "trust_source.h"
#include "verifying.h"

#include <stdio.h>
#include <unistd.h>

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
            out, "kind", json_string(code_kind_name(wallet_code_kind(input->content))));
        code_text_add(out, input->content);
        add_part(out, input->content);
    } else {
        const char *mdoc = mdoc_kind_name(mdoc_kind(input->content));
        (void)json_object_set_new(out, "kind", json_string(mdoc ? "mdoc-bytes" : "bytes"));
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
    size_t expected = 0;

    if (cut_off(input, &expected)) {
        return cut_off_complain(session, input, expected);
    }
    if (session->json) {
        print_json(input);
        return EXIT_CODE_OK;
    }
    if (!input->is_text) {
        const char *sentence = mdoc_kind_sentence(session, mdoc_kind(input->content));
        if (sentence) {
            printf("%s\n", sentence);
            return EXIT_CODE_OK;
        }

        printf(
            SAY(session,
                "%zu bytes that are no code's text; see 'wallet inspect'\n",
                "%zu 字节，不是码的文本；请用 'wallet inspect'\n"),
            input->content.size);
        return EXIT_CODE_OK;
    }

    printf(
        "%s\n  ", wallet_code_kind_sentence(wallet_code_kind(input->content), session->language));
    code_text_print(stdout, input->content);
    putchar('\n');
    print_part(session, input->content);
    const char *slip = slip_hint(session, input->content);
    if (slip) {
        printf("  %s\n", slip);
    }
    (void)fflush(stdout);
    return EXIT_CODE_OK;
}

/* What `scan` is asked for. */
struct scan_settings {
    struct verify_settings verify;
    struct camera_settings camera;
    const char *gun;
    const char *test_card;
    bool learn;
    bool force;
};

static enum exit_code take_operands(
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

static enum exit_code take_gun(
    const void *context, const struct session *session, const struct input_taker *taker)
{
    const char *path = context;

    return gun_scan(session, path, taker);
}

static enum exit_code complain_no_trust(const struct session *session, const char *option)
{
    complain(
        session,
        SAY(session, "'%s' says nothing without '--trust'", "没有 '--trust'，'%s' 不起作用"),
        option);
    why(session, SAY(session, "without trust nothing is checked", "没有信任来源就不作核验"));
    hint(
        session,
        SAY(session, "add --trust FILE or leave %s out", "请加上 --trust FILE，或去掉 %s"),
        option);
    return EXIT_CODE_USAGE;
}

static enum exit_code take_all(
    const struct session *session,
    const struct scan_settings *settings,
    const struct verify_source *source)
{
    struct session copy = *session; /* a taker's context is not const */

    if (trust_source_is_there(&settings->verify.check.trust)) {
        return verifying_run(session, &settings->verify, source);
    }
    if (settings->verify.check.at) {
        return complain_no_trust(session, "--at");
    }
    if (settings->verify.mdoc.transcript) {
        return complain_no_trust(session, "--transcript");
    }

    return source->take(
        source->context, session, &(struct input_taker){ .take = list, .context = &copy });
}

static enum exit_code complain_inputs(const struct session *session)
{
    complain(session, SAY(session, "there are inputs and '--gun'", "既有输入又有 '--gun'"));
    why(session, SAY(session, "a gun is read by itself", "扫码枪须单独读取"));
    hint(session, SAY(session, "leave one of them out", "请去掉其中之一"));
    return EXIT_CODE_USAGE;
}

static enum exit_code scan(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct scan_settings *settings = opaque_settings;
    const bool is_gun = settings->gun || settings->learn || settings->test_card;

    if (!camera_is_alone(session, &settings->camera, is_gun || operands->count > 0)) {
        return EXIT_CODE_USAGE;
    }
    if (is_gun && operands->count > 0) {
        return complain_inputs(session);
    }
    if (settings->test_card) {
        return gun_card_write(session, settings->test_card, settings->force);
    }
    if (settings->learn) {
        return gun_learn(session, settings->gun);
    }

    const struct verify_source gun = { take_gun, settings->gun, NULL };
    const struct verify_source camera = { camera_scan, &settings->camera, NULL };
    const struct verify_source inputs = { take_operands, operands, NULL };
    return take_all(
        session,
        settings,
        settings->camera.camera ? &camera
        : settings->gun         ? &gun
                                : &inputs);
}

#define FIELD(name_) .offset = offsetof(struct scan_settings, name_)

static const struct option_spec options[] = {
    VERIFY_OPTIONS(offsetof(struct scan_settings, verify)),
    VERIFY_MDOC_OPTIONS(offsetof(struct scan_settings, verify)),
    CAMERA_OPTIONS(offsetof(struct scan_settings, camera)),
    { .kind = OPTION_TEXT,
      .letter = 'g',
      .name = "gun",
      .value = "DEV",
      FIELD(gun),
      .help = "read a scanner gun until Ctrl-C: /dev/input/by-id/...-event-kbd, /dev/ttyACM0",
      .help_zh = "读取扫码枪，直到按 Ctrl-C：/dev/input/by-id/...-event-kbd、/dev/ttyACM0" },
    { .kind = OPTION_FLAG,
      .name = "learn",
      FIELD(learn),
      .help = "scan the two codes of a test card, and tell how the gun is to be set",
      .help_zh = "扫测试卡上的两个码，说明扫码枪应如何设置" },
    { .kind = OPTION_TEXT,
      .name = "test-card",
      .value = "FILE",
      FIELD(test_card),
      .help = "write the test card to print: an SVG picture",
      .help_zh = "写出供打印的测试卡：SVG 图片" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "replace a test card that is there",
      .help_zh = "覆盖已有的测试卡" },
    { 0 },
};

const struct command command_scan = {
    .words = "scan",
    .summary = "find codes in pictures, from a camera or a gun; with --trust, check them",
    .summary_zh = "从图片、摄像头或扫码枪读码；加 --trust 则同时核验",
    .operands = "[INPUT...]",
    .operand_max = OPERANDS_ANY,
    .options = options,
    .settings_size = sizeof(struct scan_settings),
    .json = true,
    .examples = "  wallet scan card.png\n"
                "  wallet scan photos/ --trust agency.pub\n"
                "  wallet scan --camera 0 --trust agency.pub\n"
                "  wallet scan --json --trust agency.pub --gun /dev/ttyACM0\n"
                "  wallet scan --test-card card.svg; wallet scan --learn --gun /dev/ttyACM0\n",
    .run = scan,
};
