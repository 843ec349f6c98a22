/* SPDX-License-Identifier: Apache-2.0 */
#include "answering.h"

#include "ask.h"
#include "json.h"
#include "object.h"
#include "output.h"
#include "post.h"
#include "request_text.h"
#include "text.h"
#include "types.h"

#include <stdio.h>
#include <string.h>

static enum exit_code visit_request(void *context, struct wallet_bytes object)
{
    struct answering *answering = context;
    const struct session *session = answering->session;
    struct wallet_error error;

    if (wallet_request_verify(
            object,
            answering->trust.trust,
            answering->now.unix_seconds,
            &answering->request,
            &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        session,
        &error,
        SAY(session, "this request is not answered, nothing left", "不答复该请求，未出示任何内容"));
    hint(
        session,
        SAY(session,
            "a counter is known by the region's trust list: 'wallet trust import', or ask anew",
            "窗口须在本地信任名单中：请 'wallet trust import'，或请窗口重新出示"));
    return code;
}

/* A yes that nobody gave is given for what is named, and for nothing else. */
static enum exit_code check_settings(
    const struct session *session, const struct answer_settings *settings)
{
    if (!settings->yes || settings->fields.count > 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--yes' needs '--fields'", "'--yes' 须与 '--fields' 同用"));
    why(session,
        SAY(session,
            "a counter's request does not decide what is shown",
            "出示哪些内容不由窗口的请求决定"));
    hint(
        session,
        SAY(session,
            "name what may be shown: --fields name,sex",
            "请指明可出示的字段：--fields name,sex"));
    return EXIT_CODE_USAGE;
}

/* How long an answer holds that is shown is not the holder's to say. */
static enum exit_code check_seconds(
    const struct session *session, const struct answer_settings *settings)
{
    if (settings->seconds == 0 || settings->grant) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--for' needs '--grant'", "'--for' 须与 '--grant' 同用"));
    why(session, SAY(session, "a code that is shown is good for a minute", "出示的码一分钟内有效"));
    hint(session, SAY(session, "leave it out, or add --grant", "请去掉该选项，或加 --grant"));
    return EXIT_CODE_USAGE;
}

/* Where the answer goes is known before anything is chosen, and before it is put down as shown. */
static enum exit_code check_way(const struct answering *answering)
{
    const struct session *session = answering->session;

    if (!answering->settings->post) {
        return showing_check(session, &answering->settings->showing);
    }
    if (wallet_request_reply_url(answering->request)[0] != '\0') {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "the answer cannot be posted", "答复无法发送"));
    why(session, SAY(session, "the request names no address", "请求中没有地址"));
    hint(session, SAY(session, "show it: leave out --post", "请出示：不加 --post"));
    return EXIT_CODE_USAGE;
}

enum exit_code answering_start(
    const struct session *session,
    const struct answer_settings *settings,
    const char *name,
    struct answering *out)
{
    *out = (struct answering){ .session = session, .settings = settings, .open = OPEN_VAULT_NONE };
    const struct object_visitor visitor = { visit_request, out };

    enum exit_code code = check_settings(session, settings);
    if (code == EXIT_CODE_OK) {
        code = check_seconds(session, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, NULL, &out->now);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_source_open(session, &settings->trust, out->now.unix_seconds, &out->trust);
    }
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = object_visit(session, name, &visitor);
    }
    if (code == EXIT_CODE_OK && !out->request) {
        code = EXIT_CODE_NO_CODE;
    }
    if (code == EXIT_CODE_OK) {
        code = check_way(out);
    }
    if (code == EXIT_CODE_OK) {
        request_text_print(stderr, session, out->catalogue, out->request);
        code = vault_open(session, &settings->vault, VAULT_CHANGE, &out->open);
    }
    if (code == EXIT_CODE_OK) {
        out->showing = (struct showing){ .session = session,
                                         .open = &out->open,
                                         .catalogue = out->catalogue,
                                         .audience = wallet_request_counter(out->request),
                                         .nonce = wallet_request_nonce(out->request) };
    }

    return code;
}

static enum exit_code put_down(struct answering *answering, enum wallet_vault_act act)
{
    struct wallet_request_matter matter;

    wallet_request_matter(answering->request, &matter);
    return showing_log(
        &answering->showing,
        act,
        wallet_request_counter_name(answering->request, answering->session->language),
        matter.name[0] ? matter.name : matter.cause);
}

enum exit_code answering_confirm(struct answering *answering)
{
    const struct session *session = answering->session;

    showing_print(&answering->showing);
    if (answering->settings->yes) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = ask_yes_to(
        session,
        SAY(session, "Show this?", "出示以上内容？"),
        answering->settings->fields.count > 0 ? NULL : "--fields name,sex");
    if (code == EXIT_CODE_REFUSED) {
        const enum exit_code logged = put_down(answering, WALLET_VAULT_DECLINED);
        return logged == EXIT_CODE_OK ? code : logged;
    }

    return code;
}

static void print_json(const struct answering *answering)
{
    const struct showing *showing = &answering->showing;
    json_t *out = json_start();

    (void)json_object_set_new(out, "to", json_string(showing->audience));
    (void)json_object_set_new(out, "licences", showing_json(showing));
    (void)json_object_set_new(out, "left_out", json_integer((json_int_t)answering->left_out));
    (void)json_object_set_new(
        out, "bytes", json_integer((json_int_t)wallet_buffer_bytes(&showing->object).size));
    (void)json_object_set_new(out, "qr_version", json_integer(showing->qr_version));
    (void)json_object_set_new(
        out,
        "posted",
        json_text_or_null(
            answering->settings->post ? wallet_request_reply_url(answering->request) : NULL));
    (void)json_object_set_new(
        out, "output", json_text_or_null(answering->settings->showing.output));
    json_print(out);
}

static enum exit_code post_it(struct answering *answering)
{
    const struct session *session = answering->session;
    const char *url = wallet_request_reply_url(answering->request);

    enum exit_code code = showing_sign(&answering->showing, clock_now());
    if (code == EXIT_CODE_OK) {
        code = post(
            session,
            url,
            answering->settings->authorities,
            wallet_buffer_bytes(&answering->showing.object));
    }
    if (code == EXIT_CODE_OK) {
        remark(session, SAY(session, "posted to %s", "已发送至 %s"), url);
    }

    return code;
}

enum exit_code answering_send(struct answering *answering)
{
    enum exit_code code = put_down(answering, WALLET_VAULT_ANSWERED);

    vault_let_go(&answering->open);
    if (code == EXIT_CODE_OK) {
        code = answering->settings->post
                   ? post_it(answering)
                   : showing_write(&answering->showing, &answering->settings->showing);
    }
    if (code == EXIT_CODE_OK && answering->session->json) {
        print_json(answering);
    }

    return code;
}

void answering_finish(struct answering *answering)
{
    showing_free(&answering->showing);
    vault_close(&answering->open);
    wallet_request_free(answering->request);
    wallet_catalogue_free(answering->catalogue);
    wallet_trust_free(answering->trust.trust);
}
