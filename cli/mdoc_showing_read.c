/* SPDX-License-Identifier: Apache-2.0 */
#include "certificate.h"
#include "encoded_text.h"
#include "mdoc_complaint.h"
#include "mdoc_session.h"
#include "mdoc_showing.h"
#include "output.h"
#include "types.h"

#include <stdlib.h>

static enum exit_code complain_request(
    const struct mdoc_showing *showing, const struct wallet_error *error)
{
    const struct session *session = showing->session;
    const enum exit_code code = refuse(
        session,
        error,
        SAY(session, "'%s' is not answered", "不答复 '%s'"),
        showing->settings->request);

    if (error->status == WALLET_ERR_ARGUMENT) {
        mdoc_hint_transcript(session);
    } else {
        hint(
            session,
            SAY(session,
                "--request takes a DeviceRequest as the reader sent it: CBOR, or hex or Base64 of "
                "it",
                "--request 须为读取方发来的 DeviceRequest：CBOR，或其十六进制、Base64 文本"));
    }
    return code;
}

static enum exit_code parse_request(
    struct mdoc_showing *showing,
    struct wallet_bytes encoded,
    const struct wallet_certificates *readers)
{
    struct wallet_error error;

    return wallet_mdoc_request_read(
               encoded,
               wallet_buffer_bytes(&showing->transcript),
               readers,
               showing->now.unix_seconds,
               &showing->request,
               &error) == WALLET_OK
               ? EXIT_CODE_OK
               : complain_request(showing, &error);
}

static enum exit_code read_request(struct mdoc_showing *showing)
{
    const struct mdoc_showing_settings *settings = showing->settings;
    struct wallet_certificates *readers = NULL;
    struct wallet_buffer encoded = { 0 };

    enum exit_code code = mdoc_session_read_cbor(showing->session, settings->request, &encoded);
    if (code == EXIT_CODE_OK && settings->trust) {
        code = certificate_read(showing->session, settings->trust, &readers);
    }
    if (code == EXIT_CODE_OK) {
        code = parse_request(showing, wallet_buffer_bytes(&encoded), readers);
    }

    wallet_certificates_free(readers);
    encoded_text_free(&encoded);
    return code;
}

static enum exit_code complain_reader(
    const struct session *session, const struct wallet_mdoc_asked *asked)
{
    complain(
        session,
        SAY(session, "this request is not answered, nothing left", "不答复该请求，未出示任何内容"));
    why(session,
        SAY(session, "the reader's signature does not hold: %s", "读取方的签名不成立：%s"),
        wallet_reason_sentence(asked->reason, session->language));
    hint(
        session,
        SAY(session,
            "ask the reader to ask anew; is --transcript that of this session?",
            "请读取方重新发起请求；--transcript 是否属于该会话？"));
    return EXIT_CODE_REFUSED;
}

/* A reader that signs wrongly is not who it says it is; one that does not sign says nothing. */
static enum exit_code check_readers(const struct mdoc_showing *showing)
{
    const struct session *session = showing->session;
    struct wallet_mdoc_asked asked;
    bool are_known = true;

    for (size_t i = 0; i < wallet_mdoc_request_count(showing->request); i++) {
        wallet_mdoc_request_at(showing->request, i, &asked);
        if (asked.reader == WALLET_RESULT_FAILED) {
            return complain_reader(session, &asked);
        }
        are_known = are_known && asked.reader == WALLET_RESULT_PASSED;
    }

    if (!are_known) {
        remark(
            session,
            SAY(session,
                "it is not known who asks: show nothing that is not for everybody",
                "无法得知读取方是谁：请勿出示不宜公开的内容"));
    }
    return EXIT_CODE_OK;
}

static enum exit_code parse_holding(const struct session *session, struct mdoc_holding *holding)
{
    struct wallet_error error;

    if (wallet_mdoc_issued_read(wallet_buffer_bytes(&holding->content), &holding->issued, &error) !=
        WALLET_OK) {
        const enum exit_code code = refuse(
            session,
            &error,
            SAY(session, "'%s' is no mobile document", "'%s' 不是移动证件"),
            holding->name);
        hint(
            session,
            SAY(session,
                "give the IssuerSigned that the issuer handed over: CBOR, or hex or Base64 of it",
                "请提供颁发机构交付的 IssuerSigned：CBOR，或其十六进制、Base64 文本"));
        return code;
    }

    holding->count = wallet_mdoc_issued_count(holding->issued);
    holding->elements = calloc(holding->count + 1, sizeof *holding->elements);
    holding->choices = calloc(holding->count + 1, sizeof *holding->choices);
    if (!holding->elements || !holding->choices) {
        return complain_memory(session);
    }

    for (size_t i = 0; i < holding->count; i++) {
        wallet_mdoc_issued_at(holding->issued, i, &holding->elements[i]);
    }
    return EXIT_CODE_OK;
}

static enum exit_code read_holdings(struct mdoc_showing *showing, const struct operands *operands)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < operands->count && code == EXIT_CODE_OK; i++) {
        struct mdoc_holding *holding = &showing->holdings[showing->count++];
        holding->name = operands->items[i];
        code = mdoc_session_read_cbor(showing->session, holding->name, &holding->content);
        if (code == EXIT_CODE_OK) {
            code = parse_holding(showing->session, holding);
        }
    }

    return code;
}

enum exit_code mdoc_showing_start(
    const struct session *session,
    const struct mdoc_showing_settings *settings,
    const struct operands *operands,
    struct mdoc_showing *out)
{
    *out = (struct mdoc_showing){ .session = session, .settings = settings };

    enum exit_code code = clock_read(session, settings->at, &out->now);
    if (code == EXIT_CODE_OK) {
        out->catalogue = types_try();
        code = mdoc_elements_read(
            session, out->catalogue, &settings->elements, MDOC_NO_INTENT, &out->elements);
    }
    if (code == EXIT_CODE_OK) {
        code = mdoc_session_read_cbor(session, settings->transcript, &out->transcript);
    }
    if (code == EXIT_CODE_OK && settings->request) {
        code = read_request(out);
    }
    if (code == EXIT_CODE_OK) {
        code = read_holdings(out, operands);
    }
    if (code == EXIT_CODE_OK && settings->request) {
        mdoc_showing_print_request(out);
        code = check_readers(out);
    }

    return code == EXIT_CODE_OK ? mdoc_showing_open_keys(out) : code;
}
