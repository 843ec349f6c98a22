/* SPDX-License-Identifier: Apache-2.0 */
#include "answering.h"
#include "answering_named.h"
#include "ask.h"
#include "grant_log.h"
#include "output.h"
#include "post.h"
#include "scope_draft.h"
#include "text.h"

#include <stdlib.h>

/* An answer that is a grant. */
struct granted {
    struct answering *answering;
    struct scope_draft scope;
    struct grant_key key;
    struct granting granting;
};

/* Whether a field goes in; tells of one that the counter may not ask for. */
static bool lets(void *context, size_t item, uint64_t key, uint64_t member)
{
    struct answering *answering = context;
    struct wallet_request_item asked;

    wallet_request_item_at(answering->request, item, &asked);
    const struct wallet_type *type =
        wallet_catalogue_find(answering->catalogue, text_of(asked.type));
    const struct wallet_field *field = type ? wallet_type_field_by_key(type, key) : NULL;
    const struct wallet_field *inner = field && member != WALLET_REQUEST_NO_MEMBER
                                           ? wallet_field_member_field_by_key(field, member)
                                           : NULL;
    if (!field || (member != WALLET_REQUEST_NO_MEMBER && !inner)) {
        return false; /* the type has it not, and so neither has the licence */
    }
    if (!wallet_request_may_ask(answering->request, answering->catalogue, item, key, member)) {
        answering_leave_out(answering, field, inner);
        return false;
    }

    return answering_lets(answering, inner ? inner : field);
}

static enum exit_code choose(struct granted *granted)
{
    struct answering *answering = granted->answering;
    const size_t count = wallet_request_item_count(answering->request);

    const enum exit_code code = answering_check_fields(answering);
    for (size_t i = 0; i < count && code == EXIT_CODE_OK; i++) {
        if (!scope_draft_add(&granted->scope, answering->request, i, lets, answering)) {
            answering->kept_back++;
        }
    }

    return code != EXIT_CODE_OK || granted->scope.item_count > 0
               ? code
               : answering_complain_nothing(answering);
}

static enum exit_code prepare(struct granted *granted)
{
    const struct answering *answering = granted->answering;
    const struct answer_settings *settings = answering->settings;

    granted->granting = (struct granting){
        .session = answering->session,
        .catalogue = answering->catalogue,
        .terms = { .method = WALLET_GRANT_SCAN,
                   .audience = wallet_request_counter(answering->request),
                   .items = granted->scope.items,
                   .item_count = granted->scope.item_count,
                   .nonce = wallet_request_nonce(answering->request),
                   .seconds = settings->seconds },
    };
    wallet_request_matter(answering->request, &granted->granting.terms.matter);

    const enum exit_code code = grant_key_find(
        &answering->open,
        granted->scope.items,
        granted->scope.item_count,
        settings->licences.count > 0 ? settings->licences.items[0] : NULL,
        answering->now.unix_seconds,
        &granted->key);
    if (code == EXIT_CODE_OK &&
        wallet_vault_signer(
            answering->open.vault, granted->key.key_id, &granted->granting.signer, NULL) !=
            WALLET_OK) {
        return complain_memory(answering->session);
    }

    return code;
}

static enum exit_code put_down(struct granted *granted, enum wallet_vault_act act)
{
    struct answering *answering = granted->answering;

    return grant_log(
        &answering->open,
        &granted->granting,
        &granted->key,
        act,
        wallet_request_counter_name(answering->request, answering->session->language));
}

static enum exit_code confirm(struct granted *granted)
{
    const struct session *session = granted->answering->session;

    enum exit_code code = granting_print(&granted->granting, clock_now());
    if (code != EXIT_CODE_OK || granted->answering->settings->yes) {
        return code;
    }

    code = ask_yes_to(
        session,
        SAY(session, "Grant this?", "授权以上内容？"),
        granted->answering->settings->fields.count > 0 ? NULL : "--fields name,sex");
    if (code == EXIT_CODE_REFUSED) {
        const enum exit_code logged = put_down(granted, WALLET_VAULT_DECLINED);
        return logged == EXIT_CODE_OK ? code : logged;
    }

    return code;
}

static enum exit_code send(struct granted *granted)
{
    struct answering *answering = granted->answering;
    const char *url = wallet_request_reply_url(answering->request);

    if (!answering->settings->post) {
        return granting_write(&granted->granting, &answering->settings->showing, clock_now());
    }

    enum exit_code code = granting_sign(&granted->granting, clock_now());
    if (code == EXIT_CODE_OK) {
        code = post(
            answering->session,
            url,
            answering->settings->authorities,
            wallet_buffer_bytes(&granted->granting.object));
    }
    if (code == EXIT_CODE_OK) {
        remark(answering->session, SAY(answering->session, "posted to %s", "已发送至 %s"), url);
    }
    if (code == EXIT_CODE_OK && answering->session->json) {
        granting_print_json(&granted->granting, NULL);
    }

    return code;
}

static enum exit_code run(struct granted *granted)
{
    enum exit_code code = choose(granted);

    if (code == EXIT_CODE_OK) {
        code = prepare(granted);
    }
    if (code == EXIT_CODE_OK) {
        code = confirm(granted);
    }
    if (code == EXIT_CODE_OK) {
        code = put_down(granted, WALLET_VAULT_GRANTED);
    }
    if (code == EXIT_CODE_OK) {
        vault_let_go(&granted->answering->open);
        code = send(granted);
    }

    granting_finish(&granted->granting);
    return code;
}

enum exit_code answering_grant(struct answering *answering)
{
    struct granted *granted = calloc(1, sizeof *granted);
    if (!granted) {
        return complain_memory(answering->session);
    }

    granted->answering = answering;
    const enum exit_code code = run(granted);
    free(granted);
    return code;
}
