/* SPDX-License-Identifier: Apache-2.0 */
#include "ask.h"
#include "command.h"
#include "mdoc_complaint.h"
#include "mdoc_showing.h"
#include "output.h"
#include "save.h"

#include <stdio.h>

enum {
    NAMED_SIZE = 256, /* of an option that names an element, in a hint */
};

#define FIELD(name_) .offset = offsetof(struct mdoc_showing_settings, name_)

static const struct option_spec present_options[] = {
    { .kind = OPTION_TEXT,
      .letter = 'r',
      .name = "request",
      .value = "FILE",
      FIELD(request),
      .help = "the reader's request: nothing but what it asks for is shown",
      .help_zh = "读取方的请求：只出示其所请求的内容" },
    { .kind = OPTION_LIST,
      .letter = 'e',
      .name = "element",
      .value = "ELEMENT",
      FIELD(elements),
      .help = "show this, NAMESPACE/NAME, and nothing else; may be repeated",
      .help_zh = "只出示该数据元素（命名空间/名称）；可重复" },
    SIGNER_KEY_OPTION(
        struct mdoc_showing_settings,
        key,
        "the device's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (required)",
        "设备私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（必填）"),
    SIGNER_OPTIONS(struct mdoc_showing_settings, signer),
    { .kind = OPTION_TEXT,
      .name = "transcript",
      .value = "FILE",
      FIELD(transcript),
      .help = "the session's transcript (required)",
      .help_zh = "会话记录（SessionTranscript，必填）" },
    { .kind = OPTION_FLAG,
      .name = "mac",
      FIELD(mac),
      .help = "prove it by a MAC, which convinces the reader and nobody else, to the reader's key "
              "in the transcript (default: a signature)",
      .help_zh = "以 MAC 证明，第三方无从取信；所用公钥取自会话记录（默认为签名）" },
    { .kind = OPTION_TEXT,
      .name = "reader-public",
      .value = "FILE",
      FIELD(reader_public),
      .help = "as --mac, to this key, a key file or a COSE_Key: for transcripts without one",
      .help_zh = "同 --mac，但用该公钥（密钥文件或 COSE_Key）：用于不含公钥的会话记录" },
    { .kind = OPTION_TEXT,
      .letter = 't',
      .name = "trust",
      .value = "FILE",
      FIELD(trust),
      .help = "certificates of authorities of readers, in PEM: believe who asks below them",
      .help_zh = "所信任的读取方证书颁发机构的 PEM 证书" },
    { .kind = OPTION_TEXT,
      .name = "at",
      .value = "TIME",
      FIELD(at),
      .help = "check who asks as of this time, or the end of this day",
      .help_zh = "以该时间（或该日之末）而非当前时间核实读取方" },
    { .kind = OPTION_FLAG,
      .letter = 'y',
      .name = "yes",
      FIELD(yes),
      .help = "do not ask; goes with '--element' only",
      .help_zh = "不再询问；须与 '--element' 同用" },
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      FIELD(output),
      .help = "write the answer to this file, which nobody else may read (required)",
      .help_zh = "将答复写到该文件，仅本人可读（必填）" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "overwrite the file",
      .help_zh = "覆盖已有文件" },
    { 0 },
};

/* A yes that nobody gave is given for what is named, and for nothing else. */
static enum exit_code check_yes(
    const struct session *session, const struct mdoc_showing_settings *settings)
{
    if (!settings->yes || settings->elements.count > 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--yes' needs '--element'", "'--yes' 须与 '--element' 同用"));
    why(session,
        SAY(session,
            "a reader's request does not decide what is shown",
            "出示哪些内容不由读取方的请求决定"));
    hint(
        session,
        SAY(session,
            "name what may be shown: --element org.iso.18013.5.1/family_name",
            "请指明可出示的内容：--element org.iso.18013.5.1/family_name"));
    return EXIT_CODE_USAGE;
}

/* A MAC is made with the secret itself, which no token gives out. */
static enum exit_code check_mac(
    const struct session *session, const struct mdoc_showing_settings *settings)
{
    const char *option = settings->reader_public ? "--reader-public" : "--mac";

    if (!(settings->reader_public || settings->mac) || !signers_name_no_file(settings->key)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' needs a key file", "'%s' 须用密钥文件"), option);
    why(session,
        SAY(session,
            "a MAC is made with the secret itself, and this key signs only",
            "MAC 须用私钥本身计算，而该密钥只能签名"));
    hint(
        session,
        SAY(session, "leave it out: a signature is the proof", "请去掉该选项：以签名证明"));
    return EXIT_CODE_USAGE;
}

static enum exit_code check_settings(
    const struct session *session, const struct mdoc_showing_settings *settings)
{
    if (!settings->key || !settings->transcript || !settings->output) {
        return mdoc_complain_missing(
            session,
            SAY(session, "--key, --transcript and -o are needed", "需要 --key、--transcript 和 -o"),
            "wallet mdoc present licence.cbor --request request.cbor --key device.key "
            "--transcript session.cbor -o answer.cbor");
    }
    if (!settings->request && settings->elements.count == 0) {
        return mdoc_complain_missing(
            session,
            SAY(session, "--request or --element is needed", "需要 --request 或 --element"),
            SAY(session, "say what is to be shown", "请指明要出示的内容"));
    }

    enum exit_code code = check_yes(session, settings);
    if (code == EXIT_CODE_OK) {
        code = check_mac(session, settings);
    }
    return code == EXIT_CODE_OK ? save_check_stream(session, settings->output) : code;
}

/* The option that names the first of what would go out; what goes out is never empty. */
static void name_first(const struct mdoc_showing *showing, char out[NAMED_SIZE])
{
    const struct mdoc_holding *holding = showing->holdings;

    while (holding->choice_count == 0) {
        holding++;
    }

    const struct wallet_mdoc_choice *choice = &holding->choices[0];
    (void)snprintf(
        out,
        NAMED_SIZE,
        "--element %.*s/%.*s",
        (int)choice->name_space.size,
        (const char *)choice->name_space.data,
        (int)choice->identifier.size,
        (const char *)choice->identifier.data);
}

static enum exit_code confirm(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;
    const struct mdoc_showing_settings *settings = showing->settings;
    char named[NAMED_SIZE];

    mdoc_showing_print(showing);
    if (settings->yes) {
        return EXIT_CODE_OK;
    }

    name_first(showing, named);
    return ask_yes_to(
        session,
        SAY(session, "Show this?", "出示以上内容？"),
        settings->elements.count > 0 ? NULL : named);
}

static void tell(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;

    if (session->json) {
        mdoc_showing_print_json(showing);
    }
    remark(
        session,
        SAY(session, "%zu bytes, for this session alone", "%zu 字节，仅用于该会话"),
        showing->answer.size);
}

static enum exit_code mdoc_present(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct mdoc_showing_settings *settings = opaque_settings;
    struct mdoc_showing showing;

    enum exit_code code = check_settings(session, settings);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    code = mdoc_showing_start(session, settings, operands, &showing);
    if (code == EXIT_CODE_OK) {
        code = mdoc_showing_choose(&showing);
    }
    if (code == EXIT_CODE_OK) {
        code = confirm(&showing);
    }
    if (code == EXIT_CODE_OK) {
        code = mdoc_showing_write(&showing);
    }
    if (code == EXIT_CODE_OK) {
        tell(&showing);
    }

    mdoc_showing_finish(&showing);
    return code;
}

const struct command command_mdoc_present = {
    .words = "mdoc present",
    .summary = "show chosen elements of mobile documents to a reader (ISO/IEC 18013-5)",
    .summary_zh = "向读取方出示移动证件中选定的内容（ISO/IEC 18013-5）",
    .operands = "FILE...",
    .operand_min = 1,
    .operand_max = WALLET_MDOC_DOCUMENT_MAX,
    .options = present_options,
    .settings_size = sizeof(struct mdoc_showing_settings),
    .json = true,
    .examples = "  wallet mdoc present licence.cbor --request request.cbor --trust readers.pem \\\n"
                "      --key device.key --transcript session.cbor -o answer.cbor\n"
                "  wallet mdoc present licence.cbor -e org.iso.18013.5.1/portrait --yes --mac \\\n"
                "      --key device.key --transcript session.cbor -o answer.cbor\n",
    .run = mdoc_present,
};
