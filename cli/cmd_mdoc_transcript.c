/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/transcript.h>

#include "command.h"
#include "encoded_text.h"
#include "json.h"
#include "mdoc_parts.h"
#include "mdoc_session.h"
#include "output.h"
#include "save.h"
#include "text.h"

#include <string.h>

enum {
    PARTS_MAX = 4, /* of one kind of session */
};

/* What a session is made of. */
enum part {
    PART_NONE = 0,
    PART_ENGAGEMENT,
    PART_READER_KEY,
    PART_SELECT,
    PART_REQUEST,
    PART_CLIENT_ID,
    PART_NONCE,
    PART_THUMBPRINT,
    PART_RESPONSE_URI,
    PART_ORIGIN,
    PART_COUNT,
};

struct transcript_settings {
    const char *parts[PART_COUNT];
    const char *output;
    bool force;
};

/* Those that are bytes, read. */
struct taken {
    const struct transcript_settings *settings;
    struct wallet_buffer bytes[PART_COUNT];
};

static struct wallet_bytes bytes_of(const struct taken *taken, enum part part)
{
    return wallet_buffer_bytes(&taken->bytes[part]);
}

static enum wallet_status make_qr(
    const struct taken *taken, struct wallet_buffer *out, struct wallet_error *error)
{
    return wallet_transcript_qr(
        bytes_of(taken, PART_ENGAGEMENT), bytes_of(taken, PART_READER_KEY), out, error);
}

static enum wallet_status make_nfc(
    const struct taken *taken, struct wallet_buffer *out, struct wallet_error *error)
{
    return wallet_transcript_nfc(
        bytes_of(taken, PART_ENGAGEMENT),
        bytes_of(taken, PART_READER_KEY),
        bytes_of(taken, PART_SELECT),
        bytes_of(taken, PART_REQUEST),
        out,
        error);
}

static enum wallet_status make_redirect(
    const struct taken *taken, struct wallet_buffer *out, struct wallet_error *error)
{
    const char *const *parts = taken->settings->parts;

    return wallet_transcript_redirect(
        parts[PART_CLIENT_ID],
        parts[PART_NONCE],
        bytes_of(taken, PART_THUMBPRINT),
        parts[PART_RESPONSE_URI],
        out,
        error);
}

static enum wallet_status make_dc_api(
    const struct taken *taken, struct wallet_buffer *out, struct wallet_error *error)
{
    const char *const *parts = taken->settings->parts;

    return wallet_transcript_dc_api(
        parts[PART_ORIGIN], parts[PART_NONCE], bytes_of(taken, PART_THUMBPRINT), out, error);
}

/* How a session began: what it is made of, and what may be left out. */
static const struct kind {
    const char *name;
    enum part needs[PARTS_MAX];
    enum part may_have;
    enum wallet_status (*make)(
        const struct taken *taken, struct wallet_buffer *out, struct wallet_error *error);
} kinds[] = {
    { "qr", { PART_ENGAGEMENT, PART_READER_KEY }, PART_NONE, make_qr },
    { "nfc", { PART_ENGAGEMENT, PART_READER_KEY, PART_SELECT }, PART_REQUEST, make_nfc },
    { "redirect",
      { PART_CLIENT_ID, PART_NONCE, PART_RESPONSE_URI },
      PART_THUMBPRINT,
      make_redirect },
    { "dc-api", { PART_ORIGIN, PART_NONCE }, PART_THUMBPRINT, make_dc_api },
};

#define PART(part_) .offset = offsetof(struct transcript_settings, parts[part_])

static const struct option_spec options[] = {
    { .kind = OPTION_TEXT,
      .name = "engagement",
      .value = "FILE",
      PART(PART_ENGAGEMENT),
      .help =
          "qr, nfc: the device's engagement, as received: the code's text, or a file with it or "
          "with its bytes",
      .help_zh = "qr、nfc：收到的设备 engagement：码的文本，或含该文本、其字节的文件" },
    { .kind = OPTION_TEXT,
      .name = "reader-key",
      .value = "FILE",
      PART(PART_READER_KEY),
      .help = "qr, nfc: the key that the reader made for the session: a key file, or the COSE_Key "
              "as it was sent",
      .help_zh = "qr、nfc：读卡方为会话生成的密钥：密钥文件，或发送时的 COSE_Key" },
    { .kind = OPTION_TEXT,
      .name = "select",
      .value = "FILE",
      PART(PART_SELECT),
      .help = "nfc: the Handover Select message",
      .help_zh = "nfc：Handover Select 消息" },
    { .kind = OPTION_TEXT,
      .name = "handover-request",
      .value = "FILE",
      PART(PART_REQUEST),
      .help = "nfc: the Handover Request message; none of a static handover",
      .help_zh = "nfc：Handover Request 消息；静态 handover 没有" },
    { .kind = OPTION_TEXT,
      .name = "client-id",
      .value = "ID",
      PART(PART_CLIENT_ID),
      .help = "redirect: the request's client_id, its prefix included",
      .help_zh = "redirect：请求的 client_id，含前缀" },
    { .kind = OPTION_TEXT,
      .name = "nonce",
      .value = "TEXT",
      PART(PART_NONCE),
      .help = "redirect, dc-api: the request's nonce",
      .help_zh = "redirect、dc-api：请求的 nonce" },
    { .kind = OPTION_TEXT,
      .name = "thumbprint",
      .value = "TEXT",
      PART(PART_THUMBPRINT),
      .help = "redirect, dc-api: SHA-256 thumbprint of the key that the answer is encrypted to, in "
              "base64url or hex",
      .help_zh = "redirect、dc-api：答复所用加密密钥的 SHA-256 指纹，base64url 或十六进制" },
    { .kind = OPTION_TEXT,
      .name = "response-uri",
      .value = "URI",
      PART(PART_RESPONSE_URI),
      .help = "redirect: the request's response_uri or redirect_uri",
      .help_zh = "redirect：请求的 response_uri 或 redirect_uri" },
    { .kind = OPTION_TEXT,
      .name = "origin",
      .value = "ORIGIN",
      PART(PART_ORIGIN),
      .help = "dc-api: of the page that asked, such as https://example.com",
      .help_zh = "dc-api：提出请求的网页来源，如 https://example.com" },
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      .offset = offsetof(struct transcript_settings, output),
      .help = "write the transcript to this file; '-' is standard output",
      .help_zh = "将会话记录写入该文件；'-' 为标准输出" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      .offset = offsetof(struct transcript_settings, force),
      .help = "replace a file that is there",
      .help_zh = "覆盖已有的文件" },
    { 0 },
};

static const char *option_of(enum part part)
{
    for (size_t i = 0; options[i].kind != OPTION_END; i++) {
        if (options[i].offset ==
            offsetof(struct transcript_settings, parts) + (size_t)part * sizeof(const char *)) {
            return options[i].name;
        }
    }

    return "";
}

static bool needs(const struct kind *kind, enum part part)
{
    bool found = false;

    for (size_t i = 0; i < PARTS_MAX; i++) {
        found = found || kind->needs[i] == part;
    }

    return found;
}

static enum exit_code complain_part(
    const struct session *session, const struct kind *kind, enum part part, bool is_missing)
{
    const char *name = option_of(part);

    complain(session, SAY(session, "this is no session by '%s'", "无法构成 '%s' 会话"), kind->name);
    if (is_missing) {
        why(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), name);
        hint(
            session,
            SAY(session,
                "'wallet mdoc transcript --help' tells what each kind is made of",
                "'wallet mdoc transcript --help' 说明各类会话的要素"));
    } else {
        why(session, SAY(session, "'--%s' is no part of such a one", "'--%s' 不是其要素"), name);
        hint(session, SAY(session, "leave '--%s' out", "请去掉 '--%s'"), name);
    }
    return EXIT_CODE_USAGE;
}

/* Whether all is there that such a session has, and nothing else. */
static enum exit_code check_parts(
    const struct session *session,
    const struct kind *kind,
    const struct transcript_settings *settings)
{
    for (int i = PART_NONE + 1; i < PART_COUNT; i++) {
        const enum part part = (enum part)i;
        const bool is_there = settings->parts[part] != NULL;
        if (needs(kind, part) ? !is_there : is_there && kind->may_have != part) {
            return complain_part(session, kind, part, !is_there);
        }
    }

    return EXIT_CODE_OK;
}

static enum exit_code read_parts(const struct session *session, struct taken *taken)
{
    static enum exit_code (*const readers[PART_COUNT])(
        const struct session *session, const char *given, struct wallet_buffer *out) = {
        [PART_ENGAGEMENT] = mdoc_parts_engagement, [PART_READER_KEY] = mdoc_parts_reader_key,
        [PART_SELECT] = mdoc_parts_select,         [PART_REQUEST] = mdoc_parts_request,
        [PART_THUMBPRINT] = mdoc_parts_thumbprint, [PART_ORIGIN] = mdoc_parts_origin,
    };
    const char *const *given = taken->settings->parts;
    enum exit_code code = EXIT_CODE_OK;

    for (int i = PART_NONE + 1; i < PART_COUNT && code == EXIT_CODE_OK; i++) {
        if (given[i] && !*given[i]) {
            code = mdoc_parts_complain_empty(session, option_of((enum part)i));
        } else if (given[i] && readers[i]) {
            code = readers[i](session, given[i], &taken->bytes[i]);
        }
    }

    return code;
}

static enum exit_code write_transcript(
    const struct session *session,
    const struct kind *kind,
    const struct transcript_settings *settings,
    struct wallet_bytes transcript)
{
    const enum exit_code code =
        save(session, settings->output, transcript, settings->force ? SAVE_REPLACE : SAVE_NEW);

    if (code != EXIT_CODE_OK || strcmp(settings->output, "-") == 0) {
        return code;
    }
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "handover", json_string(kind->name));
        (void)json_object_set_new(out, "bytes", json_integer((json_int_t)transcript.size));
        (void)json_object_set_new(out, "output", json_text(text_of(settings->output)));
        json_print(out);
    } else {
        suggest(session, "wallet verify RESPONSE --transcript %s", settings->output);
    }

    return EXIT_CODE_OK;
}

static enum exit_code make(
    const struct session *session, const struct kind *kind, const struct taken *taken)
{
    struct wallet_buffer transcript = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    const enum wallet_status status = kind->make(taken, &transcript, &error);
    if (status == WALLET_OK) {
        code = write_transcript(session, kind, taken->settings, wallet_buffer_bytes(&transcript));
    } else {
        code = refuse(
            session,
            &error,
            SAY(session, "there is no transcript of these parts", "这些要素无法构成会话记录"));
        hint(
            session,
            SAY(session,
                "give the engagement and the key as they were sent: 'wallet inspect' shows them",
                "请给出收发时的 engagement 和密钥：可用 'wallet inspect' 查看"));
    }

    wallet_buffer_clear(&transcript);
    return code;
}

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            return &kinds[i];
        }
    }

    return NULL;
}

static enum exit_code transcript(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct transcript_settings *settings = opaque_settings;
    const struct kind *kind = find_kind(operands->items[0]);
    struct taken taken = { .settings = settings };

    if (!kind) {
        return mdoc_parts_complain(
            session,
            operands->items[0],
            SAY(session, "no session begins so", "没有这种会话方式"),
            SAY(session, "qr, nfc, redirect or dc-api", "qr、nfc、redirect 或 dc-api"));
    }

    enum exit_code code = check_parts(session, kind, settings);
    if (code == EXIT_CODE_OK && !settings->output) {
        code = mdoc_parts_complain(
            session,
            kind->name,
            SAY(session, "'--output' is missing", "缺少 '--output'"),
            SAY(session, "add -o session.cbor", "请加上 -o session.cbor"));
    }
    if (code == EXIT_CODE_OK) {
        code = read_parts(session, &taken);
    }
    if (code == EXIT_CODE_OK) {
        code = make(session, kind, &taken);
    }

    for (size_t i = 0; i < PART_COUNT; i++) {
        encoded_text_free(&taken.bytes[i]);
    }
    return code;
}

const struct command command_mdoc_transcript = {
    .words = "mdoc transcript",
    .summary = "write the transcript of a session with a device, of its parts",
    .summary_zh = "由会话要素生成移动证件的会话记录",
    .operands = "qr|nfc|redirect|dc-api",
    .operand_min = 1,
    .operand_max = 1,
    .options = options,
    .settings_size = sizeof(struct transcript_settings),
    .json = true,
    .examples = "  wallet mdoc transcript qr --engagement mdoc:owBjMS4w... --reader-key reader.key "
                "-o session.cbor\n"
                "  wallet mdoc transcript redirect --client-id x509_san_dns:example.com \\\n"
                "      --nonce n-0S6_WzA2Mj --response-uri https://example.com/r -o session.cbor\n",
    .run = transcript,
};
