/* SPDX-License-Identifier: Apache-2.0 */
#include "verifying_kind.h"

#include <wallet/copy.h>
#include <wallet/grant.h>
#include <wallet/qr.h>
#include <wallet/request.h>

#include "json.h"
#include "mdoc_kind.h"
#include "output.h"

static enum verifying_kind kind_of(struct wallet_bytes object)
{
    if (wallet_request_recognise(object)) {
        return VERIFYING_REQUEST;
    }
    if (wallet_grant_recognise(object)) {
        return VERIFYING_GRANT;
    }

    return wallet_copy_recognise(object) ? VERIFYING_COPY : VERIFYING_OTHER;
}

/* Of bytes that are in no code of ours. */
static enum verifying_kind kind_of_bytes(struct wallet_bytes bytes)
{
    switch (mdoc_kind(bytes)) {
    case MDOC_RESPONSE:
    case MDOC_ISSUER_SIGNED: return VERIFYING_MDOC;
    case MDOC_REQUEST:
    case MDOC_ENGAGEMENT:
    case MDOC_SECURITY_OBJECT:
    case MDOC_TRANSCRIPT: return VERIFYING_MDOC_PART;
    case MDOC_NONE: break;
    }

    return kind_of(bytes);
}

enum verifying_kind verifying_kind(const struct input *input, struct wallet_buffer *bytes)
{
    if (!input->is_text) {
        return kind_of_bytes(input->content);
    }

    return wallet_qr_read_text(input->content, bytes, NULL) == WALLET_OK
               ? kind_of(wallet_buffer_bytes(bytes))
               : VERIFYING_OTHER;
}

static void complain_request(const struct session *session, const struct input *input)
{
    complain(
        session,
        SAY(session,
            "'%s' is a counter's request, not a licence",
            "'%s' 是窗口的用证请求，不是证照"),
        input->name);
    why(session,
        SAY(session, "it asks for licences and proves nothing", "它索要证照，不能证明任何事项"));
    hint(
        session,
        SAY(session,
            "its answer is for a holder: wallet answer %s",
            "由持证人答复：wallet answer %s"),
        input->name);
}

static void complain_grant(const struct session *session, const struct input *input)
{
    complain(
        session,
        SAY(session, "'%s' is a grant, not a licence", "'%s' 是授权，不是证照"),
        input->name);
    why(session,
        SAY(session,
            "it lets a counter fetch licences from the repository, and proves nothing by itself",
            "它授权窗口从证照库取用证照，本身不能证明任何事项"));
    hint(
        session,
        SAY(session,
            "hand it to the repository; 'wallet inspect %s' shows what is in it",
            "请提交给证照库；'wallet inspect %s' 可查看其内容"),
        input->name);
}

static void complain_part(const struct session *session, const struct input *input)
{
    const enum mdoc_kind kind = mdoc_kind(input->content);

    complain(session, SAY(session, "'%s' is no mobile document", "'%s' 不是移动证件"), input->name);
    why(session,
        SAY(session, "it is a %s: %s, and proves nothing", "它是 %s：%s，不能证明任何事项"),
        mdoc_kind_name(kind),
        mdoc_kind_sentence(session, kind));
    hint(
        session,
        SAY(session,
            "verify what the device answered; 'wallet inspect %s' shows what is in this",
            "请核验设备的答复；'wallet inspect %s' 可查看其内容"),
        input->name);
}

enum exit_code verifying_complain_kind(
    const struct session *session, const struct input *input, enum verifying_kind kind)
{
    if (kind == VERIFYING_REQUEST) {
        complain_request(session, input);
    } else if (kind == VERIFYING_MDOC_PART) {
        complain_part(session, input);
    } else {
        complain_grant(session, input);
    }
    if (session->json) {
        json_print_failure(session, input->name, EXIT_CODE_REFUSED);
    }

    return EXIT_CODE_REFUSED;
}

enum exit_code verifying_complain_failure(
    const struct session *session, const struct input *input, const struct wallet_error *error)
{
    const enum exit_code code = refuse(
        session, error, SAY(session, "'%s' could not be checked", "'%s' 无法核验"), input->name);

    hint(session, SAY(session, "try again", "请再试一次"));
    if (session->json) {
        json_print_failure(session, input->name, code);
    }
    return code;
}
