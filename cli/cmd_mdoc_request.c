/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_ask.h>

#include "certificate.h"
#include "command.h"
#include "encoded_text.h"
#include "json.h"
#include "mdoc_complaint.h"
#include "mdoc_elements.h"
#include "mdoc_session.h"
#include "near.h"
#include "output.h"
#include "save.h"
#include "signers.h"
#include "text.h"
#include "types.h"

#include <string.h>

struct request_settings {
    struct option_list elements;
    const char *transcript;
    const char *key;
    const char *certificate;
    struct signer_settings signer;
    const char *output;
    bool force;
};

#define FIELD(name_) .offset = offsetof(struct request_settings, name_)

static const struct option_spec request_options[] = {
    { .kind = OPTION_LIST,
      .letter = 'e',
      .name = "element",
      .value = "ELEMENT",
      FIELD(elements),
      .help =
          "ask for this: NAMESPACE/NAME, with ',retain' behind it if it is kept; may be repeated",
      .help_zh = "索要的数据元素：命名空间/名称；将留存的另加 ',retain'；可重复" },
    { .kind = OPTION_TEXT,
      .name = "transcript",
      .value = "FILE",
      FIELD(transcript),
      .help = "the session's transcript, which is signed along",
      .help_zh = "会话记录（SessionTranscript），一并签名" },
    SIGNER_KEY_OPTION(
        struct request_settings,
        key,
        "the reader's private key: a file, 'pkcs11:...' or 'agent:SOCKET' (default: unsigned)",
        "读取方私钥：文件、'pkcs11:...' 或 'agent:SOCKET'（默认不签名）"),
    { .kind = OPTION_TEXT,
      .letter = 'c',
      .name = "certificate",
      .value = "FILE",
      FIELD(certificate),
      .help = "the reader's certificate and those above it, in PEM",
      .help_zh = "读取方证书及其上级证书（PEM）" },
    SIGNER_OPTIONS(struct request_settings, signer),
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "FILE",
      FIELD(output),
      .help = "write the request to this file (required)",
      .help_zh = "将请求写到该文件（必填）" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "overwrite the file",
      .help_zh = "覆盖已有文件" },
    { 0 },
};

/** A request under way; finish() in any case. */
struct asking {
    const struct session *session;
    const struct request_settings *settings;
    struct wallet_catalogue *catalogue; /* NULL: there is none, and no type of ours has a name */
    const char *doc_type;
    struct mdoc_elements elements;
    struct wallet_buffer transcript;
    struct wallet_certificates *certificates;
    struct signing signing;
    struct wallet_buffer request;
};

/* Half a signature would be none, and nobody would see it. */
static enum exit_code check_settings(
    const struct session *session, const struct request_settings *settings)
{
    const bool is_signed = settings->key || settings->certificate || settings->transcript;

    if (settings->elements.count == 0 || !settings->output) {
        return mdoc_complain_missing(
            session,
            SAY(session, "--element and -o are needed", "需要 --element 和 -o"),
            "wallet mdoc request org.iso.18013.5.1.mDL --element org.iso.18013.5.1/portrait -o "
            "FILE");
    }

    return !is_signed || (settings->key && settings->certificate && settings->transcript)
               ? save_check_stream(session, settings->output)
               : mdoc_complain_missing(
                     session,
                     SAY(session,
                         "a reader that signs needs --key, --certificate and --transcript",
                         "签名的读取方须指明 --key、--certificate 和 --transcript"),
                     SAY(session,
                         "add what is missing, or leave all three out: an unsigned request",
                         "请补全，或三者均不指明（不签名）"));
}

static enum exit_code open_reader(struct asking *asking)
{
    const struct session *session = asking->session;
    const struct request_settings *settings = asking->settings;

    enum exit_code code =
        mdoc_session_read_cbor(session, settings->transcript, &asking->transcript);
    if (code == EXIT_CODE_OK) {
        code = certificate_read(session, settings->certificate, &asking->certificates);
    }

    return code == EXIT_CODE_OK
               ? signers_open(session, settings->key, &settings->signer, &asking->signing)
               : code;
}

static enum exit_code complain_request(
    const struct session *session, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "no request was made", "未生成请求"));

    if (error->status == WALLET_ERR_KEY) {
        hint(
            session,
            SAY(session,
                "the certificate of the key comes first, those above it behind it",
                "须先给出该密钥的证书，再依次给出上级证书"));
    } else if (error->status == WALLET_ERR_ARGUMENT) {
        mdoc_hint_transcript(session);
    } else {
        hint(
            session,
            SAY(session,
                "sign by Ed25519, ES256 or ES384, and ask for fewer elements",
                "签名算法须为 Ed25519、ES256 或 ES384；数据元素不宜过多"));
    }
    return error->status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : code;
}

static enum exit_code write_request(struct asking *asking)
{
    const struct wallet_mdoc_wanted wanted = { asking->doc_type,
                                               asking->elements.items,
                                               asking->elements.count };
    const struct wallet_mdoc_reader reader = { &asking->signing.signer,
                                               asking->certificates,
                                               wallet_buffer_bytes(&asking->transcript) };
    struct wallet_error error;

    if (wallet_mdoc_request_write(
            &wanted, 1, asking->settings->key ? &reader : NULL, &asking->request, &error) !=
        WALLET_OK) {
        return complain_request(asking->session, &error);
    }

    return save(
        asking->session,
        asking->settings->output,
        wallet_buffer_bytes(&asking->request),
        asking->settings->force ? SAVE_REPLACE : SAVE_NEW);
}

static const char *name_reader(const struct asking *asking)
{
    struct wallet_certificate certificate = { .name = "" };

    if (asking->certificates) {
        wallet_certificates_at(asking->certificates, 0, &certificate);
    }
    return certificate.name;
}

static void print_json(const struct asking *asking)
{
    json_t *elements = json_array();
    json_t *out = json_start();

    for (size_t i = 0; i < asking->elements.count; i++) {
        (void)json_array_append_new(elements, mdoc_element_json(&asking->elements.items[i]));
    }
    (void)json_object_set_new(out, "doc_type", json_text_or_null(asking->doc_type));
    (void)json_object_set_new(out, "elements", elements);
    (void)json_object_set_new(out, "signed", json_boolean(asking->settings->key != NULL));
    (void)json_object_set_new(out, "reader", json_text_or_null(name_reader(asking)));
    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&asking->request).size));
    (void)json_object_set_new(out, "output", json_text_or_null(asking->settings->output));
    json_print(out);
}

static void tell(const struct asking *asking)
{
    const struct session *session = asking->session;

    if (session->json) {
        print_json(asking);
    }
    if (asking->settings->key) {
        remark(
            session,
            SAY(session,
                "signed by '%s', for this session alone: %zu bytes",
                "由 '%s' 签名，仅用于该会话：%zu 字节"),
            name_reader(asking),
            asking->request.size);
    } else {
        remark(
            session,
            SAY(session,
                "unsigned: a device cannot tell who asks: %zu bytes",
                "未签名：对方设备无法得知读取方是谁：%zu 字节"),
            asking->request.size);
    }
}

static void finish(struct asking *asking)
{
    wallet_buffer_clear(&asking->request);
    signers_close(&asking->signing);
    wallet_certificates_free(asking->certificates);
    encoded_text_free(&asking->transcript);
    mdoc_elements_free(&asking->elements);
    wallet_catalogue_free(asking->catalogue);
}

/* Another's type is nobody's mistake, but it may be one of ours that was misspelt. */
static void remark_near(
    const struct session *session, const struct wallet_catalogue *catalogue, const char *name)
{
    struct near near = near_start(name, strlen(name));

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        near_offer(&near, wallet_type_name(wallet_catalogue_at(catalogue, i)));
    }
    if (near.best) {
        remark(
            session,
            SAY(session,
                "'%s' is asked for as it stands: did you mean the type '%s'?",
                "按原样请求 '%s'：是不是类型 '%s'？"),
            name,
            near.best);
    }
}

/* What stands in documents is the code of a type. */
static const char *doc_type_of(
    const struct session *session, const struct wallet_catalogue *catalogue, const char *name)
{
    const struct wallet_type *type =
        catalogue ? wallet_catalogue_find(catalogue, text_of(name)) : NULL;

    if (catalogue && !type) {
        remark_near(session, catalogue, name);
    }
    return type ? wallet_type_code(type) : name;
}

static enum exit_code mdoc_request(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct request_settings *settings = opaque_settings;
    struct asking asking = { .session = session, .settings = settings };

    enum exit_code code = check_settings(session, settings);
    if (code == EXIT_CODE_OK) {
        asking.catalogue = types_try();
        asking.doc_type = doc_type_of(session, asking.catalogue, operands->items[0]);
        code = mdoc_elements_read(
            session, asking.catalogue, &settings->elements, MDOC_INTENT, &asking.elements);
    }
    if (code == EXIT_CODE_OK && settings->key) {
        code = open_reader(&asking);
    }
    if (code == EXIT_CODE_OK) {
        code = write_request(&asking);
    }
    if (code == EXIT_CODE_OK) {
        tell(&asking);
    }

    finish(&asking);
    return code;
}

const struct command command_mdoc_request = {
    .words = "mdoc request",
    .summary = "ask a device for a mobile document (ISO/IEC 18013-5), signed by the reader or not",
    .summary_zh = "向设备请求移动证件（ISO/IEC 18013-5），可由读取方签名",
    .operands = "DOCTYPE",
    .operand_min = 1,
    .operand_max = 1,
    .options = request_options,
    .settings_size = sizeof(struct request_settings),
    .json = true,
    .examples = "  wallet mdoc request org.iso.18013.5.1.mDL -e org.iso.18013.5.1/family_name \\\n"
                "      -e org.iso.18013.5.1/portrait,retain --transcript session.cbor \\\n"
                "      --key reader.key --certificate reader.pem -o request.cbor\n",
    .run = mdoc_request,
};
